import type { Context } from 'hono'
import { z } from 'zod'
import { keyFigureFields } from '../../shared/block/keyFigureFields.ts'
import {
  decideFinal,
  decideRowAdded,
  decideRowChanged,
  decideRowRemoved,
} from '../../shared/block/decideRows.ts'
import { cellValue } from '../../shared/figure/cellValue.ts'
import { decideProposal, decideSettled, decideUnsettled } from '../../shared/report/decideStatus.ts'
import { addedRow, provenance, type Report } from '../../shared/report/report.ts'
import { id } from '../../shared/template/id.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { reportCommand } from '../reports/command.ts'
import { addReportRoute } from '../reports/reportRoute.ts'
import { addRoute, type App, type Env } from '../route.ts'
import { decideExplained, findingView, findingsOf } from './findings.ts'
import { setCells } from './setCells.ts'

const cellInput = z.strictObject({
  block: id,
  row: id,
  column: id,
  value: z.union([z.string().max(2000), cellValue]),
  revision: z.int().min(0).optional(),
  reported: z.boolean().optional(),
})
const cellInputs = z.array(cellInput).min(1).max(5000)
/** `typed` for a single cell at the keyboard, `pasted` for a rectangle, `import` with file and row. */
const givenProvenance = z.union([z.enum(['typed', 'pasted']), provenance])
const setCellsBody = z.union([
  cellInputs,
  z.strictObject({ cells: cellInputs, provenance: givenProvenance.optional() }),
])

const value = z.string().max(60).nullable().optional()
const proposal = z.strictObject({ status: value, trend: value, revision: z.int().min(0).optional() })
const settlement = proposal.extend({ meeting: z.string().max(200).optional() })
const newRow = z.strictObject({
  ...keyFigureFields,
  label: addedRow.shape.label,
  before: id.nullable().optional(),
})
const changedRow = z.strictObject({
  label: addedRow.shape.label.optional(),
  before: id.nullable().optional(),
})
const explanation = z.strictObject({
  findings: z.array(z.string().max(400)).min(1).max(500),
  reason: z.string().trim().min(1).max(2000).nullable(),
})

