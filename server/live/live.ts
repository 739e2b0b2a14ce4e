import { z } from 'zod'
import { can } from '../../shared/people/can.ts'
import type { ReportEntry } from '../../shared/report/event.ts'
import { reportTarget } from '../../shared/report/target.ts'
import { closeCodes, type CloseCode } from '../../shared/sync/closeCode.ts'
import type { SignedIn, Sessions } from '../people/sessions.ts'
import { actorAt, isoDay } from '../reports/changeReport.ts'
import type { OpenReport, Reports } from '../reports/reports.ts'

/*
 * The conversation on /live/:r, in JSON.
 *
 * The server says `hello` with the number of the last entry on disk and the day, then each entry once it is there, in order and
 * without gaps, `presence` whenever somebody comes, goes or moves, and `day` when the day turns: deputies' rights go by it. A page that misses a number fetches the record again. The page
 * says `here` when its section or the cell under its caret changes. Whether its person may still read is asked at every
 * sentence; who may not is closed.
 */

/** A socket as the report's line sees it. */
export interface LiveSocket {
  send(text: string): void
  close(code: CloseCode, reason: string): void
  /** Bytes that wait to be sent: a page that does not read is let go. */
  waiting(): number
}

/** Where somebody is in a report. */
export interface Whereabouts {
  readonly user: string
  readonly section: string | null
  readonly slot?: string | null
  readonly cell?: Cell | null
}
type Cell = z.infer<typeof cell>

export interface LiveMember {
  receive(text: string): void
  left(): void
}

export interface Live {
  join(open: OpenReport, session: string, socket: LiveSocket): LiveMember
  /** Somebody has come to, left or moved in a section's text. */
  presenceChanged(report: string): void
  closeAll(code: CloseCode, reason: string): void
  count(): number
}

interface Deps {
  readonly reports: Pick<Reports, 'onEntries'>
  readonly sessions: Pick<Sessions, 'holds' | 'touch' | 'onEnded'>
  readonly now: () => Date
  /** Who has which section's text open, and in which slot. */
  readonly inTexts: (report: string) => readonly Whereabouts[]
}

const cell = z.object({ block: z.string().max(80), row: z.string().max(80), column: z.string().max(80) })
const here = z.object({
  type: z.literal('here'),
  section: z.string().max(80).nullish(),
  cell: cell.nullish(),
})

const mostWaitingBytes = 4 * 1024 * 1024

interface Member {
  readonly open: OpenReport
  readonly session: string
  readonly socket: LiveSocket
  at: { section: string | null; cell: Cell | null }
}

export function createLive({ reports, sessions, now, inTexts }: Deps): Live {
  const lines = new Map<string, Set<Member>>()

  /** Who is at the other end, if they may still listen; else the socket is closed. */
  const listening = (member: Member): SignedIn | null => {
    const { open, session, socket } = member
    const signedIn = sessions.holds(session)
    if (signedIn === null) {
      leave(member)
      socket.close(closeCodes.signIn, 'signed out')
      return null
    }
    const report = open.report()
    if (can(actorAt(report, signedIn.person, now()), 'readDraft', reportTarget(report))) return signedIn
    leave(member)
    socket.close(closeCodes.noAccess, 'no role')
    return null
  }

  const send = (member: Member, message: object): void => {
    if (listening(member) === null) return
    if (member.socket.waiting() > mostWaitingBytes) {
      leave(member)
      member.socket.close(closeCodes.tryAgain, 'too slow')
      return
    }
    member.socket.send(JSON.stringify(message))
  }

  const presenceOf = (report: string): Whereabouts[] => {
    const everybody: Whereabouts[] = [...inTexts(report)]
    for (const { session, at } of lines.get(report) ?? []) {
      const user = sessions.holds(session)?.person.user
      if (user === undefined) continue
      const inText = everybody.findIndex((known) => known.user === user && known.section === at.section)
      const known = everybody[inText]
      if (known === undefined)
        everybody.push({ user, section: at.section, ...(at.cell === null ? {} : { cell: at.cell }) })
      else if (at.cell !== null) everybody[inText] = { ...known, cell: at.cell }
    }
    return everybody
  }

  const tellPresence = (report: string): void => {
    const line = lines.get(report)
    if (line === undefined || line.size === 0) return
    const people = presenceOf(report)
    for (const member of line) send(member, { type: 'presence', people })
  }

  const leave = (member: Member): void => {
    const line = lines.get(member.open.id)
    if (line === undefined || !line.delete(member)) return
    if (line.size === 0) lines.delete(member.open.id)
    else queueMicrotask(() => tellPresence(member.open.id))
  }

  reports.onEntries((open: OpenReport, entries: readonly ReportEntry[]) => {
    const line = lines.get(open.id)
    if (line === undefined) return
    for (const entry of entries) for (const member of line) send(member, { type: 'entry', entry })
  })
  // A sign-in that runs out, or a deputy's last day, is no event: it is asked now and then.
  let today = isoDay(now())
  const everySecond = setInterval(() => {
    for (const line of lines.values()) for (const member of line) listening(member)
    const day = isoDay(now())
    if (day === today) return
    today = day
    for (const line of lines.values()) for (const member of line) send(member, { type: 'day', today })
  }, 1000)
  everySecond.unref()
  sessions.onEnded((ended) => {
    for (const line of lines.values())
      for (const member of line) if (ended.includes(member.session)) listening(member)
  })

  return {
    join(open, session, socket) {
      const member: Member = { open, session, socket, at: { section: null, cell: null } }
      if (listening(member) === null) return { receive: () => undefined, left: () => undefined }
      const line = lines.get(open.id) ?? new Set()
      lines.set(open.id, line.add(member))
      send(member, { type: 'hello', seq: open.register.durableSeq(), today: isoDay(now()) })
      tellPresence(open.id)
      return {
        receive(text) {
          if (listening(member) === null) return
          sessions.touch(session)
          const said = here.safeParse(jsonOrNull(text))
          // A page of a later build may say more.
          if (!said.success) return
          member.at = {
            section: said.data.section === undefined ? member.at.section : said.data.section,
            cell: said.data.cell ?? null,
          }
          tellPresence(open.id)
        },
        left: () => leave(member),
      }
    },
    presenceChanged: tellPresence,
    closeAll(code, reason) {
      clearInterval(everySecond)
      for (const line of lines.values()) for (const { socket } of line) socket.close(code, reason)
      lines.clear()
    },
    count: () => [...lines.values()].reduce((sum, line) => sum + line.size, 0),
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Whatever it is, it is no sentence of this conversation.
    return null
  }
}
