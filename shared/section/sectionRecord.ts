import type { Report, SectionRecord } from '../report/report.ts'

const newSection: SectionRecord = { state: 'arbete', epoch: 1, hidden: false, seals: [] }

/** The record of a section, also for one that nothing has happened to yet. */
export const sectionRecordOf = (report: Pick<Report, 'sections'>, section: string): SectionRecord =>
  Object.hasOwn(report.sections, section) ? (report.sections[section] ?? newSection) : newSection

/** Id of the Y.Doc that holds the section's text at present; also the last part of its socket address. */
export const docIdOf = (report: Pick<Report, 'id' | 'sections'>, section: string): string =>
  `${report.id}.${section}.${sectionRecordOf(report, section).epoch}`
