import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve as listen, type WebSocketServerLike } from '@hono/node-server'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import { closeCodes } from '../shared/sync/closeCode.ts'
import { createApp } from './app.ts'
import { sealedContents } from './approval/sealedContents.ts'
import { ownOrigins, type Config } from './config.ts'
import { withContributions } from './contribution/authority.ts'
import { contributionBegun } from './contribution/begun.ts'
import type { Deps } from './deps.ts'
import { keepRestVersions } from './history/restVersions.ts'
import { createLive } from './live/live.ts'
import { createMetrics } from './metrics.ts'
import { smtpMailer } from './notice/mailer.ts'
import { createNotices } from './notice/notices.ts'
import { createAccounts } from './people/accounts.ts'
import { signInAttempts } from './people/attempts.ts'
import type { DemoPerson } from './people/demoPeople.ts'
import { keepPeopleOpen } from './people/openPeople.ts'
import { createSessions } from './people/sessions.ts'
import type { ExportStyle } from './read/exportHtml.ts'
import { createReports, type ReportStore } from './reports/reports.ts'
import type { Templates } from './reports/templates.ts'
import { anchorsKept } from './review/anchorsKept.ts'
import { docAuthority } from './sections/authority.ts'
import { reportImages } from './sections/images.ts'
import { openText } from './sections/openText.ts'
import { changesRights } from './sections/rights.ts'
import { sectionTexts } from './sections/texts.ts'
import { afterTimeout, type After } from './store/after.ts'
import { parseDocId } from './store/docId.ts'
import { Rooms } from './sync/rooms.ts'
import { maxMessageBytes } from './sync/socket.ts'

export interface ServeOptions {
  readonly config: Pick<Config, 'host' | 'port' | 'auth' | 'publicUrl' | 'sessionIdleMs' | 'sessionMaxMs'> &
    Partial<Pick<Config, 'mail'>>
  readonly store: ReportStore
  readonly templates: Templates
  readonly demoPeople: readonly DemoPerson[]
  readonly clientFolder: string
  readonly exportStyle: () => Promise<ExportStyle>
  readonly log: Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>
  readonly newId: () => string
  readonly now?: () => Date
  /** What notices and mails wait by. */
  readonly after?: After
  readonly isReady?: () => boolean
  readonly processMetrics?: boolean
}

/** A server that answers. */
export interface Running {
  /** The address to open in a browser. */
  readonly url: string
  /** The address it listens on, for itself. */
  readonly ownUrl: string
  readonly deps: Deps
  /** Lets go of everybody, writes what is held back, and closes the store. */
  close(): Promise<void>
}

/** How long open requests may go on after a stop; sockets are told to come back later. */
const graceMs = 3000

/** Puts the parts together over an open store and listens. */
export async function serve(options: ServeOptions): Promise<Running> {
  const { config, store, templates, log } = options
  const now = options.now ?? (() => new Date())
  const people = await keepPeopleOpen(store, log)
  const accounts = createAccounts({ register: people, now })
  const sessions = createSessions({
    register: people,
    now,
    idleMs: config.sessionIdleMs,
    maxMs: config.sessionMaxMs,
  })
  const reports = createReports({ store, templates })
  // Sockets ask about reports without waiting, so all are open from the start.
  await reports.all()
  const authority = withContributions(
    docAuthority({ reports, sessions, person: (user) => accounts.person(user), now }),
    { reports, sessions, now },
  )
  const isContribution = contributionBegun({ reports, now, log })
  const texts = sectionTexts({ reports, rooms: () => rooms, store, now, after: afterTimeout, log })
  const anchors = anchorsKept({ reports, rooms: () => rooms, after: afterTimeout, log })
  const rooms: Rooms = new Rooms({
    authority,
    openLog: async (doc) => (authority.find(doc) === null ? null : openText(store, doc)),
    now: () => now().toISOString(),
    randomClientId: () => randomInt(1, 2 ** 32),
    onDurableUpdate: (doc, change) => {
      if (isContribution(doc, change)) return
      texts.changed(doc, change)
      anchors.changed(doc, change)
    },
    onPresence: (report) => {
      live.presenceChanged(report)
      texts.presenceChanged(report, new Set(rooms.presence(report).map(({ doc }) => doc)))
    },
    onFailure: (doc, error) =>
      log.error({ doc, error }, 'a text could not be saved; its pages have been told'),
  })
  const live = createLive({
    reports,
    sessions,
    now,
    inTexts: (report) =>
      rooms.presence(report).map(({ section, slot, person }) => ({ user: person.id, section, slot })),
  })
  const metrics = createMetrics({ processMetrics: options.processMetrics ?? false })
  reports.onEntries((open, entries) => {
    for (const { event } of entries) metrics.commands.inc({ event: event.type })
    if (!entries.some(({ event }) => changesRights(event))) return
    for (const room of rooms.open()) if (parseDocId(room.id)?.reportId === open.id) room.reauthorise()
  })
  sessions.onEnded(() => rooms.reauthoriseAll())

  for (const { roles: _roles, about: _about, ...person } of options.demoPeople) {
    const known = accounts.person(person.user)
    if (JSON.stringify(known) !== JSON.stringify(person)) await accounts.set('server', person)
  }

  // Before anybody is answered: an overview that is behind its texts would send people to write them again.
  for (const open of await reports.all()) await texts.catchUp(open)

  let origins: ReadonlySet<string> = new Set()
  const notices = await createNotices({
    store,
    reports,
    accounts,
    mailer: config.mail === undefined ? null : smtpMailer(config.mail),
    url: () => [...origins][0] ?? '',
    now,
    after: options.after ?? afterTimeout,
    log,
  })
  const deps: Deps = {
    auth: config.auth,
    demoPeople: options.demoPeople,
    now,
    newId: options.newId,
    log,
    origins: () => origins,
    isReady: options.isReady ?? (() => true),
    clientFolder: options.clientFolder,
    exportStyle: options.exportStyle,
    store,
    templates,
    accounts,
    sessions,
    signInAttempts: signInAttempts(now),
    reports,
    rooms,
    authority,
    texts,
    images: reportImages(),
    sealed: sealedContents(store, log),
    live,
    notices,
    metrics,
  }
  const versions = keepRestVersions({ ...deps, after: options.after ?? afterTimeout })
  const { app, sync } = createApp(deps)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  })
  const server = listen({
    fetch: app.fetch,
    hostname: config.host,
    port: config.port,
    // The two packages' types differ only in whether an absent option may be spelled out as undefined.
    websocket: { server: sockets as unknown as WebSocketServerLike },
  })
  if (!server.listening)
    await Promise.race([
      once(server, 'listening'),
      once(server, 'error').then(([error]) => Promise.reject(error as Error)),
    ])
  const { port } = server.address() as AddressInfo
  origins = ownOrigins(config, port)
  void notices.run()
  void versions.catchUp()

  const ownUrl = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  return {
    url: config.publicUrl ?? ownUrl,
    ownUrl,
    deps,
    async close() {
      const closed = once(server, 'close')
      server.close()
      sync.stop()
      live.closeAll(closeCodes.tryAgain, 'restarting')
      const late = setTimeout(() => {
        if ('closeAllConnections' in server) server.closeAllConnections()
        for (const socket of sockets.clients) socket.terminate()
      }, graceMs)
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      await closed
      clearTimeout(late)
      await versions.stop()
      await texts.flushAll()
      await rooms.close()
      await notices.close()
      await store.close()
    },
  }
}
