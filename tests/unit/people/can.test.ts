import { describe, expect, test } from 'vitest'
import { actions, can, permission, type Action, type Actor, type Target } from '../../../shared/people/can.ts'
import { roles, type Grant, type Role } from '../../../shared/people/role.ts'
import { reportStates, sectionStates, type SectionState } from '../../../shared/section/workflow.ts'

/*
 * The table of design.md section 4, written down a second time: one line a right, one word a role. Each line is asked for in
 * every state of the section. `w` whole report, `o` own items and sections only.
 */
type Cell = 'w' | 'o' | '-'
const table: Record<Action, Record<Role, Cell>> = {
  readDraft: row('w', 'w', 'w', 'w', 'w', '-'),
  readView: row('w', 'w', 'w', 'w', 'w', 'w'),
  write: row('w', 'o', '-', '-', '-', '-'),
  setCell: row('w', 'o', '-', '-', '-', '-'),
  editRows: row('w', 'o', '-', '-', '-', '-'),
  proposeStatus: row('w', 'o', '-', '-', '-', '-'),
  settleStatus: row('w', '-', 'w', 'w', '-', '-'),
  markFinal: row('w', 'o', '-', '-', '-', '-'),
  handIn: row('w', 'o', '-', '-', '-', '-'),
  thread: row('w', 'w', 'w', 'w', 'w', '-'),
  explain: row('w', 'o', 'w', 'w', '-', '-'),
  submit: row('w', 'o', '-', '-', '-', '-'),
  withdraw: row('w', 'o', '-', '-', '-', '-'),
  sendBack: row('w', '-', 'w', 'w', '-', '-'),
  ready: row('w', '-', '-', '-', '-', '-'),
  approve: row('-', '-', '-', 'w', '-', '-'),
  reopen: row('w', '-', '-', 'w', '-', '-'),
  editPlan: row('w', '-', '-', '-', '-', '-'),
  editPeople: row('w', '-', '-', '-', '-', '-'),
  editReport: row('w', '-', '-', '-', '-', '-'),
  readAudit: row('w', '-', '-', 'w', '-', '-'),
}

function row(
  samordnare: Cell,
  skribent: Cell,
  granskare: Cell,
  godkannare: Cell,
  namndsekreterare: Cell,
  lasare: Cell,
): Record<Role, Cell> {
  return { samordnare, skribent, granskare, godkannare, namndsekreterare, lasare }
}

/** Section states in which the action is possible at all, for who has the right; all where nothing is said. */
const possibleIn: Partial<
  Record<Action, Partial<Record<Role, readonly SectionState[]>> | readonly SectionState[]>
> = {
  write: ['arbete', 'granskning'],
  setCell: ['arbete', 'granskning'],
  editRows: ['arbete', 'granskning'],
  proposeStatus: ['arbete', 'granskning'],
  settleStatus: {
    samordnare: ['arbete', 'granskning'],
    granskare: ['granskning'],
    godkannare: ['arbete', 'granskning'],
  },
  markFinal: ['arbete', 'granskning'],
  handIn: ['arbete', 'granskning'],
  thread: ['arbete', 'granskning'],
  submit: ['arbete'],
  withdraw: ['granskning'],
  sendBack: ['granskning', 'klar'],
  ready: ['granskning'],
  approve: ['klar'],
  reopen: { samordnare: ['klar'], godkannare: ['godkand'] },
}

const isStates = (value: unknown): value is readonly SectionState[] => Array.isArray(value)

function isPossible(action: Action, role: Role, state: SectionState): boolean {
  const limits = possibleIn[action]
  if (limits === undefined) return true
  const states = isStates(limits) ? limits : limits[role]
  return states?.includes(state) ?? true
}

const actor = (grants: readonly Grant[], responsibleFor: readonly string[] = []): Actor => ({
  user: 'kim',
  system: [],
  grants,
  responsibleFor: new Set(responsibleFor),
})

const target = (state: SectionState, report: Target['report'] = 'oppen'): Target => ({
  report,
  section: { id: '5-2', state, submittedBy: 'kim' },
  items: ['row', 'table', '5-2'],
})

const cases = actions.flatMap((action) =>
  roles.flatMap((role) => sectionStates.map((state) => ({ action, role, state }))),
)

describe('the table of rights', () => {
  test.each(cases)('[PM1] $role, $action, section $state', ({ action, role, state }) => {
    const right = table[action][role]
    expect(can(actor([{ role }]), action, target(state))).toBe(
      right !== '-' && isPossible(action, role, state),
    )
  })

  test.each(cases)('[PM2] $role of another section, $action, section $state', ({ action, role, state }) => {
    const elsewhere = actor([{ role, sections: ['3'] }])
    const reads = ['readDraft', 'readView', 'readAudit', 'thread'].includes(action)
    expect(can(elsewhere, action, target(state))).toBe(
      reads && table[action][role] !== '-' && isPossible(action, role, state),
    )
  })

  test.each(cases)(
    '[PM3] $role limited to the section, $action, section $state',
    ({ action, role, state }) => {
      const within = actor([{ role, sections: ['5-2'] }])
      expect(can(within, action, target(state))).toBe(
        table[action][role] !== '-' && isPossible(action, role, state),
      )
    },
  )

  test.each(cases)(
    '[PM4] $role named responsible for the row and nothing else, $action, section $state',
    ({ action, role, state }) => {
      const responsible = actor([{ role, items: [] }], ['row'])
      const own = table[action][role] === 'o' && isPossible(action, role, state)
      const reads =
        ['readDraft', 'readView', 'readAudit', 'thread'].includes(action) &&
        table[action][role] !== '-' &&
        isPossible(action, role, state)
      expect(can(responsible, action, target(state))).toBe(own || reads)
    },
  )

  test.each(actions)('[PM5] somebody without a role may not %s', (action) => {
    for (const state of sectionStates)
      expect(permission(actor([]), action, target(state))).toEqual({ allowed: false, because: 'role' })
  })

  test.each(actions)('[PM6] in a decided report nothing is changed: %s', (action) => {
    const everything = actor(roles.map((role) => ({ role })))
    const reads = ['readDraft', 'readView', 'readAudit'].includes(action)
    for (const state of sectionStates) expect(can(everything, action, target(state, 'beslutad'))).toBe(reads)
    expect(reportStates).toContain('beslutad')
  })

  test('[PM7] system roles give no right in a report', () => {
    const administrator: Actor = { ...actor([]), system: ['administrator', 'mallforvaltare'] }
    for (const action of actions) expect(can(administrator, action, target('arbete'))).toBe(false)
  })

  test('[PM8] the only author does not approve; who did not submit takes nothing back', () => {
    const chief = actor([{ role: 'godkannare' }])
    const section = { id: '5-2', state: 'klar', onlyAuthor: 'kim' } as const
    expect(permission(chief, 'approve', { report: 'oppen', section, items: ['5-2'] })).toEqual({
      allowed: false,
      because: 'onlyAuthor',
    })
    const writer = actor([{ role: 'skribent' }])
    const submitted = { id: '5-2', state: 'granskning', submittedBy: 'somebody' } as const
    expect(permission(writer, 'withdraw', { report: 'oppen', section: submitted, items: ['5-2'] })).toEqual({
      allowed: false,
      because: 'notSubmitter',
    })
  })
})
