import { describe, expect, test } from 'vitest'
import type { Block } from '../../../shared/block/block.ts'
import type { Actor } from '../../../shared/people/can.ts'
import { roles, type Grant, type Role } from '../../../shared/people/role.ts'
import type { Result } from '../../../shared/problem.ts'
import { apply } from '../../../shared/report/apply.ts'
import type { ReportEvent } from '../../../shared/report/event.ts'
import type { Report } from '../../../shared/report/report.ts'
import {
  decideReply,
  decideThreadChanged,
  decideThreadOpened,
  type NewThread,
} from '../../../shared/review/decideThreads.ts'
import {
  decideSuggestion,
  decideSuggestionUndone,
  suggestionFor,
} from '../../../shared/review/decideSuggestion.ts'
import { blocksOf, proseSlotsOf, sectionsOf } from '../../../shared/section/layout.ts'
import { sectionStates, type SectionState } from '../../../shared/section/workflow.ts'
import { demoReport } from '../template/demoReport.ts'

const { report: demo, layout } = demoReport('servicenamnden-2023')
const isTable = ({ rows, columns }: Block) => rows.length > 1 && columns.length > 1
const section = sectionsOf(layout).find((each) => proseSlotsOf(each).length > 0)
const slot = section && proseSlotsOf(section)[0]?.id
const withLocked = sectionsOf(layout).find((each) => blocksOf(each).some(({ kind }) => kind === 'lockedText'))
const withTable = sectionsOf(layout).find((each) => blocksOf(each).some(isTable))
if (section === undefined || slot === undefined || withLocked === undefined || withTable === undefined)
  throw new Error('the template has texts, tables and locked texts')
const lockedBlock = blocksOf(withLocked).find(({ kind }) => kind === 'lockedText')
const table = blocksOf(withTable).find(isTable)
if (lockedBlock === undefined || table === undefined) throw new Error('no such blocks')

const as = (grant: Grant, user = 'ann', responsibleFor: readonly string[] = []): Actor => ({
  user,
  system: [],
  grants: [grant],
  responsibleFor: new Set(responsibleFor),
})
const members = Object.fromEntries(
  roles.map((role, arrival) => [role, { user: role, grants: [{ role }], arrival }]),
)
const inState = (state: SectionState, more: Partial<Report> = {}): Report => ({
  ...demo,
  members,
  threads: {},
  sections: Object.fromEntries(
    sectionsOf(layout).map(({ id }) => [id, { state, epoch: 1, hidden: false, seals: [] }]),
  ),
  ...more,
})
const thread = (more: Partial<NewThread> = {}): NewThread => ({
  id: 't1',
  kind: 'remark',
  at: { slot, quote: 'ord' },
  remark: { id: 'r1', text: 'Hur så?', mentions: [] },
  ...more,
})
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.problem.code)
function after(report: Report, result: Result<ReportEvent[]>, user = 'ann'): Report {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value.reduce((now, event, index) => {
    const next = apply(now, { seq: index + 1, at: '2024-02-01T10:00:00.000Z', actor: { user }, event })
    if (next === null) throw new Error('no report')
    return next
  }, report)
}
const opened = (report: Report, more: Partial<NewThread> = {}) =>
  after(report, decideThreadOpened(report, layout, as({ role: 'granskare' }), section.id, thread(more)))

const locked = new Set<SectionState>(['klar', 'godkand'])

describe('who may talk about a section', () => {
  for (const role of roles)
    for (const state of sectionStates) {
      const may = role !== 'lasare' && !locked.has(state)
      test(`[RV1] ${role} in ${state}: ${may ? 'may' : 'may not'} open, reply, resolve and hand on`, () => {
        const actor = as({ role })
        const report = inState(state, { threads: opened(inState('arbete')).threads })
        const expected = role === 'lasare' ? 'not-permitted' : may ? 'ok' : 'section-locked'
        expect(
          [
            decideThreadOpened(report, layout, actor, section.id, thread({ id: 't2' })),
            decideReply(report, layout, actor, section.id, 't1', { id: 'r2', text: 'Ja.', mentions: [] }),
            decideThreadChanged(report, layout, actor, section.id, 't1', { resolved: true }),
            decideThreadChanged(report, layout, actor, section.id, 't1', { assignee: 'skribent' }),
          ].map(codeOf),
        ).toEqual([expected, expected, expected, expected])
      })
    }

  test('[RV1] a grant for another section reaches the talk of all', () => {
    const elsewhere = as({ role: 'skribent', sections: [withTable.id] })
    expect(codeOf(decideThreadOpened(inState('arbete'), layout, elsewhere, section.id, thread()))).toBe('ok')
  })

  test('[RV1] nothing after the decision, and nothing in a hidden section', () => {
    const actor = as({ role: 'samordnare' })
    const decided = inState('arbete', { state: 'beslutad' })
    expect(codeOf(decideThreadOpened(decided, layout, actor, section.id, thread()))).toBe('not-permitted')
    const hidden = {
      chapters: layout.chapters.map((chapter) => ({
        ...chapter,
        sections: chapter.sections.map((each) => ({ ...each, hidden: each.id === section.id })),
      })),
    }
    expect(codeOf(decideThreadOpened(inState('arbete'), hidden, actor, section.id, thread()))).toBe(
      'section-hidden',
    )
  })
})

