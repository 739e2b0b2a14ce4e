import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { openAPIRouteHandler } from 'hono-openapi'
import { approvalRoutes } from './approval/routes.ts'
import { syncSocket, type SyncSocket } from './sync/socket.ts'
import { contributionRoutes } from './contribution/routes.ts'
import type { Deps } from './deps.ts'
import { figureRoutes } from './figures/routes.ts'
import { historyRoutes } from './history/routes.ts'
import { idempotentPosts } from './idempotency.ts'
import { liveSocket } from './live/socket.ts'
import { accountRoutes } from './people/accountRoutes.ts'
import { itemRoutes } from './people/itemRoutes.ts'
import { myItemRoutes } from './people/myItems.ts'
import { noticeRoutes } from './notice/routes.ts'
import { reminderRoutes } from './notice/reminderRoutes.ts'
import { peopleRoutes, sessionOfRequest } from './people/routes.ts'
import { planRoutes } from './plan/routes.ts'
import { problemResponse } from './problem.ts'
import { addReadRoutes } from './read/routes.ts'
import { memberRoutes } from './reports/memberRoutes.ts'
import { reportRoutes } from './reports/routes.ts'
import { reviewRoutes } from './review/routes.ts'
import { addRoute, type App, type Env } from './route.ts'
import { mostImageBytes, sectionRoutes } from './sections/routes.ts'
import { ownOriginOnly, secureHeaders } from './security.ts'
import { clientAssets, clientPage } from './staticClient.ts'

const mostBodyBytes = 4 * 1024 * 1024

/** Every address of the server, and what every request passes on its way. */
export function createApp(deps: Deps): { app: App; sync: SyncSocket<Env> } {
  const app: App = new Hono<Env>()

  app.onError((error, c) => {
    const requestId = c.get('requestId') ?? randomUUID()
    deps.log.error({ error, requestId, path: c.req.path }, 'a request failed')
    // What went wrong is for the log; the code leads there.
    return problemResponse(c, { code: 'internal', culprit: requestId })
  })
  app.notFound((c) => problemResponse(c, { code: 'not-found', culprit: c.req.path }))

  app.use(async (c, next) => {
    c.set('requestId', randomUUID())
    await next()
    if (c.req.path.startsWith('/api/') && !c.res.headers.has('cache-control'))
      c.res.headers.set('cache-control', 'no-store')
  })
  app.use(secureHeaders(deps.origins))
  app.use(deps.metrics.requests)
  app.use(ownOriginOnly(deps.origins))
  app.use('/api/*', limitBodies)
  // What grows with the report; other answers are so short that packing them takes longer than sending them.
  for (const path of ['/api/reports/:r/record', '/api/reports/:r/audit']) app.use(path, compress())
  for (const path of ['/api/*', '/media/*', '/sync/*', '/live/*']) app.use(path, sessionOfRequest(deps))
  app.use('/api/*', idempotentPosts(deps.now))

  operations(app, deps)
  peopleRoutes(app, deps)
  accountRoutes(app, deps)
  reportRoutes(app, deps)
  memberRoutes(app, deps)
  itemRoutes(app, deps)
  myItemRoutes(app, deps)
  planRoutes(app, deps)
  figureRoutes(app, deps)
  sectionRoutes(app, deps)
  historyRoutes(app, deps)
  reviewRoutes(app, deps)
  noticeRoutes(app, deps)
  reminderRoutes(app, deps)
  approvalRoutes(app, deps)
  contributionRoutes(app, deps)
  addReadRoutes(app, deps, deps.exportStyle)
  liveSocket(app, deps)
  const sync = syncSocket<Env>({
    rooms: deps.rooms,
    authority: deps.authority,
    sessions: { alive: (session) => deps.sessions.holds(session) !== null },
    actor: (c) => {
      const person = c.get('person')
      const session = c.get('session')
      return person === undefined || session === undefined ? null : { user: person.user, session }
    },
    onRefusal: (refusal) => deps.log.warn({ refusal }, 'refused what a page sent'),
  })
  app.get('/sync/:doc', sync.handler)

  const document = {
    info: {
      title: 'Samskrift',
      version: '1',
      description: 'Reports written together. Refusals are application/problem+json with a stable code.',
    },
  }
  app.get('/api/openapi.json', openAPIRouteHandler(app, { documentation: document }))
  app.all('/api/*', (c) => problemResponse(c, { code: 'not-found', culprit: c.req.path }))
  // While developing, the pages come from another server.
  if (existsSync(deps.clientFolder)) app.get('/assets/*', clientAssets(deps.clientFolder))
  app.get('/assets/*', (c) => problemResponse(c, { code: 'not-found', culprit: c.req.path }))
  app.get('*', clientPage(deps.clientFolder, deps.origins))
  return { app, sync }
}

const limitBodies: MiddlewareHandler<Env> = (c, next) =>
  (c.req.path.endsWith('/images') ? imageBody : anyBody)(c, next)

/** Refuses a body by its announced length before reading it, and by its real one while reading. */
const limitBody = (maxSize: number): MiddlewareHandler<Env> =>
  bodyLimit({
    maxSize,
    onError: (c) =>
      problemResponse(c, { code: 'too-large', culprit: 'body', details: { maxBytes: maxSize } }),
  })

const imageBody = limitBody(mostImageBytes)
const anyBody = limitBody(mostBodyBytes)

/** What operators ask. */
function operations(app: App, deps: Deps): void {
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', (c) => (deps.isReady() ? c.json({ ready: true }) : c.json({ ready: false }, 503)))
  app.get('/metrics', async (c) =>
    c.body(await deps.metrics.text(), 200, { 'content-type': deps.metrics.contentType }),
  )
  addRoute(app, { method: 'GET', path: '/api', summary: 'Where the interface is described' }, (c) =>
    c.json({ openapi: '/api/openapi.json' }),
  )
}
