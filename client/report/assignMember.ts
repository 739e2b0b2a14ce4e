import { roles, type Grant, type Role } from '../../shared/people/role.ts'

/** How far a role reaches: the report, chosen sections, or only single items. */
export type Reach = 'whole' | 'sections' | 'items'

export interface RoleDraft {
  readonly role: Role
  readonly has: boolean
  readonly reach: Reach
  readonly sections: readonly string[]
  /** Single items it was given for besides; what somebody is responsible for counts without being listed here. */
  readonly items: readonly string[]
}

/** Somebody's roles as the form holds them, one line a role. Several grants of one role are one line. */
export const memberDraft = (grants: readonly Grant[]): RoleDraft[] =>
  roles.map((role) => {
    const own = grants.filter((grant) => grant.role === role)
    const sections = [...new Set(own.flatMap((grant) => grant.sections ?? []))]
    const items = [...new Set(own.flatMap((grant) => grant.items ?? []))]
    const isWhole =
      own.length === 0 || own.some((grant) => grant.sections === undefined && grant.items === undefined)
    return {
      role,
      has: own.length > 0,
      reach: isWhole ? 'whole' : sections.length > 0 ? 'sections' : 'items',
      sections,
      items,
    }
  })

export type MemberProblem = 'noRole' | 'noSection'

/** @returns the grants, or what is missing before they can be saved */
export function grantsOf(
  draft: readonly RoleDraft[],
): { readonly ok: true; readonly grants: Grant[] } | { readonly ok: false; readonly problem: MemberProblem } {
  const held = draft.filter(({ has }) => has)
  if (held.length === 0) return { ok: false, problem: 'noRole' }
  if (held.some(({ reach, sections }) => reach === 'sections' && sections.length === 0))
    return { ok: false, problem: 'noSection' }
  return { ok: true, grants: held.map(grantOf) }
}

function grantOf({ role, reach, sections, items }: RoleDraft): Grant {
  switch (reach) {
    case 'whole':
      return { role }
    case 'sections':
      return { role, sections: [...sections], ...(items.length === 0 ? {} : { items: [...items] }) }
    case 'items':
      return { role, items: [...items] }
    default:
      return reach satisfies never
  }
}
