import { describe, expect, test } from 'vitest'
import { contributionsAfter } from '../../../shared/contribution/contributionsAfter.ts'
import { contributionPlaceOf } from '../../../shared/contribution/contributionPlace.ts'
import {
  decideContributionChanged,
  decideContributionsAsked,
  decideContributionStarted,
  readProposal,
} from '../../../shared/contribution/decideContributions.ts'
import {
  decideContributionHandedIn,
  decideContributionSentBack,
} from '../../../shared/contribution/decideContributionMoves.ts'
import { actorIn } from '../../../shared/report/actor.ts'
import { apply } from '../../../shared/report/apply.ts'
import { judgedIn } from '../../../shared/report/decideStatus.ts'
import type { ReportEvent } from '../../../shared/report/event.ts'
import type { Report } from '../../../shared/report/report.ts'
import { proseSlotsOf, sectionsOf } from '../../../shared/section/layout.ts'
import { demoReport } from '../template/demoReport.ts'

const demo = demoReport('servicenamnden-2023')
const { layout } = demo
const isKnown = (user: string) => user !== 'nobody'
const goal = judgedIn(layout).find(({ block }) => block.kind === 'goalBlock')
if (goal === undefined) throw new Error('the demo has a goal')

const members: Report['members'] = {
  anna: { user: 'anna', grants: [{ role: 'samordnare' }], arrival: 0 },
  per: { user: 'per', grants: [{ role: 'skribent', sections: [goal.section.id] }], arrival: 1 },
  maria: { user: 'maria', grants: [{ role: 'granskare' }], arrival: 2 },
  karin: { user: 'karin', grants: [{ role: 'skribent', items: [] }], arrival: 3 },
}
const report: Report = { ...demo.report, members }
const as = (user: string, now: Report = report) => actorIn(now, { user, system: [] }, '2024-01-20')

const after = (before: Report, by: string, events: readonly ReportEvent[]): Report =>
  events.reduce<Report | null>(
    (now, event, index) =>
      apply(now, {
        seq: index + 1,
        at: `2024-01-20T08:00:0${index}.000Z`,
        actor: { user: by },
        event,
      }),
    before,
  ) ?? before

const askedOf = (writers: string[], by = 'anna') =>
  decideContributionsAsked(report, layout, as(by), isKnown, {
    item: goal.item,
    areas: [
      { id: 'bidrag-1', unit: 'Område IT', writers },
      { id: 'bidrag-2', unit: 'Område måltid', writers: ['karin'] },
    ],
    due: '2024-01-26',
    words: ' Om driften ',
  })

describe('who writes', () => {
  const named = (now: Report, by: string, writers: string[]) =>
    decideContributionChanged(now, layout, as(by, now), isKnown, 'bidrag-1', { writers })
  const refused = { ok: false, problem: { code: 'not-permitted' } }
  const begun = (now: Report): Report =>
    after(now, 'karin', [{ type: 'contributionMoved', contribution: 'bidrag-1', state: 'paborjad' }])

  test('[PW20] nobody names themselves for a text of others that is begun, and anybody they like before', () => {
    const asked = askedOf(['karin'])
    const before = asked.ok ? after(report, 'anna', asked.value) : report
    expect(named(before, 'anna', ['karin', 'anna'])).toMatchObject({ ok: true })
    expect(named(begun(before), 'anna', ['karin', 'anna'])).toMatchObject(refused)
    expect(named(begun(before), 'anna', ['anna'])).toMatchObject(refused)
    expect(named(begun(before), 'anna', ['per'])).toMatchObject({ ok: true })
  })

  test('[PW21] only its writers name others for what somebody writes on their own', () => {
    const begunAlone = decideContributionStarted(report, layout, as('per'), 'bidrag-1', goal.item)
    const now = begun(begunAlone.ok ? after(report, 'per', begunAlone.value) : report)
    expect(named(now, 'anna', ['per', 'karin'])).toMatchObject(refused)
    expect(named(now, 'anna', ['anna'])).toMatchObject(refused)
    expect(named(now, 'per', ['per', 'karin'])).toMatchObject({ ok: true })
  })
})

