import type { ReportEvent } from '../../shared/report/event.ts'
import type { Reports } from '../reports/reports.ts'
import type { DurableChange } from '../sync/room.ts'
import { contributionAt } from './authority.ts'

interface Deps {
  readonly reports: Pick<Reports, 'peek'>
  readonly now: () => Date
  readonly log: { warn: (details: object, message: string) => void }
}

/**
 * Says once in the records that somebody has begun to write a contribution. How much and by whom is not counted before the
 * hand-in: the records are for everybody.
 *
 * @returns to be told of every change that is on disk; answers whether the document is a contribution's
 */
export const contributionBegun =
  ({ reports, now, log }: Deps) =>
  (doc: string, { user }: DurableChange): boolean => {
    const found = contributionAt(reports, doc)
    if (found === null) return false
    const { open, contribution } = found
    if (contribution.state !== 'ej_paborjad') return true
    const begun: ReportEvent = {
      type: 'contributionMoved',
      contribution: contribution.id,
      state: 'paborjad',
    }
    open.register
      .append([begun], { user }, now().toISOString())
      .catch((error: unknown) =>
        log.warn({ error, doc }, 'could not record that somebody writes; the text itself is safe'),
      )
    return true
  }
