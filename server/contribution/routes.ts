import type { Context } from 'hono'
import { z } from 'zod'
import {
  contributionIdPrefix,
  contributionRoot,
  type Contribution,
} from '../../shared/contribution/contribution.ts'
import { contributionDocOf, findContribution } from '../../shared/contribution/contributionDoc.ts'
import { findForMove, isWriterOf, mayReadContribution } from '../../shared/contribution/contributionRights.ts'
import {
  decideContributionHandedIn,
  decideContributionSentBack,
  decideContributionTakenBack,
  decideContributionWithdrawn,
} from '../../shared/contribution/decideContributionMoves.ts'
import {
  decideContributionChanged,
  decideContributionsAsked,
  decideContributionStarted,
  decideProposalKept,
  readProposal,
} from '../../shared/contribution/decideContributions.ts'
import type { Actor } from '../../shared/people/can.ts'
import { ok, refuse, type Result } from '../../shared/problem.ts'
import type { Report } from '../../shared/report/report.ts'
import { canonicalProse, type CanonicalProse } from '../../shared/section/canonical.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { changeReport, type Decide } from '../reports/changeReport.ts'
import { reportCommand } from '../reports/command.ts'
import type { InReport } from '../reports/member.ts'
import { addReportRoute } from '../reports/reportRoute.ts'
import { addRoute, answer, type App, type Env } from '../route.ts'
import { wordsIn } from '../sections/texts.ts'
import { insertContribution } from './insertContribution.ts'
import { keepUnseen, proposalOf } from './unseenJudgement.ts'

const user = z.string().min(1).max(64)
const writers = z.array(user).min(1).max(50)
const unit = z.string().trim().min(1).max(200)
const due = z.iso.date()
const words = z.string().trim().max(2000)

const newContribution = z.strictObject({
  item: z.string().max(200),
  /** One område; left out with `areas`, and where somebody begins on their own. */
  unit: unit.optional(),
  writers: writers.optional(),
  areas: z
    .array(z.strictObject({ unit: unit.optional(), writers }))
    .min(1)
    .max(50)
    .optional(),
  due: due.optional(),
  words: words.optional(),
})
const changedContribution = z.strictObject({
  writers: writers.optional(),
  unit: unit.nullable().optional(),
  due: due.nullable().optional(),
})
const proposal = z.strictObject({
  status: z.string().max(60).nullable().optional(),
  trend: z.string().max(60).nullable().optional(),
})
const handIn = z.strictObject({ nothingToReport: z.boolean().default(false) })
const insert = z.strictObject({
  /** It has been inserted before, and is wanted once more. */
  again: z.boolean().default(false),
  /** In front of which block of the text, counted from 0; at the end without it. */
  before: z.int().min(0).optional(),
})

