import type { Report } from '../../shared/report/report.ts'

/** Sign-in names of those who review a section: the granskare of the whole report, and of this section. */
export const reviewersOf = (report: Pick<Report, 'members'>, section: string): string[] =>
  Object.values(report.members)
    .filter(({ grants }) =>
      grants.some(
        ({ role, sections, items }) =>
          role === 'granskare' && items === undefined && (sections?.includes(section) ?? true),
      ),
    )
    .map(({ user }) => user)
