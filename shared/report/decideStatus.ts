import type { Block, Column, Row } from '../block/block.ts'
import type { Action, Actor } from '../people/can.ts'
import { ok, refuse, type Problem, type Result } from '../problem.ts'
import { itemsOfRow } from '../section/item.ts'
import { blocksOf, sectionsOf, type ReportLayout, type SectionLayout } from '../section/layout.ts'
import type { ReportEvent } from './event.ts'
import type { Report, StatusRecord } from './report.ts'
import { refusalOf, sectionTarget } from './target.ts'

/** Something that is judged: which values it can have, and where it stands. */
export interface Judged {
  readonly item: string
  readonly section: SectionLayout
  readonly block: Block
  readonly row: Row
  readonly statuses: readonly string[]
  readonly trends: readonly string[]
}

/** The id under which a judgement is kept: the plan item's, or the block's where no plan item is judged. */
export const judgedItem = (block: Block, row: Row): string => row.planItem ?? block.planItem ?? block.id

const choicesOf = (block: Block, row: Row, type: Column['type']): readonly string[] =>
  block.columns.find((column) => column.type === type && row.without?.includes(column.id) !== true)
    ?.choices ?? []

/** Everything of the report that is judged, in order. */
export const judgedIn = (layout: ReportLayout): Judged[] =>
  sectionsOf(layout).flatMap((section) =>
    blocksOf(section).flatMap((block) =>
      block.rows.flatMap((row) => {
        const statuses = choicesOf(block, row, 'status')
        const trends = choicesOf(block, row, 'trend')
        const isJudged = row.kind !== 'group' && (statuses.length > 0 || trends.length > 0)
        return isJudged ? [{ item: judgedItem(block, row), section, block, row, statuses, trends }] : []
      }),
    ),
  )

/** `null` takes a value away, `undefined` leaves it as it is. */
export interface JudgementInput {
  readonly status?: string | null | undefined
  readonly trend?: string | null | undefined
  readonly revision?: number | undefined
}

/** An author's judgement; it is printed when somebody settles it. */
export function decideProposal(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  item: string,
  input: JudgementInput,
): Result<ReportEvent[]> {
  const read = readJudgement(
    report,
    layout,
    actor,
    'proposeStatus',
    item,
    input,
    report.statuses[item]?.proposed,
  )
  if (!read.ok) return read
  const before = report.statuses[item]?.proposed
  return ok([
    {
      type: 'statusProposed',
      item,
      ...read.value,
      ...(before === undefined ? {} : { before: judgement(before) }),
    },
  ])
}

/** The meeting's judgement. What is not named is taken from what was settled or, if nothing was, from what is proposed. */
export function decideSettled(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  item: string,
  input: JudgementInput & { meeting?: string | undefined },
): Result<ReportEvent[]> {
  const known = report.statuses[item]
  const read = readJudgement(
    report,
    layout,
    actor,
    'settleStatus',
    item,
    input,
    known?.settled ?? known?.proposed,
  )
  if (!read.ok) return read
  if (read.value.status === undefined && read.value.trend === undefined)
    return refuse('nothing-to-change', item)
  const before = known?.settled
  const meeting = input.meeting?.trim() ?? ''
  return ok([
    {
      type: 'statusSettled',
      item,
      ...read.value,
      ...(meeting === '' ? {} : { meeting }),
      ...(before === undefined ? {} : { before: judgement(before) }),
    },
  ])
}

/** Takes a settled judgement back to being proposed. */
export function decideUnsettled(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  item: string,
): Result<ReportEvent[]> {
  const found = findJudged(report, layout, actor, 'settleStatus', item)
  if (!found.ok) return found
  return report.statuses[item]?.settled === undefined
    ? refuse('nothing-to-change', item)
    : ok([{ type: 'statusUnsettled', item }])
}

function findJudged(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  action: Action,
  item: string,
): Result<Judged> {
  const judged = judgedIn(layout).find((candidate) => candidate.item === item)
  if (judged === undefined) return refuse('not-found', item)
  const { section, block, row } = judged
  const problem = refusalOf(
    actor,
    action,
    sectionTarget(report, section.id, [item, ...itemsOfRow(section, block, row.id)]),
  )
  return problem === null ? ok(judged) : { ok: false, problem }
}

function readJudgement(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  action: Action,
  item: string,
  input: JudgementInput,
  base: { status?: string | undefined; trend?: string | undefined } | undefined,
): Result<{ status?: string; trend?: string }> {
  const found = findJudged(report, layout, actor, action, item)
  if (!found.ok) return found
  const conflict = conflictOf(report.statuses[item], input.revision, item)
  if (conflict !== null) return { ok: false, problem: conflict }
  const status = input.status === undefined ? base?.status : (input.status ?? undefined)
  const trend = input.trend === undefined ? base?.trend : (input.trend ?? undefined)
  if (status !== undefined && !found.value.statuses.includes(status)) {
    return refuse('status-unknown', status, { item, choices: found.value.statuses })
  }
  if (trend !== undefined && !found.value.trends.includes(trend)) {
    return refuse('status-unknown', trend, { item, choices: found.value.trends })
  }
  return ok({ ...(status === undefined ? {} : { status }), ...(trend === undefined ? {} : { trend }) })
}

function conflictOf(
  now: StatusRecord | undefined,
  revision: number | undefined,
  item: string,
): Problem | null {
  if (revision === undefined || revision === (now?.revision ?? 0)) return null
  return { code: 'status-conflict', culprit: item, details: { now: now ?? null } }
}

const judgement = ({ status, trend }: { status?: string | undefined; trend?: string | undefined }) => ({
  ...(status === undefined ? {} : { status }),
  ...(trend === undefined ? {} : { trend }),
})
