import type { Block, Column, Row } from '../../shared/block/block.ts'
import { cellFormat } from '../../shared/figure/cellFormat.ts'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import type { CanonicalNode } from '../../shared/section/canonical.ts'
import type { SectionContent } from '../../shared/section/content.ts'
import { blocksOf, findSection, type ReportLayout } from '../../shared/section/layout.ts'
import type { StatusChange } from '../../shared/history/compareContents.ts'
import type { Scale, ScaleId } from '../../shared/template/scale.ts'

/** A cell by its place in the layout of now; undefined where its row or table has been taken away since. */
export interface FigurePlace {
  readonly block: Block
  readonly row: Row
  readonly column: Column
}

/** Looks in every section: a text quotes figures of others. */
export function figurePlace(layout: ReportLayout, address: CellAddress): FigurePlace | undefined {
  for (const chapter of layout.chapters) {
    for (const section of chapter.sections) {
      const block = blocksOf(section).find(({ id }) => id === address.block)
      if (block === undefined) continue
      const row = block.rows.find(({ id }) => id === address.row)
      const column = block.columns.find(({ id }) => id === address.column)
      if (row !== undefined && column !== undefined) return { block, row, column }
    }
  }
  return undefined
}

/** As the cell prints it; with all its digits where the place is gone. */
export const printedAt = (place: FigurePlace | undefined, value: CellValue): string =>
  formatFigure(value, place === undefined ? {} : cellFormat(place.block, place.row, place.column))

/** What stands in the text for what is drawn from elsewhere: a live figure as it was in that content, a section's number. */
export type Quote = (atom: CanonicalNode) => string

/** Reads figures as that content holds them, and numbers of sections as they are now. */
export function quotesIn(content: SectionContent, layout: ReportLayout): Quote {
  const values = new Map<string, CellValue>()
  for (const [block, row, column, value] of content.quoted) values.set(`${block} ${row} ${column}`, value)
  for (const [block, row, column, , value] of content.cells) values.set(`${block} ${row} ${column}`, value)
  return ({ type, attrs }) => {
    if (type === 'sectionRef') return findSection(layout, String(attrs['section']))?.number ?? ''
    const address = {
      block: String(attrs['block']),
      row: String(attrs['row']),
      column: String(attrs['column']),
    }
    const value = values.get(`${address.block} ${address.row} ${address.column}`)
    return value === undefined ? '' : printedAt(figurePlace(layout, address), value)
  }
}

/** Label of a judged value; its id where the scales of now no longer hold it. */
export function judgedLabel(
  scales: Readonly<Partial<Record<ScaleId, Scale>>>,
  part: 'status' | 'trend',
  value: string,
): string {
  for (const [id, scale] of Object.entries(scales)) {
    if ((id === 'trend') !== (part === 'trend')) continue
    const found = scale.values.find((each) => each.id === value)
    if (found !== undefined) return found.label
  }
  return value
}

/** What of a judgement changed, step by step and part by part. */
export function judgementChanges({ before, after }: StatusChange): {
  readonly step: 'proposed' | 'settled'
  readonly part: 'status' | 'trend'
  readonly before: string | null
  readonly after: string | null
}[] {
  return (['proposed', 'settled'] as const).flatMap((step) =>
    (['status', 'trend'] as const).flatMap((part) =>
      before[step][part] === after[step][part]
        ? []
        : [{ step, part, before: before[step][part], after: after[step][part] }],
    ),
  )
}