/** Texts that are written unseen and handed in (bidrag), on one's own or because somebody asked several områden. */
export function contributionRoutes(app: App, deps: Deps): void {
  const command = reportCommand(deps)
  const isKnown = (name: string) => deps.accounts.person(name) !== undefined
  const idOf = (c: Context<Env>) => c.req.param('b') ?? ''
  const base = '/api/reports/:r/contributions'

  addReportRoute(
    app,
    deps,
    { method: 'GET', path: base, summary: 'Contributions, without their texts', action: 'readDraft' },
    async (c, { open, actor }) => {
      const report = await open.durable()
      const known = Object.values(report.contributions).filter(
        (contribution) => contribution.state !== 'borttagen' || isWriterOf(actor, contribution),
      )
      return c.json({
        contributions: known.map((contribution) => contributionView(report, actor, contribution)),
      })
    },
  )

  addRoute(
    app,
    {
      method: 'POST',
      path: base,
      summary: 'Write an item unseen, or ask områden for contributions to it',
      body: newContribution,
    },
    (c, { item, unit: area, writers: named, areas, due: date, words: said }) => {
      const asked = areas ?? (named === undefined ? [] : [{ unit: area, writers: named }])
      const ids = (asked.length === 0 ? [null] : asked).map(() => `${contributionIdPrefix}${deps.newId()}`)
      const decide: Decide = ({ report, layout, actor }) =>
        asked.length === 0
          ? decideContributionStarted(report, layout, actor, ids[0] ?? '', item)
          : decideContributionsAsked(report, layout, actor, isKnown, {
              item,
              areas: asked.map((one, index) => ({ ...one, id: ids[index] ?? '' })),
              due: date,
              words: said,
            })
      return command(c, decide, () => ({ id: ids[0], ids }), 201)
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: `${base}/:b`,
      summary: 'A contribution, with its text once it may be read',
      action: 'readDraft',
    },
    async (c, { open, actor }) => {
      const report = await open.durable()
      const contribution = findContribution(report, idOf(c))
      if (contribution === undefined) return problemResponse(c, { code: 'not-found', culprit: idOf(c) })
      const view = contributionView(report, actor, contribution)
      if (!mayReadContribution(actor, report, contribution)) return c.json(view)
      const text = await textOf(report, contribution)
      const proposed = isWriterOf(actor, contribution)
        ? await proposalOf(deps.store.media, contribution)
        : (contribution.proposed ?? {})
      // Taken back while its text was read: then it is nobody else's any more.
      const present = findContribution(open.report(), contribution.id)
      return c.json(
        present !== undefined && mayReadContribution(actor, open.report(), present)
          ? { ...view, text, proposed }
          : view,
      )
    },
  )

  addRoute(
    app,
    {
      method: 'PATCH',
      path: `${base}/:b`,
      summary: 'Name other writers, another område or date',
      body: changedContribution,
    },
    (c, change) =>
      command(c, ({ report, layout, actor }) =>
        decideContributionChanged(report, layout, actor, isKnown, idOf(c), change),
      ),
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'PUT',
      path: `${base}/:b/proposal`,
      summary: 'Propose a judgement, unseen until the hand-in',
      action: null,
      body: proposal,
    },
    async (c, { open, person, actor }, input) => {
      const known = findContribution(open.report(), idOf(c))
      if (known === undefined) return problemResponse(c, { code: 'not-found', culprit: idOf(c) })
      const before = isWriterOf(actor, known) ? await proposalOf(deps.store.media, known) : {}
      const report = open.report()
      const read = readProposal(report, open.layout(report), actor, known.id, input, before)
      if (!read.ok) return problemResponse(c, read.problem)
      const unseen = await keepUnseen(deps.store.media, known.id, read.value)
      const changed = await changeReport(open, person, deps.now(), ({ report: now, layout, actor: as }) =>
        decideProposalKept(now, layout, as, known.id, unseen),
      )
      return answer(c, changed.ok ? ok(read.value) : changed)
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: `${base}/:b/lease`,
      summary: 'A client id for the text of a contribution',
      action: 'readDraft',
    },
    async (c, { open, person, actor }) => {
      const report = open.report()
      const found = findForMove(report, open.layout(report), actor, idOf(c), 'write')
      // To whoever does not write it there is no such text.
      if (!found.ok)
        return problemResponse(
          c,
          found.problem.code === 'not-permitted' ? { code: 'not-found', culprit: idOf(c) } : found.problem,
        )
      const lease = await deps.rooms.grant(contributionDocOf(report, found.value), person.user, true)
      return lease === null ? problemResponse(c, { code: 'not-found', culprit: idOf(c) }) : c.json(lease)
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: `${base}/:b/hand-in`,
      summary: 'Lämna in, or Inget att rapportera',
      action: null,
      body: handIn,
      emptyBody: {},
    },
    async (c, at, { nothingToReport }) => {
      const handed = await handedIn(at, idOf(c), nothingToReport)
      return answer(c, handed.ok ? ok(recordOf(handed.value, idOf(c))) : handed)
    },
  )

  addRoute(app, { method: 'POST', path: `${base}/:b/take-back`, summary: 'Ta tillbaka' }, (c) =>
    command(
      c,
      ({ report, layout, actor }) => decideContributionTakenBack(report, layout, actor, idOf(c)),
      (report) => recordOf(report, idOf(c)),
    ),
  )

  addRoute(
    app,
    {
      method: 'POST',
      path: `${base}/:b/send-back`,
      summary: 'Skicka tillbaka',
      body: z.strictObject({ comment: words.default('') }),
      emptyBody: {},
    },
    (c, { comment }) =>
      command(
        c,
        ({ report, layout, actor }) => decideContributionSentBack(report, layout, actor, idOf(c), comment),
        (report) => recordOf(report, idOf(c)),
      ),
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: `${base}/:b/insert`,
      summary: 'Infoga',
      action: null,
      body: insert,
      emptyBody: {},
    },
    async (c, { open, person }, wish) => {
      const inserted = await insertContribution(deps, open, person, idOf(c), wish)
      return answer(c, inserted.ok ? ok(recordOf(open.report(), idOf(c))) : inserted)
    },
  )

  addRoute(app, { method: 'POST', path: `${base}/:b/withdraw`, summary: 'Take a contribution away' }, (c) =>
    command(
      c,
      ({ report, layout, actor }) => decideContributionWithdrawn(report, layout, actor, idOf(c)),
      (report) => recordOf(report, idOf(c)),
    ),
  )

  const textOf = async (report: Report, contribution: Contribution): Promise<CanonicalProse> =>
    canonicalProse((await deps.rooms.read(contributionDocOf(report, contribution)))?.[contributionRoot])

  /** The text stands still while it is counted and decided on: what is on its way is judged afterwards, and then it is too late. */
  const handedIn = async (
    { open, person, actor }: InReport,
    id: string,
    nothingToReport: boolean,
  ): Promise<Result<Report>> => {
    const report = open.report()
    const found = findForMove(report, open.layout(report), actor, id, 'handIn')
    if (!found.ok) return found
    const proposed = await proposalOf(deps.store.media, found.value)
    const decided = await deps.rooms.frozen(contributionDocOf(report, found.value), (room) => {
      const count = wordsIn(room.read()[contributionRoot])
      return changeReport(open, person, deps.now(), ({ report: now, layout, actor: as }) => {
        const known = findContribution(now, id)
        // Another of its writers has just proposed something else.
        if (known?.unseen !== found.value.unseen)
          return refuse('contribution-state', id, { state: known?.state, move: 'handIn' })
        return decideContributionHandedIn(now, layout, as, id, { words: count, nothingToReport, proposed })
      })
    })
    return decided ?? refuse('not-found', id)
  }
}

/** What everybody in the report may know of a contribution, and whether this person may read it. */
function contributionView(report: Report, actor: Actor, contribution: Contribution) {
  const { unseen: _unseen, epoch: _epoch, proposed: _proposed, ...known } = contribution
  return { ...known, mayRead: mayReadContribution(actor, report, contribution) }
}

function recordOf(report: Report, id: string): object {
  const { unseen: _unseen, epoch: _epoch, ...known } = findContribution(report, id) ?? {}
  return known
}
