import type { FigureReader } from '../../shared/check/compute.ts'
import type { CellPlace } from '../../shared/check/place.ts'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import { emptyCell, type CellValue } from '../../shared/figure/cellValue.ts'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import type { Provenance, Report } from '../../shared/report/report.ts'

/** A cell as the outside sees it: what is printed, what it holds, and whose it is. */
export interface CellView {
  /** As printed: the delivered value where a source gave one, else the computed or the entered. */
  readonly text: string
  readonly kind: CellValue['kind']
  readonly value: CellValue
  readonly computed: boolean
  /** What a source delivered in a computed cell, and what the computation says beside it. */
  readonly reported?: string
  readonly computedText?: string
  /** 0 for a cell that nobody has written in. */
  readonly revision: number
  readonly by?: string
  readonly byName?: string
  readonly at?: string
  readonly provenance?: Provenance
}

export type NameOf = (user: string) => string

/** The cell as it stands; undefined where the tables have no such cell. */
export function cellView(
  report: Report,
  figures: FigureReader,
  address: CellAddress,
  nameOf: NameOf,
): CellView | undefined {
  const place = figures.find(address)
  if (place === undefined || place.column.type === 'status' || place.column.type === 'trend') return undefined
  const record = report.cells[address.block]?.[address.row]?.[address.column]
  const shown = shownIn(figures, address, place)
  return {
    ...shown,
    revision: record?.revision ?? 0,
    ...(record === undefined
      ? {}
      : { by: record.by, byName: nameOf(record.by), at: record.at, provenance: record.provenance }),
  }
}

function shownIn(
  figures: FigureReader,
  address: CellAddress,
  place: CellPlace,
): Pick<CellView, 'text' | 'kind' | 'value' | 'computed' | 'reported' | 'computedText'> {
  if (place.format.fill !== 'computed') {
    const value = figures.at(address)?.value ?? emptyCell
    return { text: formatFigure(value, place.format), kind: value.kind, value, computed: false }
  }
  const computed = figures.computed(address)
  const figure = figures.at(address)
  const value = figure?.value ?? emptyCell
  if (figure?.from !== 'reported')
    return { text: computed?.text ?? '', kind: value.kind, value, computed: true }
  const text = formatFigure(value, place.format)
  return { text, kind: value.kind, value, computed: true, reported: text, computedText: computed?.text ?? '' }
}
