import type { Finding } from '../../shared/check/finding.ts'
import type { FigureReader } from '../../shared/check/compute.ts'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import { readDecimal, subtractDecimals, type Decimal } from '../../shared/figure/decimal.ts'
import { judgedIn } from '../../shared/report/decideStatus.ts'
import type { Report } from '../../shared/report/report.ts'
import { blocksOf, proseSlotsOf, type ReportLayout, type SectionLayout } from '../../shared/section/layout.ts'
import type { Row } from '../../shared/block/block.ts'

/** What has been judged in the worst way its scale knows, with the slot of the Kommentar that says why. */
export interface RedJudgement {
  readonly section: string
  readonly item: string
  readonly family: 'goalStatus' | 'controlStatus'
  readonly value: string
  readonly label: string
  readonly isSettled: boolean
  readonly slot: string | undefined
}

const red: Readonly<Record<string, RedJudgement['family']>> = {
  storre_avvikelse: 'goalStatus',
  ej_genomford: 'controlStatus',
}

/** Goals with a larger deviation and measures not carried out, in the order of the report. */
export function redJudgements(
  report: Pick<Report, 'statuses'>,
  layout: ReportLayout,
  sections: ReadonlySet<string>,
): RedJudgement[] {
  return judgedIn(layout).flatMap(({ item, section, block, row }) => {
    const { settled, proposed } = report.statuses[item] ?? {}
    const value = (settled ?? proposed)?.status
    const family = value === undefined ? undefined : red[value]
    if (value === undefined || family === undefined || !sections.has(section.id)) return []
    const slot =
      row.comment ??
      proseSlotsOf(section).find((candidate) => candidate.planItem === item)?.id ??
      block.comment
    const label = row.label === '' ? block.title : row.label
    return [{ section: section.id, item, family, value, label, isSettled: settled !== undefined, slot }]
  })
}

/** How many judgements the sections hold, and which of them nobody has settled. */
export function judgementsIn(
  report: Pick<Report, 'statuses'>,
  layout: ReportLayout,
  sections: ReadonlySet<string>,
) {
  const judged = judgedIn(layout).filter(
    ({ section, statuses }) => sections.has(section.id) && statuses.length > 0,
  )
  const isSettled = (item: string): boolean => report.statuses[item]?.settled?.status !== undefined
  return {
    total: judged.length,
    unsettled: judged
      .filter(({ item }) => !isSettled(item))
      .map(({ item, section, block, row }) => ({
        item,
        section: section.id,
        label: row.label === '' ? block.title : row.label,
      })),
  }
}

/** What the checks say of one section: only warnings count, notes never do. */
export function warningsOf(
  findings: readonly Finding[],
  explanations: Report['explanations'],
  section: string,
): { readonly open: readonly Finding[]; readonly explained: readonly Finding[] } {
  const own = findings.filter((finding) => finding.section === section)
  const warnings = own.filter(({ severity }) => severity === 'warning')
  return {
    open: warnings.filter(({ id }) => explanations[id] === undefined),
    explained: own.filter(({ id }) => explanations[id] !== undefined),
  }
}

/** A figure of this year beside the one of last year that the same table holds. */
export interface YearChange {
  readonly block: string
  readonly row: string
  readonly column: string
  readonly label: string
  readonly before: CellValue
  readonly after: CellValue
}

/** Rows of data shown beside the result. */
const mostRows = 4

/**
 * The largest changes since last year in a section's tables, from the columns that hold both years; the result is always among
 * them. In a table of one unit the largest is the largest difference, in one of several the largest in proportion.
 */
export function sinceLastYear(section: SectionLayout, figures: Pick<FigureReader, 'at'>): YearChange[] {
  return blocksOf(section).flatMap((block) => {
    const last = block.columns.find(
      ({ id }) =>
        (id === 'actualPrev' || id === 'actualYtdPrev') &&
        block.columns.some((column) => `${column.id}Prev` === id),
    )
    const now = last && block.columns.find(({ id }) => `${id}Prev` === last.id)
    if (now === undefined || last === undefined) return []
    const rows = block.rows.flatMap((row) => {
      const before = figures.at({ block: block.id, row: row.id, column: last.id })?.value
      const after = figures.at({ block: block.id, row: row.id, column: now.id })?.value
      const size = sizeOf(before, after, block.unit !== undefined)
      if (before === undefined || after === undefined || size === 0) return []
      const change = { block: block.id, row: row.id, column: now.id, label: row.label, before, after }
      return [{ row, size, change }]
    })
    const largest = rows
      .filter(({ row }) => row.kind === 'data')
      .toSorted((a, b) => b.size - a.size)
      .slice(0, mostRows)
    const shown = new Set<Row>([
      ...largest.map(({ row }) => row),
      ...rows.flatMap(({ row }) => (row.kind === 'result' ? [row] : [])),
    ])
    return rows.flatMap(({ row, change }) => (shown.has(row) ? [change] : []))
  })
}

/** Only for putting in order: nothing is shown of it. */
function sizeOf(before: CellValue | undefined, after: CellValue | undefined, isOneUnit: boolean): number {
  if (before?.kind !== 'number' || after?.kind !== 'number') return 0
  const old = readDecimal(before.value)
  const difference = Math.abs(roughly(subtractDecimals(readDecimal(after.value), old)))
  const base = Math.abs(roughly(old))
  return isOneUnit || base === 0 ? difference : difference / base
}

const roughly = ({ digits, scale }: Decimal): number => Number(digits) / 10 ** scale

/** What keeps the button from approving what is marked; null if nothing does. */
export type Hindrance =
  | { readonly kind: 'nothingMarked' | 'offline' | 'loading' }
  | { readonly kind: 'unexplained'; readonly section: string; readonly findings: readonly Finding[] }

/** The first hindrance, in the order a person can do something about them; what is still fetched comes last. */
export function hindranceOf(state: {
  readonly isOnline: boolean
  readonly marked: readonly string[]
  /** Digest shown of each section; none while it is fetched. */
  readonly shown: ReadonlyMap<string, string>
  readonly open: (section: string) => readonly Finding[]
}): Hindrance | null {
  const { isOnline, marked, shown, open } = state
  if (!isOnline) return { kind: 'offline' }
  if (marked.length === 0) return { kind: 'nothingMarked' }
  for (const section of marked) {
    const findings = open(section)
    if (findings.length > 0) return { kind: 'unexplained', section, findings }
  }
  return marked.every((section) => shown.has(section)) ? null : { kind: 'loading' }
}
