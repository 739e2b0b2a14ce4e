import { itemRecordOf } from '../section/itemRecord.ts'
import type { Report } from '../report/report.ts'

/**
 * Whether what stands there is left out of print, because its people have nothing to report. The nearest item that
 * somebody has said something of decides: a text that was handed in is printed in a section that has nothing else.
 *
 * @param items  the place's items, nearest first (section/item.ts)
 */
export function hasNothingToReport(report: Pick<Report, 'items'>, items: readonly string[]): boolean {
  for (const item of items) {
    const { state } = itemRecordOf(report, item)
    if (state !== 'ej_paborjad' && state !== 'paborjad') return state === 'inget_att_rapportera'
  }
  return false
}
