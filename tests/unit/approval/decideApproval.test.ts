import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approvalTarget, authorsOf } from '../../../shared/approval/authors.ts'
import { decideApproval, type ApprovalInput } from '../../../shared/approval/decideApproval.ts'
import { firstSealFollows, type Seal } from '../../../shared/approval/seal.ts'
import { lastSealOf, presentSealOf, sealsOf } from '../../../shared/approval/sealHash.ts'
import { chainFault } from '../../../shared/approval/verifySeals.ts'
import type { Finding } from '../../../shared/check/finding.ts'
import { roles } from '../../../shared/people/role.ts'
import { actorIn } from '../../../shared/report/actor.ts'
import { apply } from '../../../shared/report/apply.ts'
import type { Report } from '../../../shared/report/report.ts'
import { reportStateNow } from '../../../shared/report/progress.ts'
import { findSection, sectionsOf } from '../../../shared/section/layout.ts'
import { sectionStates } from '../../../shared/section/workflow.ts'
import { demoReport } from '../template/demoReport.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const at = '2024-02-07T13:32:00.000Z'
const { report: demo, layout } = demoReport('servicenamnden-2023')
const digests = { syfte: 'a'.repeat(64), inledning: 'b'.repeat(64), framtid: 'c'.repeat(64) }
type Id = keyof typeof digests
const ids = Object.keys(digests) as Id[]

/** The demo with every section in one state, Gunilla its godkännare, and texts by two. */
function reportIn(
  state: (typeof sectionStates)[number],
  grants: object[] = [{ role: 'godkannare' }],
): Report {
  const two = { one: { words: 3, by: 'per', at }, two: { words: 3, by: 'karin', at } }
  return {
    ...demo,
    state: 'oppen',
    members: {
      gunilla: { user: 'gunilla', arrival: 0, grants: grants as Report['members'][string]['grants'] },
    },
    deputies: [],
    explanations: {},
    texts: Object.fromEntries(sectionsOf(layout).map(({ id }) => [id, two])),
    sections: Object.fromEntries(
      sectionsOf(layout).map(({ id }) => [id, { state, epoch: 1, hidden: false, seals: [] }]),
    ),
  }
}

const kept = (id: string, digest: string) => ({
  id,
  reason: 'approve' as const,
  digest,
  people: [],
  words: 1,
})
const present: ApprovalInput['present'] = new Map(ids.map((id) => [id, kept(`v-${id}`, digests[id])]))
const decide = (
  report: Report,
  sections: readonly { id: string; seen: string }[] = [{ id: 'syfte', seen: digests.syfte }],
  more: Partial<ApprovalInput> = {},
  user = 'gunilla',
) =>
  decideApproval(
    report,
    layout,
    actorIn(report, { user, system: [] }, '2024-02-07'),
    { sections, present, findings: [], at, ...more },
    sha256,
  )
const problem = (result: ReturnType<typeof decide>) => (result.ok ? null : result.problem)
const finding = (id: string, severity: Finding['severity'], section = 'syfte'): Finding =>
  ({ id, section, severity, rule: 'R1', kind: 'error' }) as unknown as Finding

