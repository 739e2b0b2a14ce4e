import { sectionRecordOf } from '../section/sectionRecord.ts'
import type { Report } from '../report/report.ts'
import type { Contribution } from './contribution.ts'

type Known = Pick<Report, 'contributions'>

/** Ids come from outside: one such as `constructor` is something every object has, and no contribution. */
export const findContribution = ({ contributions }: Known, id: string): Contribution | undefined =>
  Object.hasOwn(contributions, id) ? contributions[id] : undefined

/** Id of the Y.Doc that holds a contribution's text at present. */
export const contributionDocOf = (
  { id }: Pick<Report, 'id'>,
  contribution: Pick<Contribution, 'id' | 'epoch'>,
): string => `${id}.${contribution.id}.${contribution.epoch}`

/** Epoch of the text of a section, or of a contribution, by its id. */
export const epochOf = (report: Pick<Report, 'sections'> & Known, id: string): number =>
  findContribution(report, id)?.epoch ?? sectionRecordOf(report, id).epoch
