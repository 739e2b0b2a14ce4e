import type { CloseCode } from '../../shared/sync/closeCode.ts'
import { closeCodes } from '../../shared/sync/closeCode.ts'
import { decodeToServer, encodeToClient } from '../../shared/sync/message.ts'
import type { ToServer } from '../../shared/sync/message.ts'
import { schemaVersion } from '../../shared/section/vocabulary.ts'
import type { DocAuthority, Judgement, Sessions, SyncActor } from './authority.ts'
import { maxAwarenessEntry } from './awareness.ts'
import { frameCost } from './limits.ts'
import type { Allowances } from './limits.ts'
import type { Member } from './member.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'

/** The wire under a connection, as much of it as is used. */
export interface Wire {
  send(bytes: Uint8Array): void
  close(code: number, reason: string): void
  /** bytes that are waiting to be sent */
  readonly backlog: number
}

export interface ConnectionDeps {
  readonly rooms: Rooms
  readonly authority: DocAuthority
  readonly sessions: Sessions
  readonly frames: Allowances
  readonly bytes: Allowances
  readonly refusals: Allowances
  /** for the log of the operator: what was refused, and to whom */
  readonly onRefusal: (refusal: { doc: string; user: string; why: string }) => void
}

const maxBacklogBytes = 16 * 2 ** 20
const maxHeldBytes = 8 * 2 ** 20
const maxAwarenessFrame = 64 * 1024
const maxStateVectorBytes = 64 * 1024

type State =
  | { readonly at: 'opening' }
  | { readonly at: 'live'; readonly room: Room; readonly access: 'read' | 'write' }
  | { readonly at: 'closed' }

/**
 * One page's line to one document: counts its frames, asks for its rights at each message, and hands what it may do to
 * the room.
 */
export class Connection implements Member {
  readonly actor: SyncActor
  clientId: number | null = null
  readonly #deps: ConnectionDeps
  readonly #wire: Wire
  readonly #doc: string
  #state: State = { at: 'opening' }
  /** what waits for the room to open, or for a decision about the section to be made */
  #held: Uint8Array[] = []
  #heldBytes = 0
  /** frames of this connection: received, and on disk */
  #received = 0
  #durable = 0
  #owesSaved = false
  #taken = 0

  constructor(deps: ConnectionDeps, wire: Wire, actor: SyncActor, doc: string) {
    this.#deps = deps
    this.#wire = wire
    this.actor = actor
    this.#doc = doc
  }

