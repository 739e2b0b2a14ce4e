import { schemaVersion } from '../../shared/section/vocabulary.ts'
import type { PersonHere } from '../../shared/sync/message.ts'
import type { OpenedSectionLog } from '../store/sectionLog.ts'
import type { DocAuthority } from './authority.ts'
import { serverUser } from './lease.ts'
import type { Member } from './member.ts'
import { Room } from './room.ts'
import type { DurableChange, Prose } from './room.ts'

export interface RoomsDeps {
  readonly authority: DocAuthority
  /** null where there is no such document; a log is open once at a time */
  readonly openLog: (doc: string) => Promise<Pick<OpenedSectionLog, 'log' | 'contents'> | null>
  readonly now: () => string
  readonly randomClientId: () => number
  /** after each change that is on disk; called often, so that who counts or tells waits a little */
  readonly onDurableUpdate: (doc: string, change: DurableChange) => void
  /** who is where in a report has changed */
  readonly onPresence: (report: string) => void
  readonly onFailure: (doc: string, error: unknown) => void
  /** how long an empty room stays open: a lease is followed by its socket */
  readonly lingerMs?: number
}

export interface Whereabouts {
  readonly doc: string
  readonly section: string
  readonly slot: string | null
  readonly person: PersonHere
}

interface Entry {
  readonly room: Promise<Room | null>
  users: number
  linger: ReturnType<typeof setTimeout> | null
  /** set while the room is being closed: who comes now waits and opens it anew */
  closing: Promise<void> | null
}

/** The documents that are open. Each is opened once, and closed when nobody is in it any more. */
export class Rooms {
  readonly #deps: RoomsDeps
  readonly #entries = new Map<string, Entry>()
  #isClosing = false

  constructor(deps: RoomsDeps) {
    this.#deps = deps
  }

  /** Runs something in the open room, opening it if need be; null where there is no such document. */
  async within<T>(doc: string, run: (room: Room) => T | Promise<T>): Promise<T | null> {
    const room = await this.#enter(doc)
    if (room === null) return null
    try {
      return await run(room)
    } finally {
      this.#exit(doc, room)
    }
  }

  /** A connection's way in; it calls `leave` once. Null where there is no such document. */
  async join(doc: string, member: Member): Promise<Room | null> {
    const room = await this.#enter(doc)
    room?.join(member)
    return room
  }

  leave(room: Room, member: Member): void {
    room.leave(member)
    this.#exit(room.id, room)
  }

  /** Text of every slot as ProseMirror JSON; null where there is no such document. Opens no socket and leaves nothing open for long. */
  read(doc: string): Promise<Prose | null> {
    return this.within(doc, async (room) => {
      const prose = room.read()
      // What is read leaves the server, so it has to be on disk.
      await room.committed()
      return prose
    })
  }

  /** Changes the text on the server's behalf; waits while a decision about the section is under way. See `Room.edit`. */
  edit<T>(
    doc: string,
    change: Parameters<typeof Room.prototype.edit<T>>[0],
    user: string,
  ): Promise<T | null> {
    return this.within(doc, async (room) => {
      await room.prepareEdit()
      // Asked last: between this and the change nothing is awaited, so no decision begins in between.
      while (room.isFrozen) await room.thawed()
      return room.edit(change, user)
    })
  }

  /** Sets anchors of threads or takes them off, as `edit` does. See `Room.anchor`. */
  anchor<T>(doc: string, change: Parameters<typeof Room.prototype.anchor<T>>[0]): Promise<T | null> {
    return this.edit(doc, change, serverUser)
  }

  /** See `Room.frozen`; null where there is no such document. */
  frozen<T>(doc: string, decide: (room: Room) => Promise<T>): Promise<T | null> {
    return this.within(doc, (room) => room.frozen(decide))
  }

  /**
   * Hands out a client id for one page. Readers get one too: they show where they are.
   *
   * @returns null where there is no such document
   */
  async grant(
    doc: string,
    user: string,
    mayEdit: boolean,
  ): Promise<{ clientId: number; schemaVersion: number; doc: string; mayEdit: boolean } | null> {
    const clientId = await this.within(doc, (room) => room.lease(user))
    return clientId === null ? null : { clientId, schemaVersion, doc, mayEdit }
  }

