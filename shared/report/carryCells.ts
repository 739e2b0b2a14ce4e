import type { Block, Row } from '../block/block.ts'
import { figureReader } from '../check/compute.ts'
import { fillOf } from '../figure/cellFormat.ts'
import type { ReportLayout } from '../section/layout.ts'
import { checkInputOf, placedBlocksOf } from './checkInput.ts'
import type { CellChange } from './event.ts'
import type { Report } from './report.ts'

/** Living rows that last year's report added to its tables: the new one begins with them, under the same ids. */
export const carryRows = (previous: Pick<Report, 'rows'>): Report['rows'] =>
  Object.fromEntries(
    Object.entries(previous.rows)
      .map(([block, rows]) => [block, rows.filter((row) => !row.removed)] as const)
      .filter(([, rows]) => rows.length > 0),
  )

/** Last year's column and the column of this year that shows it again. */
const pairs = [
  ['actual', 'actualPrev'],
  ['actualYtd', 'actualYtdPrev'],
  ['budgetDeviation', 'budgetDeviationPrev'],
] as const

/**
 * Last year's figures as this year's comparison, as they were printed: delivered before computed. Blocks are
 * matched by id, rows by id or label. Sums are left out, for this year's table computes them itself.
 *
 * @param previous  last year's report with its layout by its own template
 * @returns changes for one `cellsSet`, with the provenance `carried`
 */
export function carryCells(
  previous: { report: Report; layout: ReportLayout },
  next: { layout: ReportLayout; period: Report['period'] },
): CellChange[] {
  const placed = placedBlocksOf(previous.layout)
  const figures = figureReader(
    placed,
    checkInputOf(() => previous.report, previous.layout),
  )
  return placedBlocksOf(next.layout).flatMap(({ block }) => {
    const source = placed.find(
      (candidate) => candidate.block.id === block.id && candidate.block.kind === block.kind,
    )?.block
    if (source === undefined || !comparable(block, previous.report.period, next.period)) return []
    return block.rows.flatMap((row) => {
      const from = sameRow(source, row)
      return from === undefined
        ? []
        : pairs.flatMap(([old, column]) => carried(row, from, old, column, block, source))
    })
  })

  function carried(
    row: Row,
    from: Row,
    old: string,
    shown: string,
    block: Block,
    source: Block,
  ): CellChange[] {
    const column = block.columns.find(({ id }) => id === shown)
    if (column === undefined || fillOf(row, column) !== 'carried') return []
    const figure = figures.at({ block: source.id, row: from.id, column: old })
    if (figure === undefined || figure.value.kind === 'empty') return []
    return [
      {
        block: block.id,
        row: row.id,
        column: shown,
        before: { kind: 'empty' },
        after: figure.value,
        reported: false,
        provenance: { kind: 'carried', report: previous.report.id, label: previous.report.title },
      },
    ]
  }
}

/** The driftredovisning of a delårsrapport shows last year's delår; any other table compares by the column's name. */
const comparable = (block: Block, before: Report['period'], now: Report['period']): boolean =>
  block.kind !== 'operatingByArea' || before === now

const sameRow = (source: Block, row: Row): Row | undefined =>
  source.rows.find(({ id }) => id === row.id) ??
  source.rows.find(({ label }) => plain(label) === plain(row.label))

const plain = (label: string): string =>
  label.normalize('NFC').toLocaleLowerCase('sv').replace(/\s+/g, ' ').trim()
