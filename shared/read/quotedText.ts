import type { FigureReader } from '../check/compute.ts'
import { formatFigure } from '../figure/formatFigure.ts'

/** A figure as a text quotes it; empty where it stands nowhere any more. @param attrs  of a `valueRef` */
export function quotedText(
  figures: Pick<FigureReader, 'at'>,
  { block, row, column, format }: Readonly<Record<string, unknown>>,
): string {
  const figure = figures.at({ block: String(block), row: String(row), column: String(column) })
  if (figure === undefined) return ''
  const unit = format === 'valueAndUnit' ? { unit: figure.place.format.unit, printUnit: true } : {}
  return formatFigure(figure.value, { ...figure.place.format, decimals: figure.decimals, ...unit })
}
