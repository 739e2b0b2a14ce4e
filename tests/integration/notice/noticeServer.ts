import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import type { Running } from '../../../server/serve.ts'
import { as, newTestReport, startTestServer, type Guest } from '../api/testServer.ts'
import type { Clock } from './clock.ts'

/** A server whose notices wait by a clock of the test, and mail through this address if one is given. */
export async function startNoticeServer(
  clock: Clock,
  smtpUrl: string | null,
  disk: ReturnType<typeof memoryDisk> = memoryDisk(),
): Promise<Running> {
  const server = await startTestServer({
    disk,
    now: clock.now,
    after: clock.after,
    config: {
      host: '127.0.0.1',
      port: 0,
      auth: 'demo',
      publicUrl: undefined,
      sessionIdleMs: 60 * 86_400_000,
      sessionMaxMs: 60 * 86_400_000,
      mail: smtpUrl === null ? undefined : { smtpUrl, from: 'Samskrift <samskrift@example.org>' },
    },
  })
  for (const user of ['per.sandberg', 'karin.hallgren', 'gunilla.astrom', 'anna.ek']) {
    const person = server.deps.accounts.person(user)
    if (person === undefined) throw new Error(`nobody is called ${user}`)
    await server.deps.accounts.set('server', { ...person, email: `${user}@example.org` })
  }
  return server
}

/** A report with two skribenter and a godkännare, coordinated by Anna Lindqvist. */
export const newNoticeReport = (server: Running): Promise<{ id: string; anna: Guest }> =>
  newTestReport(server, {
    'per.sandberg': [{ role: 'skribent' }],
    'karin.hallgren': [{ role: 'skribent' }],
    'gunilla.astrom': [{ role: 'godkannare' }],
  })

export interface Inbox {
  readonly unread: number
  readonly notices: readonly {
    readonly id: string
    readonly kind: string
    readonly item?: { readonly id: string }
    readonly place: string
    readonly read?: string
  }[]
}

export async function inboxOf(server: Running, user: string): Promise<Inbox> {
  const person = await as(server, user)
  const { body } = await person.send('GET', '/api/me/notices')
  return body as Inbox
}

/** Sends a command and insists that it was carried out. */
export async function done(who: Guest, method: string, path: string, body?: unknown): Promise<void> {
  const reply = await who.send(method, path, body)
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(reply.body)}`)
}
