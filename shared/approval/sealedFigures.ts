import { cellKey } from '../check/place.ts'
import type { CellFigure, ComputedCell, FigureReader } from '../check/compute.ts'
import type { CellAddress } from '../figure/cellAddress.ts'
import { emptyCell, type CellValue } from '../figure/cellValue.ts'
import { readDecimal } from '../figure/decimal.ts'
import { formatFigure } from '../figure/formatFigure.ts'
import { canonicalJson } from '../section/canonical.ts'
import type { SectionContent } from '../section/content.ts'
import { blocksOf, type SectionLayout } from '../section/layout.ts'

/**
 * Figures as an approved section shows them: its own, and those of other places that its text quotes, are the sealed ones,
 * whatever has happened elsewhere since. What the seal does not speak of is read from `live`.
 */
export function sealedFigures(content: SectionContent, live: FigureReader): FigureReader {
  const own = new Map(
    content.cells.map(([block, row, column, from, value]) => [
      cellKey({ block, row, column }),
      { from, value },
    ]),
  )
  const quoted = new Map(
    content.quoted.map(([block, row, column, value]) => [cellKey({ block, row, column }), value]),
  )

  const at = (address: CellAddress): CellFigure | undefined => {
    const place = live.find(address)
    if (place === undefined) return undefined
    const key = cellKey(address)
    if (place.section !== content.section.id) {
      const value = quoted.get(key)
      return value === undefined ? live.at(address) : figureOf(place, 'computed', value)
    }
    const sealed = own.get(key)
    return sealed === undefined
      ? figureOf(place, live.computing(address) === undefined ? 'stored' : 'computed', emptyCell)
      : figureOf(place, sealed.from, sealed.value)
  }

  const computed = (address: CellAddress): ComputedCell | undefined => {
    const now = live.computed(address)
    const place = live.find(address)
    if (now === undefined || place?.section !== content.section.id) return now
    const figure = at(address)
    // Beside a delivered value the computed one is not printed, and so not sealed.
    if (figure === undefined || figure.from !== 'computed') return undefined
    const { decimals, value } = figure
    return {
      address,
      relation: now.relation,
      decimals,
      value,
      text: formatFigure(value, { ...place.format, decimals }),
    }
  }

  return { ...live, at, computed }
}

/** A sealed value where it stands. It was rounded when it was sealed, so its own decimals are those it is printed with. */
function figureOf(place: CellFigure['place'], from: CellFigure['from'], value: CellValue): CellFigure {
  const own = value.kind === 'number' ? readDecimal(value.value).scale : 0
  const decimals = from === 'computed' ? own : Math.max(place.format.decimals ?? 0, own)
  return { place, from, value, operand: 'blank', decimals }
}

/** A figure that an approved section shows and that is another one now. */
export interface FigureChange {
  readonly address: CellAddress
  readonly before: CellValue
  readonly after: CellValue
}

/**
 * Computed and quoted figures of an approved section that have changed elsewhere since it was sealed.
 *
 * @param figures  as they are now
 */
export function changedAfterApproval(
  content: SectionContent,
  section: SectionLayout,
  figures: Pick<FigureReader, 'at' | 'computing'>,
): FigureChange[] {
  const own = new Map(
    content.cells.map(([block, row, column, , value]) => [cellKey({ block, row, column }), value]),
  )
  const computed = blocksOf(section).flatMap((block) =>
    block.rows.flatMap((row) =>
      block.columns
        .map((column) => ({ block: block.id, row: row.id, column: column.id }))
        .filter((address) => figures.computing(address) !== undefined)
        .map((address) => ({ address, before: own.get(cellKey(address)) ?? emptyCell })),
    ),
  )
  const quoted = content.quoted.map(([block, row, column, before]) => ({
    address: { block, row, column },
    before,
  }))
  return [...computed, ...quoted].flatMap(({ address, before }) => {
    const after = figures.at(address)?.value ?? emptyCell
    return canonicalJson(after) === canonicalJson(before) ? [] : [{ address, before, after }]
  })
}