describe('an approval', () => {
  test.each(roles.flatMap((role) => sectionStates.map((state) => [role, state] as const)))(
    '[AP30] by a %s of a section in %s',
    (role, state) => {
      const result = decide(reportIn(state, [{ role }]))
      if (role !== 'godkannare')
        expect(problem(result)).toMatchObject({ code: 'not-permitted', details: { because: 'role' } })
      else if (state !== 'klar')
        expect(problem(result)).toMatchObject({ code: 'section-state', details: { state } })
      else expect(result.ok).toBe(true)
    },
  )

  test('[AP31] in a decided report is refused, and of what is hidden or not there', () => {
    expect(problem(decide({ ...reportIn('klar'), state: 'beslutad' }))).toMatchObject({
      code: 'not-permitted',
      details: { because: 'reportState' },
    })
    expect(problem(decide(reportIn('klar'), [{ id: 'nej', seen: digests.syfte }]))?.code).toBe('not-found')
    expect(problem(decide(reportIn('klar'), []))?.code).toBe('nothing-to-change')
  })

  test('[AP32] by one limited to sections reaches those and no other', () => {
    const limited = reportIn('klar', [{ role: 'godkannare', sections: ['syfte'] }])
    expect(decide(limited).ok).toBe(true)
    expect(problem(decide(limited, [{ id: 'framtid', seen: digests.framtid }]))?.code).toBe('not-permitted')
    const both = ids.map((id) => ({ id, seen: digests[id] }))
    expect(problem(decide(limited, both))?.culprit).toBe('inledning')
  })

  test('[AP33] names every section that says something else now', () => {
    const sections = ids.map((id) => ({ id, seen: id === 'syfte' ? digests.syfte : 'd'.repeat(64) }))
    expect(problem(decide(reportIn('klar'), sections))).toEqual({
      code: 'seen-outdated',
      culprit: 'inledning',
      details: { sections: ['inledning', 'framtid'] },
    })
  })

  test.each(['note', 'warning', 'lint'] as const)(
    '[AP34] asks for a reason for a %s only if it is a warning',
    (severity) => {
      const findings = [finding('f1', severity), finding('elsewhere', 'warning', 'framtid')]
      const result = decide(reportIn('klar'), undefined, { findings })
      if (severity !== 'warning') return expect(result.ok).toBe(true)
      expect(problem(result)).toMatchObject({ code: 'findings-unexplained', details: { findings: ['f1'] } })
      const explained = {
        ...reportIn('klar'),
        explanations: {
          f1: { reason: 'Rätt ändå.', by: 'olle', at },
          other: { reason: 'x', by: 'olle', at },
        },
      }
      const done = decide(explained, undefined, { findings })
      const moved = done.ok ? done.value[1] : undefined
      expect(moved?.type === 'sectionMoved' ? moved.seal?.explanations : null).toEqual([
        { finding: 'f1', reason: 'Rätt ändå.', by: 'olle', at },
      ])
    },
  )

  test('[AP35] by the only author is refused: of the texts, or of the figures where nothing is written', () => {
    const own = { one: { words: 3, by: 'gunilla', at } }
    const report = { ...reportIn('klar'), texts: { syfte: own } }
    expect(problem(decide(report))).toMatchObject({
      code: 'not-permitted',
      details: { because: 'onlyAuthor' },
    })
    const shared = { ...report, texts: { syfte: { ...own, two: { words: 1, by: 'per', at } } } }
    expect(decide(shared).ok).toBe(true)
    const section = findSection(layout, 'ekonomi-resultatrapport')
    if (section === undefined) throw new Error('no such section')
    const cell = (by: string, kind: 'typed' | 'carried') => ({
      value: { kind: 'number' as const, value: '1' },
      revision: 1,
      provenance: kind === 'typed' ? { kind } : { kind, report: 'x', label: 'y' },
      by,
      at,
    })
    const figures = (cells: Report['cells'][string][string]): Report => ({
      ...reportIn('klar'),
      texts: {},
      cells: { resultatrapport: { otherIncome: cells } },
    })
    const alone = figures({ actual: cell('gunilla', 'typed'), lastYear: cell('anna', 'carried') })
    expect([...authorsOf(alone, section)]).toEqual(['gunilla'])
    expect(approvalTarget(alone, section).section?.onlyAuthor).toBe('gunilla')
    const two = figures({ actual: cell('gunilla', 'typed'), budget: cell('anna', 'typed') })
    expect(approvalTarget(two, section).section?.onlyAuthor).toBeUndefined()
    expect(authorsOf(figures({}), section).size).toBe(0)
  })

  test('[AP36] as a deputy seals both names', () => {
    const report: Report = {
      ...reportIn('klar'),
      deputies: [{ for: 'gunilla', user: 'anna.ek', from: '2024-02-01', to: '2024-02-10', reason: 'Resa' }],
    }
    const done = decide(report, undefined, { forUser: 'gunilla' }, 'anna.ek')
    const moved = done.ok ? done.value[1] : undefined
    expect(moved).toMatchObject({ seal: { by: 'anna.ek', forUser: 'gunilla', role: 'godkannare', at } })
  })
})