/** Cells, judgements, rows of repeating tables, and what the checks find. */
export function figureRoutes(app: App, deps: Deps): void {
  const nameOf = (user: string) => deps.accounts.person(user)?.name ?? user

  /** A command in the report of the address; the answer is made from the report as it then stands. */
  const command = reportCommand(deps)

  addReportRoute(
    app,
    deps,
    {
      method: 'PUT',
      path: '/api/reports/:r/cells',
      summary: 'Set cells; one answer for each',
      action: 'readDraft',
      body: setCellsBody,
    },
    async (c, { open, person }, body) => {
      const inputs = Array.isArray(body) ? body : body.cells
      const given =
        (Array.isArray(body) ? undefined : body.provenance) ?? c.req.header('x-provenance') ?? 'typed'
      const from = provenance.safeParse(typeof given === 'string' ? { kind: given } : given)
      // What a report carried over, only the server says.
      if (!from.success || from.data.kind === 'carried')
        return problemResponse(c, { code: 'bad-request', culprit: 'provenance' })
      return c.json(await setCells(open, person, deps.now(), inputs, from.data, nameOf))
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r/cells/:block/:row/:column/history',
      summary: 'What a cell has held',
      action: 'readDraft',
    },
    async (c, { open }) => {
      const { block, row, column } = c.req.param()
      const entries = await open.register.entries()
      return c.json(
        entries.flatMap(({ event, actor, at: when }) =>
          event?.type !== 'cellsSet'
            ? []
            : event.cells
                .filter((cell) => cell.block === block && cell.row === row && cell.column === column)
                .map(({ before, after, reported, provenance: from }) => ({
                  before,
                  after,
                  reported,
                  provenance: from,
                  by: actor.user,
                  byName: nameOf(actor.user),
                  at: when,
                })),
        ),
      )
    },
  )

  const statusOf = (c: Context<Env>) => (report: Report) => report.statuses[c.req.param('item') ?? ''] ?? {}
  const itemOf = (c: Context<Env>) => c.req.param('item') ?? ''

  addRoute(
    app,
    { method: 'PUT', path: '/api/reports/:r/statuses/:item', summary: 'Propose a judgement', body: proposal },
    (c, input) =>
      command(
        c,
        ({ report, layout, actor }) => decideProposal(report, layout, actor, itemOf(c), input),
        statusOf(c),
      ),
  )
  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/statuses/:item/settle',
      summary: 'Settle a judgement',
      body: settlement,
      emptyBody: {},
    },
    (c, input) =>
      command(
        c,
        ({ report, layout, actor }) => decideSettled(report, layout, actor, itemOf(c), input),
        statusOf(c),
      ),
  )
  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/statuses/:item/unsettle',
      summary: 'Take a settled judgement back',
    },
    (c) =>
      command(
        c,
        ({ report, layout, actor }) => decideUnsettled(report, layout, actor, itemOf(c)),
        statusOf(c),
      ),
  )

  const blockOf = (c: Context<Env>) => c.req.param('b') ?? ''
  const rowOf = (c: Context<Env>) => c.req.param('row') ?? ''
  const rowsOf = (c: Context<Env>) => (report: Report) => ({
    rows: (report.rows[blockOf(c)] ?? []).filter(({ removed }) => !removed),
  })

  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/blocks/:b/rows',
      summary: 'Add a row to a repeating table',
      body: newRow,
    },
    (c, input) => {
      const rowId = deps.newId()
      return command(
        c,
        ({ report, layout, actor }) => decideRowAdded(report, layout, actor, blockOf(c), input, rowId),
        (report) => ({ row: rowId, ...rowsOf(c)(report) }),
        201,
      )
    },
  )
  addRoute(
    app,
    {
      method: 'PATCH',
      path: '/api/reports/:r/blocks/:b/rows/:row',
      summary: 'Rename or move an added row',
      body: changedRow,
    },
    (c, input) =>
      command(
        c,
        ({ report, layout, actor }) => decideRowChanged(report, layout, actor, blockOf(c), rowOf(c), input),
        rowsOf(c),
      ),
  )
  addRoute(
    app,
    { method: 'DELETE', path: '/api/reports/:r/blocks/:b/rows/:row', summary: 'Take an added row away' },
    (c) =>
      command(
        c,
        ({ report, layout, actor }) => decideRowRemoved(report, layout, actor, blockOf(c), rowOf(c)),
        rowsOf(c),
      ),
  )
  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/blocks/:b/final',
      summary: 'Say whether the figures of a table are final',
      body: z.strictObject({ final: z.boolean() }),
    },
    (c, { final }) =>
      command(
        c,
        ({ report, layout, actor }) => decideFinal(report, layout, actor, blockOf(c), final),
        (report) => ({ final: report.final[blockOf(c)] ?? null }),
      ),
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r/findings',
      summary: 'What does not add up or is missing',
      action: 'readDraft',
    },
    async (c, { open }) => {
      const report = await open.durable()
      return c.json(
        findingsOf(report, open.layout(report)).map((finding) => findingView(finding, report.explanations)),
      )
    },
  )
  addRoute(
    app,
    {
      method: 'POST',
      path: '/api/reports/:r/findings/explain',
      summary: 'Say why findings are right all the same',
      body: explanation,
    },
    (c, { findings, reason }) =>
      command(
        c,
        ({ report, layout, actor }) => decideExplained(report, layout, actor, findings, reason),
        (report) => ({
          explanations: Object.fromEntries(
            findings.flatMap((finding) => {
              const known = report.explanations[finding]
              return known === undefined ? [] : [[finding, known]]
            }),
          ),
        }),
      ),
  )
}
