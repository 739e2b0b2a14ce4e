import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { schemaVersion } from '../../shared/section/vocabulary.ts'
import { afterClose, closeCodes } from '../../shared/sync/closeCode.ts'
import type { PersonHere } from '../../shared/sync/message.ts'
import { orderDigest } from '../../shared/sync/orderDigest.ts'
import { createSectionUndo, installNeighbourFix } from '../../shared/sync/undo.ts'
import type { Answer, ApiProblem } from '../api.ts'
import type { Channel, OpenChannel } from './channel.ts'
import type { LeftCopy, LocalCopy } from './localCopies.ts'
import type { Pending } from './pending.ts'
import {
  changeHeld,
  changesWaiting,
  connectionBegun,
  framesSaved,
  frameSent,
  nothingPending,
} from './pending.ts'
import type { Rescue, RescueShelf } from './rescue.ts'
import type { DeletedRange, UnsavedRange } from './unsavedText.ts'
import { deletionsOf, unsavedText } from './unsavedText.ts'

/*
 * The text of one section as a page holds it.
 *
 * A lease gives the page a client id and names the document. A doc with that id goes in step with the server over a
 * channel; from then on people type. When the server refuses the copy, the copy can never be repaired in place: what
 * its writer typed is set aside, and a fresh lease begins a fresh doc. Each such beginning is a *generation*; editors
 * belong to one generation and are mounted anew with the next.
 */

export interface Lease {
  readonly clientId: number
  readonly schemaVersion: number
  readonly doc: string
  readonly mayEdit: boolean
}

export type SectionConnection =
  /** Asking for a lease, or going in step for the first time. Nobody types. */
  | { readonly state: 'opening' }
  | { readonly state: 'live' }
  /** Contact lost after being live. Typing goes on and waits. */
  | { readonly state: 'waiting'; readonly since: number }
  /** No contact since the page was opened. Nobody types. */
  | { readonly state: 'unreachable'; readonly since: number }
  /** Nothing more comes by itself. `locked`: the section is read, not written, until somebody unlocks it. */
  | {
      readonly state: 'closed'
      readonly because: 'locked' | 'signedOut' | 'noAccess' | 'gone' | 'outdated' | 'failed'
    }

/** One generation of the text. */
export interface LiveText {
  readonly generation: number
  readonly doc: Y.Doc
  readonly undo: Y.UndoManager
  readonly awareness: Awareness
  /** The server lets this person write somewhere in the section; where, `can` says. */
  readonly mayEdit: boolean
}

export interface SectionSnapshot {
  readonly connection: SectionConnection
  /** Null until the first sync. */
  readonly text: LiveText | null
  /** Changes not known to be on the server's disk. */
  readonly waiting: number
  readonly savedAt: number | null
  readonly people: ReadonlyMap<number, PersonHere>
  readonly rescues: readonly Rescue[]
}

export interface SectionDocPorts {
  readonly lease: () => Promise<Answer<Lease>>
  openChannel: OpenChannel
  readonly keepCopy: (doc: Y.Doc, docName: string) => Promise<LocalCopy | null>
  readonly takeLeftCopies: () => Promise<readonly LeftCopy[]>
  readonly shelf: RescueShelf
  readonly now: () => number
  /** Calls back once after a while; returns how to call it off. */
  readonly later: (run: () => void, ms: number) => () => void
}

export interface SectionDoc {
  readonly getSnapshot: () => SectionSnapshot
  readonly subscribe: (listener: () => void) => () => void
  /** Says which slots there are now: a new row brings one. Must have been called before `join`. */
  readonly setSlots: (slots: readonly string[]) => void
  /** Asks for a lease and goes in step; again when rights or the section's state have changed, or to try again. */
  readonly join: () => void
  /** Says in which slot the person stands. */
  readonly stand: (slot: string | null) => void
  readonly discardRescue: (id: string) => void
  /** Lets go of everything; `join` begins anew. */
  readonly close: () => void
}

/** A change of the own text that is not known to be durable. */
interface UnsavedChange {
  /** The frame of this connection that carries it; null while none does. */
  readonly frame: number | null
  readonly deleted: readonly DeletedRange[]
}

