import type { Context } from 'hono'
import type { Report } from '../../shared/report/report.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { answer, type Env } from '../route.ts'
import { changeReport, type Decide } from './changeReport.ts'
import { inReport } from './member.ts'

/**
 * Carries out one command on the report of the address and answers with what `tell` says of the report after it.
 *
 * @param decide  asked with the report as it stands; it asks for the right itself, for the right depends on the place
 */
export type Command = (
  c: Context<Env>,
  decide: Decide,
  tell?: (report: Report) => unknown,
  status?: 200 | 201,
) => Promise<Response>

export const reportCommand =
  (deps: Pick<Deps, 'reports' | 'now'>): Command =>
  async (c, decide, tell = () => ({}), status = 200) => {
    const at = await inReport(c, deps, null)
    if (!at.ok) return problemResponse(c, at.problem)
    const changed = await changeReport(at.value.open, at.value.person, deps.now(), decide)
    return answer(c, changed.ok ? { ok: true, value: tell(changed.value) } : changed, status)
  }