describe('beginning', () => {
  test('[BI20] every text of the report, and every goal with a Kommentar, has a place', () => {
    for (const section of sectionsOf(layout))
      for (const slot of proseSlotsOf(section)) {
        expect(contributionPlaceOf(layout, slot.id)?.slot.id).toBe(slot.id)
        if (slot.planItem !== undefined)
          expect(contributionPlaceOf(layout, slot.planItem)?.slot.planItem).toBe(slot.planItem)
      }
    expect(contributionPlaceOf(layout, goal.item)?.slot.in?.block).toBe(goal.block.id)
    expect(contributionPlaceOf(layout, 'constructor')).toBeUndefined()
  })

  test('[BI21] one asks several områden at once; who could not write becomes a skribent of nothing else', () => {
    const asked = askedOf(['petra', 'maria'])
    expect(asked.ok && asked.value.map(({ type }) => type)).toEqual([
      'memberSet',
      'memberSet',
      'contributionStarted',
      'contributionStarted',
    ])
    const now = after(report, 'anna', asked.ok ? asked.value : [])
    expect(now.members['petra']?.grants).toEqual([{ role: 'skribent', items: [] }])
    expect(now.members['maria']?.grants).toEqual([{ role: 'granskare' }, { role: 'skribent', items: [] }])
    expect(now.contributions['bidrag-1']).toMatchObject({
      unit: 'Område IT',
      due: '2024-01-26',
      state: 'ej_paborjad',
      asked: { by: 'anna', words: 'Om driften' },
    })
  })

  test('[BI21] a skribent of the section asks those who write in the report already, and nobody else', () => {
    expect(askedOf(['karin'], 'per').ok).toBe(true)
    expect(askedOf(['petra'], 'per')).toMatchObject({ problem: { code: 'not-permitted', culprit: 'petra' } })
    expect(askedOf(['karin'], 'karin')).toMatchObject({ problem: { code: 'not-permitted' } })
    expect(askedOf(['karin'], 'maria')).toMatchObject({ problem: { code: 'not-permitted' } })
    expect(askedOf(['nobody'])).toMatchObject({ problem: { code: 'person-unknown', culprit: 'nobody' } })
    const named = decideContributionChanged(
      after(report, 'anna', okEvents(askedOf(['karin']))),
      layout,
      as('anna'),
      isKnown,
      'bidrag-1',
      { writers: ['petra'] },
    )
    expect(okEvents(named).map(({ type }) => type)).toEqual(['memberSet', 'contributionChanged'])
  })

  test('[BI22] one writes alone where one may write, and in one text of one’s own at a time', () => {
    const slot = goal.section
    const item = goal.item
    const begun = decideContributionStarted(report, layout, as('per'), 'bidrag-1', item)
    const now = after(report, 'per', okEvents(begun))
    expect(now.contributions['bidrag-1']).toMatchObject({ section: slot.id, writers: ['per'] })
    expect(now.contributions['bidrag-1']).not.toHaveProperty('asked')
    expect(decideContributionStarted(now, layout, as('per', now), 'bidrag-2', item)).toMatchObject({
      problem: { code: 'contribution-state', culprit: 'bidrag-1' },
    })
    expect(decideContributionStarted(report, layout, as('karin'), 'bidrag-1', item)).toMatchObject({
      problem: { code: 'not-permitted' },
    })
    expect(decideContributionStarted(report, layout, as('per'), 'bidrag-1', 'no-such')).toMatchObject({
      problem: { code: 'not-found' },
    })
  })
})

describe('the judgement', () => {
  const now = after(report, 'anna', okEvents(askedOf(['karin'])))
  const read = (status: string | null) =>
    readProposal(now, layout, as('karin', now), 'bidrag-1', { status }, { trend: goal.trends[0] })

  test('[BI23] is one of the item’s own scale, kept out of the records until the hand-in', () => {
    expect(read('paborjad')).toMatchObject({ problem: { code: 'status-unknown' } })
    expect(read(goal.statuses[0] ?? '')).toEqual({
      ok: true,
      value: { status: goal.statuses[0], trend: goal.trends[0] },
    })
    expect(read(null)).toEqual({ ok: true, value: { trend: goal.trends[0] } })
    const kept = after(now, 'karin', [
      { type: 'contributionChanged', contribution: 'bidrag-1', unseen: 'a'.repeat(64) },
    ])
    expect(kept.contributions['bidrag-1']).not.toHaveProperty('proposed')
    const handed = decideContributionHandedIn(kept, layout, as('karin', kept), 'bidrag-1', {
      words: 12,
      nothingToReport: false,
      proposed: { status: 'uppnatt' },
    })
    const seen = after(kept, 'karin', okEvents(handed))
    expect(seen.contributions['bidrag-1']).toMatchObject({ proposed: { status: 'uppnatt' } })
    const sent = after(
      seen,
      'anna',
      okEvents(decideContributionSentBack(seen, layout, as('anna', seen), 'bidrag-1', 'Mer.')),
    )
    expect(sent.contributions['bidrag-1']).not.toHaveProperty('proposed')
    expect(sent.contributions['bidrag-1']?.unseen).toBe('a'.repeat(64))
  })

  test('[BI24] nothing written is not handed in; an event about an unknown contribution changes nothing', () => {
    const nothing = { words: 0, nothingToReport: false, proposed: {} }
    expect(decideContributionHandedIn(now, layout, as('karin', now), 'bidrag-1', nothing)).toMatchObject({
      problem: { code: 'nothing-written' },
    })
    expect(
      contributionsAfter(
        now.contributions,
        { type: 'contributionMoved', contribution: 'bidrag-9', state: 'inlamnad' },
        { by: 'karin', at: '2024-01-20T08:00:00.000Z' },
      ),
    ).toEqual(now.contributions)
  })
})

function okEvents(
  decided: { ok: true; value: ReportEvent[] } | { ok: false; problem: object },
): ReportEvent[] {
  if (!decided.ok) throw new Error(JSON.stringify(decided.problem))
  return decided.value
}