describe('the chain of seals', () => {
  /** Approves the sections in the order given, some together, and unlocks one now and then. */
  const approvedIn = (rounds: readonly (readonly Id[])[]): Report => {
    let report = reportIn('klar')
    let seq = 1
    for (const round of rounds) {
      const result = decide(
        report,
        round.map((id) => ({ id, seen: digests[id] })),
      )
      if (!result.ok) throw new Error(JSON.stringify(result.problem))
      for (const event of result.value)
        report = apply(report, { seq: (seq += 1), at, actor: { user: 'gunilla' }, event }) ?? report
      for (const id of round) {
        const record = report.sections[id]
        if (record !== undefined)
          report = { ...report, sections: { ...report.sections, [id]: { ...record, state: 'klar' } } }
      }
    }
    return report
  }
  const sectionsOnce = fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 })

  test('[AP37] is one, in the order of the approvals, however they come', () => {
    fc.assert(
      fc.property(fc.array(sectionsOnce, { minLength: 1, maxLength: 5 }), (rounds) => {
        const seals = sealsOf(approvedIn(rounds))
        expect(seals.map(({ section }) => section)).toEqual(rounds.flat())
        expect(seals[0]?.follows).toBe(firstSealFollows)
        expect(chainFault(seals, sha256)).toBeNull()
      }),
      { seed: 7, numRuns: 40 },
    )
  })

  test('[AP38] breaks at whatever was changed, taken out or put elsewhere', () => {
    const seals = sealsOf(approvedIn([['syfte', 'framtid'], ['inledning']]))
    const [first, second, third] = seals
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('three are expected')
    const changes: Partial<Seal>[] = [
      { by: 'anna' },
      { forUser: 'anna' },
      { at: '2024-02-08T00:00:00.000Z' },
      { content: 'e'.repeat(64) },
      { epoch: 2 },
      { section: 'handelser' },
      { explanations: [{ finding: 'x', reason: 'y', by: 'z', at }] },
      { hash: 'f'.repeat(64) },
    ]
    for (const change of changes)
      expect(chainFault([first, { ...second, ...change }, third], sha256)?.at).toBe(1)
    expect(chainFault([first, third], sha256)).toEqual({ at: 1, fault: 'chain' })
    expect(chainFault([second, first, third], sha256)).toEqual({ at: 0, fault: 'chain' })
    // Who may not read a section has its link alone.
    expect(chainFault([first, { follows: second.follows, hash: second.hash }, third], sha256)).toBeNull()
  })

  test('[AP39] has its last seal, and a section the one that holds now', () => {
    expect(lastSealOf(reportIn('klar'))).toBeUndefined()
    const report = approvedIn([['syfte'], ['framtid']])
    expect(lastSealOf(report)?.section).toBe('framtid')
    expect(presentSealOf(report, 'syfte')).toBeUndefined()
    const result = decide(report)
    const moved = result.ok ? result.value[1] : undefined
    expect(moved?.type === 'sectionMoved' ? moved.seal?.follows : null).toBe(lastSealOf(report)?.hash)
  })
})

test('[AP40] a report is klar while it is open and every section to be printed is approved', () => {
  expect(reportStateNow(reportIn('godkand'), layout)).toBe('klar')
  expect(reportStateNow(reportIn('klar'), layout)).toBe('oppen')
  expect(reportStateNow({ ...reportIn('godkand'), state: 'lamnad' }, layout)).toBe('lamnad')
  const [first] = sectionsOf(layout)
  const one = reportIn('godkand')
  const sections = {
    ...one.sections,
    [first?.id ?? '']: { state: 'klar' as const, epoch: 1, hidden: false, seals: [] },
  }
  expect(reportStateNow({ ...one, sections }, layout)).toBe('oppen')
})