describe('who answers a suggestion', () => {
  const suggesting = (state: SectionState) =>
    inState(state, { threads: opened(inState('arbete'), { replacement: 'andra ord' }).threads })
  const actors: [string, Actor, boolean][] = [
    ...roles.map((role: Role): [string, Actor, boolean] => [
      role,
      as({ role }),
      role === 'samordnare' || role === 'skribent',
    ]),
    ['skribent of the section', as({ role: 'skribent', sections: [section.id] }), true],
    ['skribent of another', as({ role: 'skribent', sections: [withTable.id] }), false],
    ['skribent responsible for the text', as({ role: 'skribent', sections: [] }, 'ann', [slot]), true],
    ['skribent of nothing', as({ role: 'skribent', sections: [] }), false],
  ]
  for (const [name, actor, writes] of actors)
    for (const state of sectionStates)
      test(`[RV2] ${name} in ${state}: ${writes && !locked.has(state) ? 'may' : 'may not'}`, () => {
        const found = suggestionFor(suggesting(state), layout, actor, section.id, 't1')
        const reads = name !== 'lasare'
        const expected = reads && locked.has(state) ? 'section-locked' : writes ? 'ok' : 'not-permitted'
        expect(codeOf(found)).toBe(expected)
      })

  test('[RV3] it is answered once, and the answer is taken back', () => {
    const actor = as({ role: 'skribent' })
    const find = (report: Report) => {
      const found = suggestionFor(report, layout, actor, section.id, 't1')
      if (!found.ok) throw new Error(found.problem.code)
      return found.value
    }
    const report = suggesting('granskning')
    expect(codeOf(decideSuggestionUndone(find(report)))).toBe('nothing-to-change')
    const accepted = after(report, decideSuggestion(find(report), { accepted: true }))
    expect(accepted.threads['t1']).toMatchObject({
      at: { quote: 'ord' },
      resolved: { by: 'ann' },
      suggestion: { replacement: 'andra ord', outcome: { accepted: true, by: 'ann' } },
    })
    for (const outcome of [true, false])
      expect(codeOf(decideSuggestion(find(accepted), { accepted: outcome }))).toBe('suggestion-decided')
    const back = after(accepted, decideSuggestionUndone(find(accepted)))
    expect(back.threads).toEqual(report.threads)
    const rejected = after(report, decideSuggestion(find(report), { accepted: false, reason: ' Nej. ' }))
    expect(rejected.threads['t1']?.suggestion?.outcome).toMatchObject({ accepted: false, reason: 'Nej.' })
    expect(after(rejected, decideSuggestionUndone(find(rejected))).threads).toEqual(report.threads)
  })

  test('[RV3] a thread that suggests nothing has no answer', () => {
    const found = suggestionFor(opened(inState('arbete')), layout, as({ role: 'skribent' }), section.id, 't1')
    expect(codeOf(found)).toBe('not-found')
  })
})

