import { z } from 'zod'
import { itemIdsOf } from '../../shared/section/itemIds.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { addReportRoute } from '../reports/reportRoute.ts'
import type { App } from '../route.ts'
import { remind } from './remind.ts'

const body = z.strictObject({
  items: z.array(z.string().max(200)).min(1).max(2000),
  /** Also those who were reminded today. */
  again: z.boolean().default(false),
  /** Answers what would be sent, and sends nothing. */
  preview: z.boolean().default(false),
})

/** Påminn: those who have not handed in what they are responsible for. */
export function reminderRoutes(app: App, deps: Deps): void {
  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: '/api/reports/:r/remind',
      summary: 'Remind those who have not handed in these items, or say who they are',
      action: 'editPeople',
      body,
    },
    async (c, { open, report, person }, { items, again, preview }) => {
      const known = itemIdsOf(open.layout(report))
      const unknown = items.find((item) => !known.has(item))
      if (unknown !== undefined) return problemResponse(c, { code: 'not-found', culprit: unknown })
      return c.json(await remind(deps, open, person, { items: new Set(items), again, preview }))
    },
  )
}
