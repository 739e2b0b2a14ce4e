import type { MiddlewareHandler } from 'hono'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Env } from './route.ts'

/** What an operator watches, in the text form of Prometheus. One registry per server, so that tests do not share it. */
export interface Metrics {
  readonly text: () => Promise<string>
  readonly contentType: string
  readonly requests: MiddlewareHandler<Env>
  readonly liveSockets: { inc(): void; dec(): void }
  readonly commands: { inc(labels: { event: string }): void }
}

export function createMetrics({ processMetrics }: { processMetrics: boolean }): Metrics {
  const registry = new Registry()
  if (processMetrics) collectDefaultMetrics({ register: registry, prefix: 'samskrift_' })
  const duration = new Histogram({
    name: 'samskrift_http_request_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers: [registry],
  })
  const liveSockets = new Gauge({
    name: 'samskrift_live_sockets',
    help: 'Open sockets of /live',
    registers: [registry],
  })
  const commands = new Counter({
    name: 'samskrift_report_events_total',
    help: 'Events written to the journals of reports, by type',
    labelNames: ['event'],
    registers: [registry],
  })
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    liveSockets,
    commands,
    requests: async (c, next) => {
      const stop = duration.startTimer({ method: c.req.method })
      await next()
      // The pattern, never the path: ids would make one series each. Only a route of the interface has one worth counting.
      const route = c.req.routePath
      stop({ route: route.startsWith('/api') ? route : 'other', status: String(c.res.status) })
    },
  }
}
