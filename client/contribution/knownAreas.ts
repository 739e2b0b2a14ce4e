import type { Member, Report } from '../../shared/report/report.ts'
import type { PublicPerson } from '../report/record.ts'

/** An område that the report knows, and who in the report would write for it. */
export interface KnownArea {
  readonly unit: string
  readonly people: readonly string[]
}

const mostWriters = 3

const writes = (member: Member | undefined): boolean =>
  member?.grants.some(({ role }) => role === 'skribent') === true

/**
 * Områden by name: those of the report's people, of its items and of earlier contributions. Whoever wrote for one the last time
 * is proposed again, else its people where they are few.
 */
export function knownAreas(
  { items, contributions, members }: Pick<Report, 'items' | 'contributions' | 'members'>,
  people: Readonly<Record<string, PublicPerson>>,
): KnownArea[] {
  const wrote = new Map<string, readonly string[]>()
  for (const { unit, writers, asked } of Object.values(contributions))
    if (unit !== undefined && asked !== undefined) wrote.set(unit, writers)
  const units = new Set(
    [
      ...Object.values(people).map(({ unit }) => unit),
      ...Object.values(items).map(({ unit }) => unit),
      ...wrote.keys(),
    ].flatMap((unit) => (unit === undefined || unit === '' ? [] : [unit])),
  )
  return [...units]
    .toSorted((a, b) => a.localeCompare(b, 'sv'))
    .map((unit) => {
      const own = Object.values(people)
        .filter(({ user, unit: at }) => at === unit && writes(members[user]))
        .map(({ user }) => user)
      return { unit, people: wrote.get(unit) ?? (own.length <= mostWriters ? own : []) }
    })
}
