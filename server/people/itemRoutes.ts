import type { Context } from 'hono'
import { z } from 'zod'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import {
  decideHandIn,
  decideItemSentBack,
  decideQuotesConfirmed,
  decideTakenBack,
} from '../../shared/people/decideHandIn.ts'
import { itemRecordOf } from '../../shared/section/itemRecord.ts'
import { docIdOf } from '../../shared/section/sectionRecord.ts'
import type { Report } from '../../shared/report/report.ts'
import { canonicalProse } from '../../shared/section/canonical.ts'
import { quotedIn } from '../../shared/section/content.ts'
import { itemPartsOf, sectionOfItem } from '../../shared/section/itemParts.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { changeReport, type Decide } from '../reports/changeReport.ts'
import { reportCommand } from '../reports/command.ts'
import { inReport } from '../reports/member.ts'
import type { OpenReport } from '../reports/reports.ts'
import { addRoute, answer, type App, type Env } from '../route.ts'

const handIn = z.strictObject({ nothingToReport: z.boolean().optional() })
const sendBack = z.strictObject({ comment: z.string().trim().max(2000) })

/** What those who are asked for an item do with it, and how it comes back to them. */
export function itemRoutes(app: App, deps: Deps): void {
  const command = reportCommand(deps)
  const itemOf = (c: Context<Env>) => c.req.param('i') ?? ''
  const record = (c: Context<Env>) => (report: Report) => itemRecordOf(report, itemOf(c))

  /** Carries out a command that depends on what the item's texts quote. */
  const withQuotes = async (c: Context<Env>, decide: (quotes: readonly CellAddress[]) => Decide) => {
    const at = await inReport(c, deps, null)
    if (!at.ok) return problemResponse(c, at.problem)
    const { open, person } = at.value
    const quotes = await quotesOf(deps, open, itemOf(c))
    const changed = await changeReport(open, person, deps.now(), decide(quotes))
    return answer(c, changed.ok ? { ok: true, value: record(c)(changed.value) } : changed)
  }

  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/items/:i/hand-in',
      summary: 'Lämna in, or nothing to report',
      body: handIn,
      emptyBody: {},
    },
    (c, { nothingToReport }) =>
      withQuotes(
        c,
        (quotes) =>
          ({ report, layout, actor }) =>
            decideHandIn(report, layout, actor, itemOf(c), { nothingToReport, quotes }),
      ),
  )
  addRoute(
    app,
    { method: 'POST', path: '/api/reports/:r/items/:i/take-back', summary: 'Ta tillbaka what was handed in' },
    (c) =>
      command(c, ({ report, layout, actor }) => decideTakenBack(report, layout, actor, itemOf(c)), record(c)),
  )
  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/items/:i/send-back',
      summary: 'Skicka tillbaka what was handed in, with a comment',
      body: sendBack,
    },
    (c, { comment }) =>
      command(
        c,
        ({ report, layout, actor }) => decideItemSentBack(report, layout, actor, itemOf(c), comment),
        record(c),
      ),
  )
  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/items/:i/confirm-quotes',
      summary: 'The text still holds although figures in it have changed',
    },
    (c) =>
      withQuotes(
        c,
        (quotes) =>
          ({ report, layout, actor }) =>
            decideQuotesConfirmed(report, layout, actor, itemOf(c), quotes),
      ),
  )
}

/**
 * The figures that an item's texts quote. What has been typed is counted first, so that the records say who wrote what
 * is handed in; whoever may not hand it in learns nothing of this, for the decision refuses them.
 */
async function quotesOf(
  { texts }: Pick<Deps, 'texts'>,
  open: OpenReport,
  item: string,
): Promise<CellAddress[]> {
  const report = open.report()
  const section = sectionOfItem(open.layout(report), item)
  if (section === undefined) return []
  const { slots } = itemPartsOf(section, item)
  if (slots.length === 0) return []
  await texts.flush(docIdOf(report, section.id))
  const prose = await texts.read(report, section.id)
  return quotedIn(slots.map((slot) => canonicalProse(prose[slot])))
}
