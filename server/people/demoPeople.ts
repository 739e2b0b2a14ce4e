import type { Grant, Person, Role } from '../../shared/people/role.ts'
import { roles } from '../../shared/people/role.ts'

/** A person of the demo: what the sign-in page says of them besides who they are. */
export type DemoPerson = Person & { readonly roles: readonly Role[]; readonly about: string }

interface DemoReport {
  readonly samordnare: string
  readonly members: readonly { readonly user: string; readonly grants: readonly Grant[] }[]
}

/** The people with the roles that the newest demo report gives them, those in the whole report first. */
export function withRoles(people: readonly (Person & { about: string })[], report: DemoReport): DemoPerson[] {
  return people.map((person) => {
    const grants = report.members.find(({ user }) => user === person.user)?.grants ?? []
    const whole = grants.filter(({ sections, items }) => sections === undefined && items === undefined)
    const held = new Set<Role>([
      ...(person.user === report.samordnare ? (['samordnare'] as const) : []),
      ...[...whole, ...grants].map(({ role }) => role),
    ])
    return { ...person, roles: roles.filter((role) => held.has(role)) }
  })
}
