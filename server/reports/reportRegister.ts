import { apply } from '../../shared/report/apply.ts'
import { reportEvent, type ReportEvent } from '../../shared/report/event.ts'
import { report, type Report } from '../../shared/report/report.ts'
import type { RegisterSpec } from '../store/register.ts'

/** A report as its journal keeps it; null only before its first entry. */
export const reportRegister: RegisterSpec<Report | null, ReportEvent> = {
  version: 1,
  initial: null,
  state: report.nullable(),
  event: reportEvent,
  reduce: (state, { seq, at, actor, event }) => apply(state, { seq, at, actor, event }),
}
