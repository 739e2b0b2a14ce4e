import { epochOf } from '../../shared/contribution/contributionDoc.ts'
import type { ReportEvent } from '../../shared/report/event.ts'
import type { Report } from '../../shared/report/report.ts'
import { peopleRegister } from '../people/peopleRegister.ts'
import type { People, PeopleEvent } from '../people/peopleRegister.ts'
import { reportRegister } from '../reports/reportRegister.ts'
import type { RestoreSpecs } from '../store/restore.ts'

/** How a restore reads our records, and what it adds to them. */
export const restoreSpecs: RestoreSpecs<People, PeopleEvent, Report | null, ReportEvent> = {
  people: peopleRegister,
  report: reportRegister,
  epochs: {
    of: (report, section) => (report === null ? 0 : epochOf(report, section)),
    raised: (sections, to) => ({ type: 'epochsRaised', reason: 'restore', to, sections: [...sections] }),
  },
  sessionsEnded: ({ sessions }) => [{ type: 'sessionsEnded', sessions: Object.keys(sessions) }],
}
