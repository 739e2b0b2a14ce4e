import { WebSocket } from 'ws'
import { afterTimeout } from '../../../server/store/after.ts'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import { openMemoryStore } from '../../../server/store/memoryStore.ts'
import { readDemo } from '../../../server/exchange/loadDemo.ts'
import { withRoles } from '../../../server/people/demoPeople.ts'
import { noticeRegister } from '../../../server/notice/noticeRegister.ts'
import { peopleRegister } from '../../../server/people/peopleRegister.ts'
import { reportRegister } from '../../../server/reports/reportRegister.ts'
import { loadTemplates } from '../../../server/reports/templates.ts'
import { serve, type Running, type ServeOptions } from '../../../server/serve.ts'
import { countingIds } from './ids.ts'

export const silent = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  debug: () => undefined,
}

export const demo = await readDemo('templates/demo')
const [, newest] = demo.reports
if (newest === undefined) throw new Error('the demo has two reports')

/** A real server on a free port, over a disk in memory that outlives it if one is given. */
export async function startTestServer(
  options: { disk?: ReturnType<typeof memoryDisk>; now?: () => Date } & Partial<
    Pick<ServeOptions, 'config' | 'isReady' | 'after'>
  > = {},
): Promise<Running> {
  const now = options.now ?? (() => new Date())
  const store = await openMemoryStore(
    { people: peopleRegister, notices: noticeRegister, report: reportRegister },
    { disk: options.disk ?? memoryDisk(), after: afterTimeout, log: silent, now: () => now().toISOString() },
  )
  return serve({
    config: {
      host: '127.0.0.1',
      port: 0,
      auth: 'demo',
      publicUrl: undefined,
      sessionIdleMs: 7_200_000,
      sessionMaxMs: 43_200_000,
    },
    store,
    templates: await loadTemplates('templates'),
    demoPeople: withRoles(demo.people, newest ?? demo.reports[0]),
    clientFolder: 'dist/client',
    exportStyle: () => Promise.resolve({ css: '', fonts: '' }),
    log: silent,
    newId: countingIds(),
    now,
    ...options,
  })
}

export interface Reply {
  readonly status: number
  // Tests look into answers as they come; what is not there is undefined.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
  readonly headers: Headers
}

/** Somebody at the interface, signed in or not. */
export interface Guest {
  readonly cookie: string
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  socket(path: string, headers?: Record<string, string>): WebSocket
}

export function guest({ url }: Pick<Running, 'url'>, cookie = ''): Guest {
  return {
    cookie,
    async send(method, path, body, headers = {}) {
      const isRaw = body instanceof Uint8Array
      const response = await fetch(url + path, {
        method,
        headers: {
          origin: url,
          ...(cookie === '' ? {} : { cookie }),
          ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isRaw ? Buffer.from(body) : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      return {
        status: response.status,
        body: isJson && text !== '' ? JSON.parse(text) : text,
        headers: response.headers,
      }
    },
    socket: (path, headers = {}) =>
      new WebSocket(url.replace(/^http/, 'ws') + path, { headers: { origin: url, cookie, ...headers } }),
  }
}

/** Signs a person of the demo in. */
export async function as(server: Pick<Running, 'url'>, user: string): Promise<Guest> {
  const reply = await guest(server).send('POST', '/api/session', { user })
  if (reply.status !== 200) throw new Error(`sign-in of ${user}: ${reply.status}`)
  return guest(server, cookieOf(reply))
}

export const cookieOf = ({ headers }: Pick<Reply, 'headers'>): string =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ')

/** An empty report of the board's template, made by Anna Lindqvist, with the roles given. */
export async function newTestReport(
  server: Pick<Running, 'url'>,
  members: Readonly<Record<string, readonly object[]>> = {},
): Promise<{ id: string; anna: Guest }> {
  const anna = await as(server, 'anna.lindqvist')
  const created = await anna.send('POST', '/api/reports', {
    template: 'vb-namnd',
    organisation: 'Provnämnden',
    year: 2024,
    members: Object.entries(members).map(([user, grants]) => ({ user, grants })),
  })
  if (created.status !== 201) throw new Error(JSON.stringify(created.body))
  return { id: created.body.id as string, anna }
}

/** A small plan: a perspective, a goal with a number, an uppdrag; and a control plan with a measure. */
export const smallPlan = {
  decision: { body: 'Provnämnden', date: '2023-12-12', reference: '§ 1' },
  items: [
    { id: 'pe', kind: 'perspective', parent: null, place: 'process', fields: { text: 'Process' } },
    { id: 'st', kind: 'strategy', parent: 'pe', fields: { text: 'Kvalitet' } },
    { id: 'goal', kind: 'goal', parent: 'st', fields: { text: 'Ett mål.' } },
    {
      id: 'ind',
      kind: 'indicator',
      parent: 'goal',
      fields: {
        text: 'Andel.',
        unit: '%',
        decimals: 1,
        direction: 'higher',
        target: { kind: 'number', value: '79' },
      },
    },
    { id: 'task', kind: 'assignment', parent: 'st', fields: { text: 'Ett uppdrag.' } },
  ],
} as const
