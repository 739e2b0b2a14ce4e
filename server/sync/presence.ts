import type { PersonHere } from '../../shared/sync/message.ts'
import { encodeToClient } from '../../shared/sync/message.ts'
import type { DocAuthority } from './authority.ts'
import { pageState } from './awareness.ts'
import type { PageState } from './awareness.ts'
import type { HeldLease } from './lease.ts'
import type { Member } from './member.ts'

/*
 * Who is in a room, as what, and where their caret stands. Like all that leaves a room it is sent after what was written
 * before: a caret never stands in words that a crash takes back.
 */

interface PresenceDeps {
  readonly authority: Pick<DocAuthority, 'person' | 'roots'>
  readonly doc: string
  /** those connected now; the room keeps them */
  readonly members: ReadonlySet<Member>
  readonly leaseOf: (clientId: number, user: string) => HeldLease | null
  readonly afterCommit: (leave: () => void) => void
  /** somebody is in another slot than before */
  readonly onMoved: () => void
}

interface Shown {
  readonly member: Member
  /** clock sent to others; it never goes back, so that a page that reconnects is not taken for outdated */
  clock: number
  state: PageState
}

/** The people of one room as its pages see them, and their carets. */
export class Presence {
  readonly #deps: PresenceDeps
  readonly #shown = new Map<number, Shown>()

  constructor(deps: PresenceDeps) {
    this.#deps = deps
  }

  /**
   * Ties a page to the client id it says it has.
   *
   * @param isCertain  the page said so itself, and did not merely pass an entry on: then it takes over from a connection
   *   that has not been noticed to be lost
   */
  bind(member: Member, clientId: number, isCertain: boolean): boolean {
    if (member.clientId !== null) return member.clientId === clientId
    if (this.#deps.leaseOf(clientId, member.actor.user) === null) return false
    for (const other of this.#deps.members) {
      if (other === member || other.clientId !== clientId) continue
      if (!isCertain) return false
      other.clientId = null
    }
    member.clientId = clientId
    const person = this.#deps.authority.person(member.actor.user, this.#deps.doc)
    const bytes = encodeToClient({ kind: 'people', people: { [clientId]: person } })
    this.#deps.afterCommit(() => {
      for (const each of this.#deps.members) each.send(bytes)
    })
    return true
  }

  /**
   * Passes a page's slot and caret on: to the others with a clock of ours, back to itself with its own, which tells
   * y-websocket that the line is alive without overwriting its local state.
   */
  show(member: Member, clock: number, shown: unknown): void {
    const { clientId } = member
    if (clientId === null) return
    const state = shown === null ? null : pageState(shown, this.#deps.authority.roots(this.#deps.doc))
    const before = this.#shown.get(clientId)
    const ours = nextClock(before?.clock ?? 0)
    if (state === null) this.#shown.delete(clientId)
    else this.#shown.set(clientId, { member, clock: ours, state })
    const toOthers = encodeToClient({ kind: 'awareness', entries: [{ clientId, clock: ours, state }] })
    const toItself = encodeToClient({ kind: 'awareness', entries: [{ clientId, clock, state }] })
    this.#deps.afterCommit(() => {
      for (const each of this.#deps.members) each.send(each === member ? toItself : toOthers)
    })
    if (before?.state.slot !== state?.slot) this.#deps.onMoved()
  }

  /** All pages' slots and carets, and who they are, to one of them. */
  sendTo(member: Member): void {
    const people: Record<string, PersonHere> = {}
    for (const each of this.#deps.members) {
      if (each.clientId !== null)
        people[each.clientId] = this.#deps.authority.person(each.actor.user, this.#deps.doc)
    }
    if (Object.keys(people).length > 0) member.send(encodeToClient({ kind: 'people', people }))
    const entries = [...this.#shown]
      .filter(([clientId]) => clientId !== member.clientId)
      .map(([clientId, { clock, state }]) => ({ clientId, clock, state }))
    if (entries.length > 0) member.send(encodeToClient({ kind: 'awareness', entries }))
  }

  /** Where each connected person is; the slot is null until they have been in one. */
  whereabouts(): { user: string; slot: string | null }[] {
    return [...this.#deps.members].map(({ actor, clientId }) => ({
      user: actor.user,
      slot: (clientId === null ? null : this.#shown.get(clientId)?.state.slot) ?? null,
    }))
  }

  /** Takes the caret of a page that has left away from the others. */
  release(member: Member): void {
    const { clientId } = member
    if (clientId === null) return
    const shown = this.#shown.get(clientId)
    if (shown?.member !== member) return
    this.#shown.delete(clientId)
    const bytes = encodeToClient({
      kind: 'awareness',
      entries: [{ clientId, clock: nextClock(shown.clock), state: null }],
    })
    this.#deps.afterCommit(() => {
      for (const each of this.#deps.members) each.send(bytes)
    })
  }
}

/** Above the last one, and above those of before a restart: pages remember the highest clock they have seen. */
const nextClock = (last: number): number => Math.max(last + 1, Math.floor(Date.now() / 100))
