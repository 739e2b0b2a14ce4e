import type { ItemRecord, Report } from '../report/report.ts'

const newItem: ItemRecord = { people: [], state: 'ej_paborjad', quoted: [] }

/** The record of an item, also for one that nothing has happened to yet. */
export const itemRecordOf = (report: Pick<Report, 'items'>, item: string): ItemRecord =>
  Object.hasOwn(report.items, item) ? (report.items[item] ?? newItem) : newItem
