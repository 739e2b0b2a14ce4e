import type { Context } from 'hono'
import type { z } from 'zod'
import type { Action } from '../../shared/people/can.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { addRoute, type App, type Env, type RouteSpec } from '../route.ts'
import { inReport, type InReport } from './member.ts'

interface ReportRouteSpec<Body extends z.ZodType> extends RouteSpec<Body> {
  /** What the route wants of the whole report; null where the handler itself asks about a place in it. */
  readonly action: Action | null
}

/** Adds a route in the report of the address (`:r`); the handler is asked only for who has a role there and may do the action. */
export function addReportRoute<Body extends z.ZodType = z.ZodUndefined>(
  app: App,
  deps: Pick<Deps, 'reports' | 'now'>,
  { action, ...spec }: ReportRouteSpec<Body>,
  handler: (c: Context<Env>, inside: InReport, body: z.output<Body>) => Promise<Response>,
): void {
  addRoute(app, spec, async (c, body) => {
    const inside = await inReport(c, deps, action)
    return inside.ok ? handler(c, inside.value, body) : problemResponse(c, inside.problem)
  })
}