  /** Judges everybody connected to a document anew, at once; call it after locking, reopening or changing rights. */
  reauthorise(doc: string): void {
    this.#withOpen(doc, (room) => room.reauthorise())
  }

  /** The same for all documents: after a sign-out or a change of a person's account. */
  reauthoriseAll(): void {
    for (const doc of this.#entries.keys()) this.reauthorise(doc)
  }

  /** Who is where in a report, one entry for each page. */
  presence(report: string): Whereabouts[] {
    const all: Whereabouts[] = []
    for (const room of this.#open) {
      const place = this.#deps.authority.find(room.id)
      if (place?.report !== report || place.unseen === true) continue
      for (const { user, slot } of room.presence.whereabouts()) {
        all.push({
          doc: room.id,
          section: place.section,
          slot,
          person: this.#deps.authority.person(user, room.id),
        })
      }
    }
    return all
  }

  /** Every open room, for what is done now and then. */
  open(): Room[] {
    return [...this.#open]
  }

  /** Closes every room and waits until all is on disk; new ones are not opened any more. */
  async close(): Promise<void> {
    this.#isClosing = true
    await Promise.all(
      [...this.#entries].map(async ([doc, entry]) => {
        const room = await entry.room.catch(() => null)
        if (room !== null) await this.#shut(doc, entry, room)
      }),
    )
  }

  readonly #open = new Set<Room>()

  #withOpen(doc: string, run: (room: Room) => void): void {
    for (const room of this.#open) if (room.id === doc) run(room)
  }

  async #enter(doc: string): Promise<Room | null> {
    for (;;) {
      if (this.#isClosing) throw new Error('the server is shutting down')
      const known = this.#entries.get(doc)
      if (known?.closing) {
        await known.closing
        continue
      }
      const entry = known ?? this.#begin(doc)
      entry.users++
      if (entry.linger !== null) clearTimeout(entry.linger)
      entry.linger = null
      const room = await entry.room.catch((error: unknown) => {
        this.#entries.delete(doc)
        throw error
      })
      if (room === null) this.#entries.delete(doc)
      if (room?.hasFailed === true) {
        // It failed while we waited: it is on its way out, and the next one reads from disk.
        this.#exit(doc, room)
        await this.#shut(doc, entry, room)
        continue
      }
      return room
    }
  }

  #begin(doc: string): Entry {
    const entry: Entry = { room: this.#load(doc), users: 0, linger: null, closing: null }
    this.#entries.set(doc, entry)
    return entry
  }

  async #load(doc: string): Promise<Room | null> {
    const opened = await this.#deps.openLog(doc)
    if (opened === null) return null
    const { authority, now, randomClientId, onDurableUpdate, onFailure } = this.#deps
    const room = new Room(
      {
        authority,
        now,
        randomClientId,
        onDurableUpdate,
        onPresence: (id) => {
          const place = authority.find(id)
          if (place !== null && place.unseen !== true) this.#deps.onPresence(place.report)
        },
        onFailure: (id, error) => {
          const entry = this.#entries.get(id)
          if (entry !== undefined) void this.#shut(id, entry, room)
          onFailure(id, error)
        },
      },
      opened,
    )
    this.#open.add(room)
    return room
  }

  #exit(doc: string, room: Room): void {
    const entry = this.#entries.get(doc)
    if (entry === undefined) return
    entry.users--
    if (entry.users > 0 || entry.closing !== null) return
    const linger = this.#deps.lingerMs ?? 20_000
    entry.linger = setTimeout(() => {
      // Somebody may have come back while the timer was about to fire.
      if (entry.users === 0) void this.#shut(doc, entry, room)
    }, linger)
    entry.linger.unref()
  }

  #shut(doc: string, entry: Entry, room: Room): Promise<void> {
    if (entry.linger !== null) clearTimeout(entry.linger)
    entry.closing ??= this.#closeRoom(doc, entry, room)
    return entry.closing
  }

  async #closeRoom(doc: string, entry: Entry, room: Room): Promise<void> {
    try {
      await room.close()
    } catch (error) {
      // A room that has failed cannot be flushed; the failure has been told already.
      if (!room.hasFailed) this.#deps.onFailure(doc, error)
    } finally {
      this.#open.delete(room)
      if (this.#entries.get(doc) === entry) this.#entries.delete(doc)
    }
  }
}
