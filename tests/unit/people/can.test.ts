import { describe, expect, test } from 'vitest'
import { actions, can, permission, type Action, type Actor, type Target } from '../../../shared/people/can.ts'
import { roles, type Grant, type Role } from '../../../shared/people/role.ts'
import { actorIn } from '../../../shared/report/actor.ts'
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
  explain: ['arbete', 'granskning', 'klar'],
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

describe('the table of rights in every state of the report', () => {
  const everywhere = cases.flatMap((cell) => reportStates.map((report) => ({ ...cell, report })))

  test.each(everywhere)(
    '[PW10] $role, $action, section $state, report $report',
    ({ action, role, state, report }) => {
      const right = table[action][role] !== '-'
      const asOpen = right && isPossible(action, role, state)
      const reads = ['readDraft', 'readView', 'readAudit'].includes(action)
      const expected = report === 'beslutad' ? right && reads : asOpen
      expect(can(actor([{ role }]), action, target(state, report))).toBe(expected)
    },
  )
})

describe('grants that reach some items only', () => {
  const ofOthers = { ...target('arbete'), items: ['another', 'table', '5-2'] }

  test.each(cases)('[PW11] $role of one row, $action, section $state', ({ action, role, state }) => {
    const ofRow = actor([{ role, items: ['row'] }])
    const right = table[action][role] !== '-' && isPossible(action, role, state)
    const reads = ['readDraft', 'readView', 'readAudit', 'thread'].includes(action)
    expect(can(ofRow, action, target(state))).toBe(right)
    expect(can(ofRow, action, { ...ofOthers, section: { ...target(state).section, id: '5-2', state } })).toBe(
      right && reads,
    )
  })

  test.each(actions)('[PW12] on the whole report %s is not for who has only a part', (action) => {
    const reads = ['readDraft', 'readView', 'readAudit', 'thread'].includes(action)
    for (const role of roles) {
      const right = table[action][role] !== '-'
      expect([role, can(actor([{ role }]), action, { report: 'oppen' })]).toEqual([role, right])
      for (const part of [{ sections: ['5-2'] }, { items: ['row'] }, { sections: [] }, { items: [] }])
        expect([role, can(actor([{ role, ...part }]), action, { report: 'oppen' })]).toEqual([
          role,
          right && reads,
        ])
    }
  })
})

describe('whose doing it was', () => {
  test.each(cases)('[PW13] $role, $action, section $state, of the only author', ({ action, role, state }) => {
    const held = {
      report: 'oppen',
      section: { id: '5-2', state, onlyAuthor: 'kim', submittedBy: 'kim' },
    } as const
    const expected = can(actor([{ role }]), action, target(state)) && action !== 'approve'
    expect(can(actor([{ role }]), action, held)).toBe(expected)
    const byAnother = { ...held, section: { ...held.section, onlyAuthor: 'somebody' } }
    expect(can(actor([{ role }]), action, byAnother)).toBe(can(actor([{ role }]), action, target(state)))
  })

  test.each(cases)(
    '[PW14] $role, $action, section $state, that another has submitted',
    ({ action, role, state }) => {
      const held = { report: 'oppen', section: { id: '5-2', state, submittedBy: 'somebody' } } as const
      const mine = can(actor([{ role }]), action, target(state))
      expect(can(actor([{ role }]), action, held)).toBe(
        mine && (action !== 'withdraw' || role === 'samordnare'),
      )
    },
  )
})

describe('a deputy', () => {
  const deputies = [{ for: 'chief', user: 'kim', from: '2024-02-01', to: '2024-02-07', reason: 'Ledig' }]
  const actorOn = (today: string, role: Role, own: Grant[] = []) =>
    actorIn(
      {
        members: {
          chief: { user: 'chief', grants: [{ role }], arrival: 0 },
          ...(own.length === 0 ? {} : { kim: { user: 'kim', grants: own, arrival: 1 } }),
        },
        deputies,
        items: { row: { people: ['chief'], state: 'ej_paborjad', quoted: [] } },
      },
      { user: 'kim', system: [] },
      today,
    )

  test.each(cases)('[PW15] for a $role, $action, section $state', ({ action, role, state }) => {
    for (const day of ['2024-01-31', '2024-02-08', '2023-02-03', '2025-02-03'])
      expect([day, can(actorOn(day, role), action, target(state))]).toEqual([day, false])
    const expected = role === 'godkannare' && can(actor([{ role }]), action, target(state))
    for (const day of ['2024-02-01', '2024-02-04', '2024-02-07'])
      expect([day, can(actorOn(day, role), action, target(state))]).toEqual([day, expected])
  })

  test.each(cases)(
    '[PW16] who is a $role besides has both, $action, section $state',
    ({ action, role, state }) => {
      const own = can(actor([{ role }]), action, target(state))
      const asChief = can(actor([{ role: 'godkannare' }]), action, target(state))
      expect(can(actorOn('2024-02-04', 'godkannare', [{ role }]), action, target(state))).toBe(own || asChief)
      expect(can(actorOn('2024-02-08', 'godkannare', [{ role }]), action, target(state))).toBe(own)
    },
  )
})
