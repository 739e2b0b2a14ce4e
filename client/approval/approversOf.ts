import type { Report } from '../../shared/report/report.ts'

/** Who approves a section: the godkännare of the whole report and of this section, and today's deputies with whom they stand in for. */
export interface Approvers {
  readonly own: readonly string[]
  readonly deputies: readonly { readonly user: string; readonly for: string }[]
}

/** @param today  ISO day by which a deputy counts. One who may approve only single items of the section is none of them. */
export function approversOf(
  { members, deputies }: Pick<Report, 'members' | 'deputies'>,
  section: string,
  today: string,
): Approvers {
  const own = Object.values(members)
    .filter(({ grants }) =>
      grants.some(
        ({ role, sections, items }) =>
          role === 'godkannare' &&
          (sections?.includes(section) ?? (items === undefined || items.includes(section))),
      ),
    )
    .map(({ user }) => user)
  return {
    own,
    deputies: deputies.filter(
      (deputy) => own.includes(deputy.for) && deputy.from <= today && today <= deputy.to,
    ),
  }
}
