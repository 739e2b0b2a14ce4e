import type { Actor } from '../people/can.ts'
import type { Person } from '../people/role.ts'
import type { Report } from './report.ts'

/**
 * The person as this report sees them on `today` (ISO date): own grants, and those of whom they stand in for
 * while the deputy's dates hold. Ask it anew at every message; rights are never remembered.
 */
export function actorIn(
  report: Pick<Report, 'members' | 'deputies' | 'items'>,
  person: Pick<Person, 'user' | 'system'>,
  today: string,
): Actor {
  const own = report.members[person.user]?.grants ?? []
  const standingInFor = report.deputies.filter(
    ({ user, from, to }) => user === person.user && from <= today && today <= to,
  )
  const inherited = standingInFor.flatMap((deputy) => report.members[deputy.for]?.grants ?? [])
  const responsibleFor = Object.entries(report.items).flatMap(([item, { people }]) =>
    people.includes(person.user) ? [item] : [],
  )
  return {
    user: person.user,
    system: person.system,
    grants: [...own, ...inherited.filter(({ role }) => role === 'godkannare')],
    responsibleFor: new Set(responsibleFor),
  }
}

/** Whether the report exists for this person at all. */
export const isMember = (actor: Actor): boolean => actor.grants.length > 0