/** One generation with all that has to be taken down with it. */
interface Generation {
  readonly text: LiveText
  readonly docName: string
  readonly channel: Channel
  copy: LocalCopy | null
  left: readonly LeftCopy[]
  savedClock: number
  unsaved: readonly UnsavedChange[]
  synced: boolean
}

const adoption = Symbol('text of an earlier page')
const retryMs = [1000, 2000, 4000, 8000, 15_000]
const resetsInARow = 5
/** Refusals of a lease to a text that stands still: nothing is wrong with who asks. */
const shut: ReadonlySet<string> = new Set(['section-locked', 'section-hidden', 'contribution-state'])

export function openSectionDoc(section: string, ports: SectionDocPorts): SectionDoc {
  installNeighbourFix()
  const listeners = new Set<() => void>()
  let snapshot: SectionSnapshot = {
    connection: { state: 'opening' },
    text: null,
    waiting: 0,
    savedAt: null,
    people: new Map(),
    rescues: ports.shelf.read(),
  }
  let slots: readonly string[] = []
  let pending: Pending = nothingPending
  let current: Generation | null = null
  let generations = 0
  let failures = 0
  let resets: number[] = []
  let callOff: () => void = () => undefined
  let standsIn: string | null = null
  /** Raised with each join, so that whatever an older one still waits for is dropped. */
  let round = 0

  const publish = (change: Partial<SectionSnapshot>): void => {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }
  const countAgain = (next: Pending): void => {
    pending = next
    const waiting = changesWaiting(next)
    if (waiting !== snapshot.waiting) publish({ waiting })
  }

  async function join(): Promise<void> {
    const mine = ++round
    callOff()
    if (snapshot.connection.state !== 'unreachable') publish({ connection: { state: 'opening' } })
    const lease = await ports.lease()
    if (mine !== round) return
    if (!lease.ok) {
      leaseRefused(lease.problem)
      return
    }
    if (lease.value.schemaVersion !== schemaVersion) {
      publish({ connection: { state: 'closed', because: 'outdated' } })
      return
    }
    const generation = begin(lease.value)
    current = generation
    generation.copy = lease.value.mayEdit ? await ports.keepCopy(generation.text.doc, lease.value.doc) : null
    if (mine !== round) return
    await adopt(generation)
    if (mine !== round) return
    generation.channel.connect()
  }

  function begin(lease: Lease): Generation {
    // Deleted text is kept: when a deletion is refused, its writer is shown what was to go.
    const doc = new Y.Doc({ gc: false })
    doc.clientID = lease.clientId
    pending = nothingPending
    const fragments = slots.map((slot) => doc.getXmlFragment(slot))
    const isCurrent = (): boolean => current === generation
    let leftFrame = false
    const channel = ports.openChannel(doc, lease.doc, {
      mayWrite: () => lease.mayEdit,
      onSent(first) {
        if (!isCurrent()) return
        leftFrame = !first
        countAgain(frameSent(pending))
        if (first)
          generation.unsaved = generation.unsaved.map((change) =>
            change.frame === null ? { ...change, frame: 1 } : change,
          )
      },
      onConnecting() {
        if (isCurrent()) connectionOver(generation)
      },
      onSynced() {
        if (!isCurrent()) return
        failures = 0
        const isFirst = !generation.synced
        generation.synced = true
        publish({ connection: { state: 'live' }, ...(isFirst ? { text: generation.text } : {}) })
        if (isFirst) void settleLeft(generation)
      },
      onLost() {
        if (!isCurrent()) return
        connectionOver(generation)
        const { connection } = snapshot
        if (connection.state === 'waiting' || connection.state === 'unreachable') return
        publish({ connection: { state: generation.synced ? 'waiting' : 'unreachable', since: ports.now() } })
      },
      onClosed(code, reason) {
        if (isCurrent()) closedByServer(generation, code, reason)
      },
      onSaved(durable, savedClock) {
        if (!isCurrent()) return
        const waitedFor = changesWaiting(pending)
        generation.savedClock = savedClock
        generation.unsaved = generation.unsaved.filter(({ frame }) => frame === null || frame > durable)
        countAgain(framesSaved(pending, durable))
        if (changesWaiting(pending) < waitedFor) publish({ savedAt: ports.now() })
        if (changesWaiting(pending) === 0) void settleLeft(generation)
        markCopySoon(generation)
      },
      onOrderDigest(digest) {
        if (!isCurrent() || changesWaiting(pending) > 0) return
        channel.flush()
        if (!sameBytes(orderDigest(doc, slots), digest)) restart(generation, 'other', 'order-digest')
      },
      onPeople(people) {
        // The server names everybody to a newcomer, and a newcomer to everybody.
        if (isCurrent()) publish({ people: new Map([...snapshot.people, ...people]) })
      },
      onThrow() {
        // The editor that threw lags behind the doc, and its next key would write the old text back: mount all anew.
        if (isCurrent() && generation.synced) renew(generation)
      },
    })
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (!isCurrent() || origin === channel.origin) return
      const frame = leftFrame ? pending.sent : null
      leftFrame = false
      generation.unsaved = [...generation.unsaved, { frame, deleted: deletionsOf(update) }]
      if (frame === null) countAgain(changeHeld(pending))
      generation.copy?.mark({ clean: false, savedClock: generation.savedClock })
    })
    const generation: Generation = {
      text: {
        generation: ++generations,
        doc,
        undo: createSectionUndo(fragments.length > 0 ? fragments : [doc.getXmlFragment(section)]),
        awareness: channel.awareness,
        mayEdit: lease.mayEdit,
      },
      docName: lease.doc,
      channel,
      copy: null,
      left: [],
      savedClock: 0,
      unsaved: [],
      synced: false,
    }
    return generation
  }

  /** What the connection before had not brought to the disk waits for the first frame of the next. */
  function connectionOver(generation: Generation): void {
    generation.unsaved = generation.unsaved.map((change) => ({ ...change, frame: null }))
    countAgain(connectionBegun(pending))
  }

  /** The same doc under a new number, so that every editor is mounted anew. */
  function renew(generation: Generation): void {
    if (generation !== current || snapshot.text === null) return
    publish({ text: { ...snapshot.text, generation: ++generations } })
  }

  /** Brings in what earlier pages of this person left unsaved; text of an older epoch can only be shown. */
  async function adopt(generation: Generation): Promise<void> {
    const found = await ports.takeLeftCopies()
    for (const left of found) {
      if (left.note.doc === generation.docName && generation.text.mayEdit) {
        Y.applyUpdate(generation.text.doc, left.update, adoption)
        generation.left = [...generation.left, left]
      } else {
        const doc = new Y.Doc()
        Y.applyUpdate(doc, left.update)
        const pieces = unsavedText(
          doc,
          slots,
          [{ client: left.note.client, fromClock: left.note.savedClock }],
          [],
        )
        keepRescue(left.note.doc === generation.docName ? 'rights' : 'restarted', 'earlier-page', pieces)
        doc.destroy()
        await left.remove()
      }
    }
  }

  /** Deletes the copies of earlier pages once what they held is durable here. */
  async function settleLeft(generation: Generation): Promise<void> {
    if (
      !generation.synced ||
      generation.left.length === 0 ||
      changesWaiting(pending) > 0 ||
      pending.durable < 1
    )
      return
    const { left } = generation
    generation.left = []
    for (const copy of left) await copy.remove()
  }

  let marking = false
  function markCopySoon(generation: Generation): void {
    if (marking) return
    marking = true
    ports.later(() => {
      marking = false
      if (generation !== current) return
      generation.copy?.mark({ clean: changesWaiting(pending) === 0, savedClock: generation.savedClock })
    }, 500)
  }

  function leaseRefused(problem: ApiProblem): void {
    if (
      problem.code === 'no-contact' ||
      problem.code === 'internal' ||
      problem.code === 'too-many-requests'
    ) {
      const since = snapshot.connection.state === 'unreachable' ? snapshot.connection.since : ports.now()
      publish({ connection: { state: 'unreachable', since } })
      callOff = ports.later(() => void join(), retryMs[Math.min(failures++, retryMs.length - 1)] ?? 1000)
      return
    }
    if (problem.code === 'not-signed-in') {
      publish({ connection: { state: 'closed', because: 'signedOut' } })
      return
    }
    if (shut.has(problem.code)) {
      publish({ connection: { state: 'closed', because: 'locked' }, text: null })
      return
    }
    publish({ connection: { state: 'closed', because: problem.code === 'not-found' ? 'gone' : 'noAccess' } })
  }

  function closedByServer(generation: Generation, code: number, reason: string): void {
    switch (afterClose(code)) {
      case 'sign-in':
        // The text stays in this browser's copy, and the next page load sends it.
        publish({ connection: { state: 'closed', because: 'signedOut' } })
        return
      case 'leave':
        giveUp(generation, 'rights', reason)
        publish({
          connection: { state: 'closed', because: code === closeCodes.noSuchDocument ? 'gone' : 'noAccess' },
        })
        return
      case 'set-aside-and-rejoin':
        restart(generation, 'other', reason)
        return
      case 'rejoin':
        restart(generation, 'rights', reason)
        return
      case 'set-aside-and-read':
        giveUp(generation, 'locked', reason)
        publish({ connection: { state: 'closed', because: 'locked' }, text: null })
        return
      case 'reload':
        publish({ connection: { state: 'closed', because: 'outdated' } })
        return
      case 'wait':
        publish({ connection: { state: 'waiting', since: ports.now() } })
        callOff = ports.later(() => generation.channel.connect(), 10_000)
        return
      case 'retry':
        return
    }
  }

  function restart(generation: Generation, because: Rescue['because'], detail: string): void {
    giveUp(generation, because, detail)
    const now = ports.now()
    resets = [...resets.filter((at) => now - at < 60_000), now]
    if (resets.length > resetsInARow) publish({ connection: { state: 'closed', because: 'failed' } })
    else void join()
  }

  /** Ends a generation and sets aside what its writer typed that is not on the server's disk. */
  function giveUp(generation: Generation, because: Rescue['because'], detail: string): void {
    generation.channel.flush()
    generation.channel.destroy()
    if (current === generation) current = null
    const { doc, mayEdit, undo } = generation.text
    if (mayEdit) {
      const own: UnsavedRange = { client: doc.clientID, fromClock: generation.savedClock }
      const earlier = generation.left.map(({ note }) => ({ client: note.client, fromClock: note.savedClock }))
      const deleted = generation.unsaved.flatMap((change) => change.deleted)
      keepRescue(because, detail, unsavedText(doc, slots, [own, ...earlier], deleted))
    }
    countAgain(nothingPending)
    undo.destroy()
    doc.destroy()
    // What was not saved now lies on the shelf; sending the copy again would only have it refused again.
    void generation.copy?.remove()
    for (const copy of generation.left) void copy.remove()
  }

  function keepRescue(because: Rescue['because'], detail: string, pieces: Rescue['pieces']): void {
    if (pieces.length === 0) return
    const at = ports.now()
    const rescues = [
      ...snapshot.rescues,
      { id: `${at}-${snapshot.rescues.length}`, section, because, detail, at, pieces },
    ]
    ports.shelf.write(rescues)
    publish({ rescues })
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setSlots(next) {
      slots = next
      if (current === null) return
      const { doc, undo } = current.text
      for (const slot of next) {
        const fragment = doc.getXmlFragment(slot)
        if (!undo.scope.includes(fragment)) undo.addToScope(fragment)
      }
    },
    join() {
      const { connection } = snapshot
      if (current && connection.state === 'waiting') {
        current.channel.connect()
        return
      }
      resets = []
      if (current) giveUp(current, 'rights', 'rejoined')
      void join()
    },
    stand(slot) {
      if (slot === standsIn) return
      standsIn = slot
      current?.text.undo.stopCapturing()
      const awareness = current?.channel.awareness
      const here = awareness?.getLocalState()
      if (here && here['slot'] !== slot) awareness?.setLocalState({ slot, cursor: null })
    },
    discardRescue(id) {
      const rescues = snapshot.rescues.filter((rescue) => rescue.id !== id)
      ports.shelf.write(rescues)
      publish({ rescues })
    },
    close() {
      round++
      callOff()
      const generation = current
      current = null
      if (!generation) return
      const isClean = changesWaiting(pending) === 0
      generation.copy?.mark({ clean: isClean, savedClock: generation.savedClock })
      generation.channel.destroy()
      generation.text.undo.destroy()
      generation.text.doc.destroy()
      void (isClean ? generation.copy?.remove() : generation.copy?.release())
      for (const copy of generation.left) void copy.release()
    },
  }
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index])