  /**
   * Enters the room, or closes with the reason why not.
   *
   * @param claimed  client id that the page says it has, or null
   */
  async open(claimed: number | null): Promise<void> {
    const judgement = this.#judge()
    if (judgement.access === 'none') return this.close(judgement.code, judgement.reason)
    if (!this.#deps.refusals.has(this.actor.user))
      return this.close(closeCodes.tooMany, 'too many refused changes')
    const room = await this.#deps.rooms.join(this.#doc, this)
    if (room === null) return this.close(closeCodes.noSuchDocument, 'no such document')
    if (this.#state.at !== 'opening') return this.#deps.rooms.leave(room, this)
    // While the room was opened, the world went on.
    const now = this.#judge()
    if (now.access === 'none') {
      this.#deps.rooms.leave(room, this)
      return this.close(now.code, now.reason)
    }
    this.#state = { at: 'live', room, access: now.access }
    if (claimed !== null && !this.#claim(room, claimed)) return
    this.resume()
  }

  receive(bytes: Uint8Array): void {
    if (this.#state.at === 'closed') return
    // Kinds are small numbers of one byte each. Written longer, they would pass what is asked of them by their kind.
    if (isLong(bytes[0]) || (bytes[0] === 0 && isLong(bytes[1]))) return this.#refuse('malformed')
    const isQuestion = bytes[0] === 0 && bytes[1] === 0
    const { frames, bytes: volume } = this.#deps
    const cost = isQuestion ? frameCost.question : frameCost.message
    if (!frames.take(this.actor.user, cost) || !volume.take(this.actor.user, bytes.length)) {
      return this.close(closeCodes.tooMany, 'too many messages')
    }
    if (this.#state.at === 'opening' || this.#state.room.isFrozen || this.#held.length > 0)
      return this.#hold(bytes)
    this.#take(this.#state.room, bytes)
  }

  resume(): void {
    const held = this.#held
    this.#held = []
    this.#heldBytes = 0
    for (const [index, bytes] of held.entries()) {
      if (this.#state.at !== 'live') return
      if (this.#state.room.isFrozen) {
        for (const rest of held.slice(index)) this.#hold(rest)
        return
      }
      this.#take(this.#state.room, bytes)
    }
  }

  reauthorise(): void {
    if (this.#state.at === 'live') this.#stillMay(this.#state)
  }

  send(bytes: Uint8Array): void {
    if (this.#state.at === 'closed') return
    // Who does not read gets nothing more to keep for them; they come back and ask for what is missing.
    if (this.#wire.backlog > maxBacklogBytes) return this.close(closeCodes.tryAgain, 'reading too slowly')
    this.#wire.send(bytes)
  }

  /** What is on disk of this connection's frames; repeated now and then, since y-websocket wants to hear something. */
  sendSaved(): void {
    if (this.#state.at !== 'live' || this.#state.room.hasFailed) return
    const stateVector = this.#state.room.durableVector()
    this.send(encodeToClient({ kind: 'saved', frames: this.#durable, stateVector }))
  }

  close(code: CloseCode, reason: string): void {
    if (this.#state.at === 'closed') return
    this.closed()
    // A reason on the wire holds 123 bytes at most; ours are short ASCII, an authority's may not be.
    this.#wire.close(code, Buffer.from(reason).subarray(0, 120).toString('utf8').replaceAll('\ufffd', ''))
  }

  /** The line is down. */
  closed(): void {
    const before = this.#state
    this.#state = { at: 'closed' }
    this.#held = []
    if (before.at === 'live') this.#deps.rooms.leave(before.room, this)
  }

  #hold(bytes: Uint8Array): void {
    this.#heldBytes += bytes.length
    if (this.#heldBytes > maxHeldBytes) return this.close(closeCodes.tryAgain, 'too much while waiting')
    this.#held.push(bytes)
  }

  #take(room: Room, bytes: Uint8Array): void {
    if (this.#state.at !== 'live' || !this.#stillMay(this.#state)) return
    this.#taken += 1
    if (bytes[0] === 1 && bytes.length > maxAwarenessFrame) return
    const decoded = decodeToServer(bytes)
    if (!decoded.ok) return this.#refuse('malformed')
    const message = decoded.value
    switch (message.kind) {
      case 'step1':
        return this.#answer(room, message.stateVector)
      case 'step2':
      case 'update':
        return this.#update(room, message.update, this.#state.access === 'write')
      case 'awareness':
        return this.#show(room, message)
      case 'queryAwareness':
        return room.presence.sendTo(this)
      case 'askOrderDigest':
        return room.sendDigest([this])
      default:
        return message satisfies never
    }
  }

  #answer(room: Room, stateVector: Uint8Array): void {
    if (stateVector.length > maxStateVectorBytes) return this.#refuse('malformed')
    try {
      room.answer(this, stateVector)
    } catch {
      // Yjs throws at a state vector that ends too early.
      this.#refuse('malformed')
    }
  }

  #update(room: Room, update: Uint8Array, mayWrite: boolean): void {
    const received = room.receive(update, this.actor, mayWrite)
    if (!received.ok) return this.#refuse(received.problem)
    const frames = ++this.#received
    room.afterCommit(() => {
      this.#durable = frames
      this.#oweSaved()
    })
  }

  /** One message for all frames of the same commit. */
  #oweSaved(): void {
    if (this.#owesSaved) return
    this.#owesSaved = true
    setImmediate(() => {
      this.#owesSaved = false
      this.sendSaved()
    })
  }

  #show(room: Room, { entries }: ToServer & { kind: 'awareness' }): void {
    // y-websocket passes the entries of others back to us; all but the own one are dropped. What it says right after its
    // first question is its own, since it has heard nothing yet: then it may take over from a line that was lost.
    const isCertain = this.#taken <= 2 && entries.length === 1
    for (const { clientId, clock, state } of entries) {
      if (JSON.stringify(state).length > maxAwarenessEntry) continue
      if (this.clientId === null && (state === null || !room.presence.bind(this, clientId, isCertain)))
        continue
      if (clientId === this.clientId) room.presence.show(this, clock, state)
    }
  }

  #claim(room: Room, clientId: number): boolean {
    const lease = room.leaseOf(clientId, this.actor.user)
    if (lease !== null && lease.schemaVersion !== schemaVersion) {
      this.close(closeCodes.outdated, 'an older page')
      return false
    }
    if (lease === null || !room.presence.bind(this, clientId, true)) {
      this.#refuse('foreign-client')
      return false
    }
    return true
  }

  #refuse(why: string): void {
    this.#deps.onRefusal({ doc: this.#doc, user: this.actor.user, why })
    // An update that was undone afterwards costs us a rebuild, and honest pages never send one.
    this.#deps.refusals.take(this.actor.user, why === 'order' ? 5 : 1)
    this.close(closeCodes.reset, `reset:${why}`)
  }

  #judge(): Judgement {
    const { authority, sessions } = this.#deps
    if (!sessions.alive(this.actor.session)) return no(closeCodes.signIn, 'signed out')
    const place = authority.find(this.#doc)
    if (place === null) return no(closeCodes.noSuchDocument, 'no such document')
    const judgement = authority.judge(this.actor, this.#doc)
    // Whoever may not know of the document is not told which of its names are old ones.
    return judgement.access !== 'none' && !place.current ? no(closeCodes.rejoin, 'epoch') : judgement
  }

  #stillMay(state: State & { at: 'live' }): boolean {
    const judgement = this.#judge()
    if (judgement.access === state.access) return true
    if (judgement.access === 'none') this.close(judgement.code, judgement.reason)
    else this.close(closeCodes.rejoin, 'rights')
    return false
  }
}

const isLong = (byte: number | undefined): boolean => byte !== undefined && byte > 0x7f

const no = (code: CloseCode, reason: string): Judgement => ({ access: 'none', code, reason })
