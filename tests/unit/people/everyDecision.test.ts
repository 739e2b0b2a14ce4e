import { expect, test } from 'vitest'
import { decideExplained, findingsOf } from '../../../server/figures/findings.ts'
import { decideApproval } from '../../../shared/approval/decideApproval.ts'
import {
  decideContributionHandedIn,
  decideContributionInserted,
  decideContributionSentBack,
  decideContributionTakenBack,
  decideContributionWithdrawn,
} from '../../../shared/contribution/decideContributionMoves.ts'
import {
  decideContributionChanged,
  decideContributionsAsked,
  decideContributionStarted,
  decideProposalKept,
} from '../../../shared/contribution/decideContributions.ts'
import type { Actor } from '../../../shared/people/can.ts'
import {
  decideHandIn,
  decideItemSentBack,
  decideQuotesConfirmed,
  decideTakenBack,
} from '../../../shared/people/decideHandIn.ts'
import {
  decideDeputies,
  decideItems,
  decideMemberRemoved,
  decideMemberSet,
} from '../../../shared/people/decideMembers.ts'
import { roles } from '../../../shared/people/role.ts'
import type { Result } from '../../../shared/problem.ts'
import type { Report } from '../../../shared/report/report.ts'
import { decideReply, decideThreadChanged, decideThreadOpened } from '../../../shared/review/decideThreads.ts'
import { suggestionFor } from '../../../shared/review/decideSuggestion.ts'
import { decideStep } from '../../../shared/section/decideStep.ts'
import { sectionEvents } from '../../../shared/section/workflow.ts'
import { demoReport } from '../template/demoReport.ts'

const { report: demo, layout } = demoReport('servicenamnden-2023')
const section = 'inledning'
const item = 'inledning-text'
const stamp = { by: 'kim', at: '2024-01-20T08:00:00.000Z' }
const contribution = { section, item, slot: item, writers: ['kim'], epoch: 1, started: stamp }
const report: Report = {
  ...demo,
  members: { kim: { user: 'kim', grants: roles.map((role) => ({ role })), arrival: 0 } },
  threads: {
    t1: {
      id: 't1',
      section,
      kind: 'remark',
      at: { slot: item, quote: 'x' },
      remarks: [{ id: 'm1', text: 'x', mentions: [], ...stamp }],
      suggestion: { replacement: 'y' },
    },
  },
  contributions: {
    open: { ...contribution, id: 'open', state: 'paborjad' },
    given: { ...contribution, id: 'given', state: 'inlamnad' },
  },
}
const [finding] = findingsOf(report, layout)
if (finding === undefined) throw new Error('nothing is missing in the demo')
const explained: Report = {
  ...report,
  explanations: { 'no longer found': { reason: 'x', ...stamp } },
}
const isKnown = () => true
const places = new Set([item])
const remark = { id: 'm2', text: 'x', mentions: [] }
const deputy = { for: 'kim', user: 'ek', from: '2024-01-01', to: '2024-02-01', reason: 'x' }

type Decision = (report: Report, actor: Actor) => Result<unknown>
const decisions: Readonly<Record<string, Decision>> = {
  threadOpened: (r, by) =>
    decideThreadOpened(r, layout, by, section, {
      id: 't2',
      kind: 'remark',
      at: { slot: item, quote: 'x' },
      remark,
    }),
  reply: (r, by) => decideReply(r, layout, by, section, 't1', remark),
  threadChanged: (r, by) => decideThreadChanged(r, layout, by, section, 't1', { resolved: true }),
  suggestion: (r, by) => suggestionFor(r, layout, by, section, 't1'),
  handIn: (r, by) => decideHandIn(r, layout, by, item, {}),
  takenBack: (r, by) => decideTakenBack(r, layout, by, item),
  itemSentBack: (r, by) => decideItemSentBack(r, layout, by, item, 'x'),
  quotesConfirmed: (r, by) => decideQuotesConfirmed(r, layout, by, item, []),
  contributionStarted: (r, by) => decideContributionStarted(r, layout, by, 'new', item),
  contributionsAsked: (r, by) =>
    decideContributionsAsked(r, layout, by, isKnown, { item, areas: [{ id: 'new', writers: ['kim'] }] }),
  contributionChanged: (r, by) =>
    decideContributionChanged(r, layout, by, isKnown, 'open', { due: '2024-02-01' }),
  proposalKept: (r, by) => decideProposalKept(r, layout, by, 'open', 'a'.repeat(64)),
  contributionHandedIn: (r, by) =>
    decideContributionHandedIn(r, layout, by, 'open', { words: 1, nothingToReport: false, proposed: {} }),
  contributionTakenBack: (r, by) => decideContributionTakenBack(r, layout, by, 'given'),
  contributionSentBack: (r, by) => decideContributionSentBack(r, layout, by, 'given', 'x'),
  contributionInserted: (r, by) => decideContributionInserted(r, layout, by, 'given', false),
  contributionWithdrawn: (r, by) => decideContributionWithdrawn(r, layout, by, 'given'),
  explained: (r, by) => decideExplained(r, layout, by, [finding.id], 'x'),
  explanationTaken: (r, by) => decideExplained(r, layout, by, ['no longer found'], null),
  approval: (r, by) =>
    decideApproval(
      r,
      layout,
      by,
      { sections: [{ id: section, seen: 'a' }], present: new Map(), findings: [], at: stamp.at },
      () => 'a',
    ),
  memberSet: (r, by) => decideMemberSet(r, by, places, isKnown, 'ek', [{ role: 'lasare' }]),
  memberRemoved: (r, by) => decideMemberRemoved(r, by, 'kim'),
  deputies: (r, by) => decideDeputies(r, by, isKnown, [deputy]),
  items: (r, by) => decideItems(r, by, places, isKnown, [{ id: item, people: ['kim'] }]),
  ...Object.fromEntries(
    sectionEvents.map((event): [string, Decision] => [
      event,
      (r, by) => decideStep(r, layout, by, section, event, 'x'),
    ]),
  ),
}

const actor = (grants: Actor['grants']): Actor => ({
  user: 'kim',
  system: ['administrator', 'mallforvaltare'],
  grants,
  responsibleFor: new Set([item, section]),
})

test.each(Object.entries(decisions))(
  '[PW17] %s is asked for, whoever is named responsible',
  (_name, decide) => {
    expect(decide(explained, actor([]))).toMatchObject({
      ok: false,
      problem: { code: 'not-permitted', details: { because: 'role' } },
    })
    expect(decide(explained, actor([{ role: 'lasare' }]))).toMatchObject({
      ok: false,
      problem: { code: 'not-permitted', details: { because: 'role' } },
    })
  },
)

test.each(Object.entries(decisions))('[PW18] %s is not decided in a decided report', (_name, decide) => {
  const everything = actor(roles.map((role) => ({ role })))
  expect(decide({ ...explained, state: 'beslutad' }, everything)).toMatchObject({
    ok: false,
    problem: { code: 'not-permitted', details: { because: 'reportState' } },
  })
})