describe('what a thread is about', () => {
  const actor = as({ role: 'granskare' })
  const open = (of: string, more: Partial<NewThread>) =>
    decideThreadOpened(inState('granskning'), layout, actor, of, thread(more))

  test('[RV4] a place that is there, and words only in a text', () => {
    const [row] = table.rows
    const [column] = table.columns
    if (row === undefined || column === undefined) throw new Error('an empty table')
    const at = { block: table.id, row: row.id, column: column.id }
    expect(codeOf(open(withTable.id, { at }))).toBe('ok')
    expect(codeOf(open(withTable.id, { at: { block: table.id } }))).toBe('ok')
    expect(codeOf(open(withTable.id, { at, replacement: 'x' }))).toBe('bad-request')
    for (const wrong of [
      { block: 'nosuch' },
      { block: table.id, row: 'nosuch' },
      { block: table.id, row: row.id, column: 'nosuch' },
      { block: table.id, column: column.id },
      { slot: `${slot}x`, quote: 'x' },
    ])
      expect([wrong, codeOf(open(withTable.id, { at: wrong }))]).toEqual([wrong, 'bad-request'])
    expect(codeOf(open('nosuch', {}))).toBe('not-found')
  })

  test('[RV5] a fault of a locked text stands on one, and goes to the samordnare unless somebody is named', () => {
    const at = { block: lockedBlock.id }
    expect(codeOf(open(withTable.id, { at: { block: table.id }, kind: 'lockedTextFault' }))).toBe(
      'bad-request',
    )
    expect(codeOf(open(section.id, { kind: 'lockedTextFault' }))).toBe('bad-request')
    const assigned = (members: Report['members'], assignee?: string) => {
      const report = inState('granskning', { members })
      const found = decideThreadOpened(
        report,
        layout,
        actor,
        withLocked.id,
        thread({ at, kind: 'lockedTextFault', assignee }),
      )
      return after(report, found).threads['t1']?.assignee
    }
    expect(assigned(members)).toBe('samordnare')
    expect(assigned(members, 'skribent')).toBe('skribent')
    expect(
      assigned({
        late: { user: 'late', grants: [{ role: 'samordnare' }], arrival: 9 },
        part: { user: 'part', grants: [{ role: 'samordnare', sections: [withLocked.id] }], arrival: 1 },
        other: { user: 'other', grants: [{ role: 'samordnare', sections: [section.id] }], arrival: 0 },
      }),
    ).toBe('late')
    expect(
      assigned({
        part: { user: 'part', grants: [{ role: 'samordnare', sections: [withLocked.id] }], arrival: 1 },
      }),
    ).toBe('part')
    expect(assigned({})).toBeUndefined()
  })

  for (const role of roles)
    test(`[RV6] ${role} ${role === 'lasare' ? 'cannot' : 'can'} be named: they ${role === 'lasare' ? 'do not' : ''} read the drafts`, () => {
      const expected = role === 'lasare' ? 'person-unknown' : 'ok'
      const report = opened(inState('arbete'))
      expect(codeOf(open(section.id, { assignee: role }))).toBe(expected)
      expect(codeOf(open(section.id, { remark: { id: 'r', text: 'x', mentions: [role] } }))).toBe(expected)
      const reply = { id: 'r2', text: 'x', mentions: [role] }
      expect(codeOf(decideReply(report, layout, actor, section.id, 't1', reply))).toBe(expected)
      const handed = decideThreadChanged(report, layout, actor, section.id, 't1', { assignee: role })
      expect(codeOf(handed)).toBe(expected)
    })

  test.each(['__proto__', 'constructor', 'toString', 'nosuch'])(
    '[RV7] %s is nobody and no thread',
    (name) => {
      const report = opened(inState('arbete'))
      expect(codeOf(open(section.id, { assignee: name }))).toBe('person-unknown')
      expect(codeOf(decideThreadChanged(report, layout, actor, section.id, name, { resolved: true }))).toBe(
        'not-found',
      )
      expect(codeOf(suggestionFor(report, layout, actor, section.id, name))).toBe('not-found')
    },
  )

  test('[RV7] a thread is known in its own section only', () => {
    const report = opened(inState('arbete'))
    expect(codeOf(decideThreadChanged(report, layout, actor, withTable.id, 't1', { resolved: true }))).toBe(
      withTable.id === section.id ? 'ok' : 'not-found',
    )
    expect(withTable.id).not.toBe(section.id)
  })

  test('[RV8] what is the case already is not written again', () => {
    const report = opened(inState('arbete'), { assignee: 'skribent' })
    const change = (now: Report, input: object) =>
      decideThreadChanged(now, layout, actor, section.id, 't1', input)
    for (const input of [{}, { resolved: false }, { assignee: 'skribent' }])
      expect(codeOf(change(report, input))).toBe('nothing-to-change')
    const resolved = after(report, change(report, { resolved: true, assignee: 'skribent' }))
    expect(resolved.threads['t1']).toMatchObject({ resolved: { by: 'ann' }, assignee: 'skribent' })
    expect(codeOf(change(resolved, { resolved: true }))).toBe('nothing-to-change')
    const reopened = after(resolved, change(resolved, { resolved: false, assignee: null }))
    expect(reopened.threads['t1']).not.toHaveProperty('resolved')
    expect(reopened.threads['t1']).not.toHaveProperty('assignee')
  })
})
