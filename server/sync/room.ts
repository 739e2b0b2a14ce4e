import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { ok } from '../../shared/problem.ts'
import { canonicalJson, canonicalProse } from '../../shared/section/canonical.ts'
import { sectionSchema, strayValue } from '../../shared/section/schema.ts'
import { schemaVersion } from '../../shared/section/vocabulary.ts'
import { closeCodes } from '../../shared/sync/closeCode.ts'
import { encodeToClient } from '../../shared/sync/message.ts'
import { orderDigest } from '../../shared/sync/orderDigest.ts'
import type { Lease, OpenedSectionLog, SectionLog } from '../store/sectionLog.ts'
import type { DocAuthority, SyncActor } from './authority.ts'
import { threadsAnchored } from './carried.ts'
import { inspect, wentAsPlanned } from './inspect.ts'
import type { InspectContext, InspectedUpdate } from './inspect.ts'
import { freshClientId, heldLease, serverUser } from './lease.ts'
import type { HeldLease } from './lease.ts'
import type { Member } from './member.ts'
import { Presence } from './presence.ts'
import { refused } from './refusal.ts'
import type { Vetted } from './refusal.ts'

/*
 * One open document: the Y.Doc of a section in one epoch, who is connected to it, and its log.
 *
 * Memory runs ahead of the disk from applying to commit. So everything that leaves goes through `afterCommit`: updates,
 * the answer to a joiner, acknowledgements, a lease's state vector, digests. Otherwise somebody would hold what a crash
 * takes back.
 */

export interface DurableChange {
  readonly slots: readonly string[]
  readonly user: string
  readonly at: string
}

export interface RoomDeps {
  readonly authority: DocAuthority
  /** instant of now, as ISO 8601 */
  readonly now: () => string
  readonly randomClientId: () => number
  readonly onDurableUpdate: (doc: string, change: DurableChange) => void
  readonly onPresence: (doc: string) => void
  /** the log can no longer be written to */
  readonly onFailure: (doc: string, error: unknown) => void
}

/** Origin of every transaction on a server's document: who changes it. */
export type RoomOrigin =
  | { readonly by: 'author'; readonly user: string }
  | { readonly by: 'server'; readonly user: string }

/** What a seal, a digest or an export reads of a document. */
export type Prose = Readonly<Record<string, unknown>>

const compactAfterUpdates = 1000
const compactAfterBytes = 512 * 1024
/** A rebuild replays at most this much; encoding the whole text anew costs milliseconds, so it is done seldom. */
const rebaseAfterUpdates = 2000
/** Of a text as stored. A whole report has some hundred kilobytes; what grows beyond this would only fill memory and disk. */
const maxTextBytes = 8 * 2 ** 20
const rebaseAfterBytes = 128 * 1024

export class Room {
  readonly id: string
  readonly #deps: RoomDeps
  readonly #log: SectionLog
  readonly #leases = new Map<number, HeldLease>()
  readonly #members = new Set<Member>()
  /** Who shows a caret where. */
  readonly presence: Presence
  /** free clocks on disk, by client id */
  readonly #durable: Map<number, number>
  /** threads whose anchors stood in the text when it was opened, or were set since, even if their record got lost in a crash */
  readonly #carried: Set<string>
  #known: {
    readonly recorded: ReadonlySet<string>
    readonly count: number
    readonly all: ReadonlySet<string>
  } | null = null
  #doc: Y.Doc
  /** what a rebuild starts from: a state that is known to be good, and what was accepted since */
  #base: Uint8Array
  #accepted: Uint8Array[] = []
  #acceptedBytes = 0
  #serverClient: number | null = null
  #committed: Promise<void> = Promise.resolve()
  #hasFailed = false
  #isFrozen = false
  #thawed: Promise<void> = Promise.resolve()
  #digestIsDue = false
  #isQuiet = true

  constructor(deps: RoomDeps, { log, contents }: Pick<OpenedSectionLog, 'log' | 'contents'>) {
    this.id = log.doc
    this.#deps = deps
    this.#log = log
    for (const lease of contents.leases) this.#leases.set(lease.clientId, heldLease(lease))
    const stored = contents.updates.map(({ bytes }) => bytes)
    this.#doc = loaded(contents.snapshot === null ? stored : [contents.snapshot, ...stored])
    this.#base = Y.encodeStateAsUpdate(this.#doc)
    this.#durable = Y.decodeStateVector(Y.encodeStateVector(this.#doc))
    this.#carried = new Set(threadsAnchored(this.#doc))
    this.presence = new Presence({
      authority: deps.authority,
      doc: this.id,
      members: this.#members,
      leaseOf: (clientId, user) => this.leaseOf(clientId, user),
      afterCommit: (leave) => this.afterCommit(leave),
      onMoved: () => deps.onPresence(this.id),
    })
  }

  get isFrozen(): boolean {
    return this.#isFrozen
  }

  get hasFailed(): boolean {
    return this.#hasFailed
  }

  get members(): ReadonlySet<Member> {
    return this.#members
  }

  /** Runs `leave` when everything applied so far is on disk; never, if it does not get there. */
  afterCommit(leave: () => void): void {
    this.#committed = this.#leaveAfter(this.#committed, leave)
  }

  async #leaveAfter(committed: Promise<void>, leave: () => void): Promise<void> {
    await committed
    if (!this.#hasFailed) leave()
  }

  /** Resolves when everything applied so far is on disk; rejects if that failed. */
  async committed(): Promise<void> {
    await this.#committed
    if (this.#hasFailed) throw new Error(`the log of ${this.id} could not be written`)
  }

  /**
   * Takes an author's update: inspected, applied, checked and handed to the log in this one step, without waiting.
   *
   * @param mayWrite  false for who may only read: then only what brings nothing new passes
   * @returns whether anything changed; or why not, with nothing changed
   */
  receive(update: Uint8Array, actor: SyncActor, mayWrite: boolean): Vetted<{ changed: boolean }> {
    const context = this.#contextFor(actor)
    const inspected = inspect(update, context)
    if (!inspected.ok) return inspected
    const plan = inspected.value
    if (plan.isNoop) return ok({ changed: false })
    if (!mayWrite) return refused('read-only')
    // Deleting is always possible: it is the way out.
    const length = this.#base.length + this.#acceptedBytes + plan.bytes.length
    if (plan.clocks.size > 0 && length > maxTextBytes) return refused('too-large')
    for (const root of plan.roots) {
      if (!this.#deps.authority.mayWriteSlot(actor, this.id, root)) return refused('slot')
    }
    const applied = this.#apply(plan, context, actor.user)
    if (applied === null) return refused('order')
    this.#store(applied, actor.user, new Map([...plan.clocks].map(([client, { to }]) => [client, to])), [
      ...plan.roots,
    ])
    return ok({ changed: true })
  }

  /**
   * Changes the text on the server's behalf, under a client id of its own. Rights are the caller's business; a change of what a
   * locked text says is a bug and throws, with nothing changed.
   *
   * @param change  gets the document; it writes all non-null attributes of every block it makes
   * @param user    who is named as the one who changed it
   * @returns what `change` returns, when it is on disk
   */
  async edit<T>(change: (doc: Y.Doc) => T, user: string): Promise<T> {
    if (this.#serverClient === null) await this.prepareEdit()
    const locked = this.#deps.authority.standsStill(this.id) ? this.#saying() : null
    const roots = this.#declareRoots()
    const touched = new Set<string>()
    const note = (transaction: Y.Transaction) => {
      for (const type of transaction.changedParentTypes.keys()) {
        for (const root of roots) if (this.#doc.share.get(root) === type) touched.add(root)
      }
    }
    this.#doc.on('afterTransaction', note)
    const updates: Uint8Array[] = []
    const collect = (update: Uint8Array) => void updates.push(update)
    this.#doc.on('update', collect)
    let result: T
    const origin: RoomOrigin = { by: 'server', user }
    const before = Y.getState(this.#doc.store, this.#serverClient ?? 0)
    try {
      result = this.#doc.transact(() => change(this.#doc), origin)
      // Anchors of threads come and go; whatever else a locked text says, it goes on saying.
      if (locked !== null && this.#saying() !== locked)
        throw new Error(`${this.id} is locked, and was about to be changed`)
    } catch (error) {
      this.#rebuild()
      throw error
    } finally {
      this.#doc.off('update', collect)
      this.#doc.off('afterTransaction', note)
    }
    if (updates.length > 0) {
      const own = this.#serverClient ?? 0
      for (const id of threadsAnchored(this.#doc, { client: own, clock: before })) this.#carried.add(id)
      this.#store(updates, user, new Map([[own, Y.getState(this.#doc.store, own)]]), [...touched])
    }
    await this.committed()
    return result
  }

  /** Sets anchors of threads or takes them off, as `edit`: nobody's writing, so nobody is named as who last wrote. */
  anchor<T>(change: (doc: Y.Doc) => T): Promise<T> {
    return this.edit(change, serverUser)
  }

  /**
   * The text of every slot as ProseMirror JSON. A pure reading: nothing is repaired, a text the schema does not allow is
   * a bug and throws.
   */
  read(): Prose {
    const prose: Record<string, unknown> = {}
    for (const root of this.#declareRoots()) {
      const json: unknown = yXmlFragmentToProsemirrorJSON(this.#doc.getXmlFragment(root))
      if (this.#doc.getXmlFragment(root).length > 0) {
        const node = sectionSchema.nodeFromJSON(json)
        node.check()
        const stray = strayValue(node)
        if (stray !== null)
          throw new Error(`${this.id} holds a value in ${root} that is not allowed: ${stray}`)
      }
      prose[root] = json
    }
    return prose
  }

  /** Position in the text as an anchor for a server edit, or a plain look at the document. Never changes it. */
  look<T>(at: (doc: Y.Doc) => T): T {
    this.#declareRoots()
    return at(this.#doc)
  }

  /** Hands out a client id, on disk before it is answered. */
  async lease(user: string): Promise<number> {
    await this.committed()
    const clientId = freshClientId(this.#deps.randomClientId, (id) => this.#isTaken(id))
    // Held at once, so that two requests at a time never get the same one.
    const lease: Lease = {
      clientId,
      user,
      stateVector: Y.encodeStateVector(this.#durable),
      at: this.#deps.now(),
      schemaVersion,
    }
    this.#leases.set(clientId, heldLease(lease))
    this.#commitBy(this.#log.appendLease(lease))
    await this.committed()
    return clientId
  }

  /** Ids leased to a person, with the schema version their page was built for. */
  leaseOf(clientId: number, user: string): HeldLease | null {
    const lease = this.#leases.get(clientId)
    return lease !== undefined && lease.user === user ? lease : null
  }

  join(member: Member): void {
    this.#members.add(member)
    this.afterCommit(() => {
      member.send(encodeToClient({ kind: 'step1', stateVector: this.durableVector() }))
      this.presence.sendTo(member)
    })
    this.#deps.onPresence(this.id)
  }

  leave(member: Member): void {
    if (!this.#members.delete(member)) return
    this.presence.release(member)
    this.#deps.onPresence(this.id)
  }

  /** Answers a sync step 1; throws on a state vector that is none. */
  answer(member: Member, stateVector: Uint8Array): void {
    const update = Y.encodeStateAsUpdate(this.#doc, stateVector)
    this.afterCommit(() => member.send(encodeToClient({ kind: 'step2', update })))
  }

  durableVector(): Uint8Array {
    return Y.encodeStateVector(this.#durable)
  }

  /**
   * Digest of the order of the text, to one page or to all. It is of the text as it is now and is sent after everything
   * in it, so that a page may compare it with what it has when it arrives.
   */
  sendDigest(to: Iterable<Member> = this.#members): void {
    const bytes = encodeToClient({
      kind: 'orderDigest',
      digest: orderDigest(this.#doc, this.#declareRoots()),
    })
    this.afterCommit(() => {
      for (const member of to) member.send(bytes)
    })
  }

  /** Called now and then: sends the digest when nobody has written since the last call. */
  idle(): void {
    if (this.#isQuiet && this.#digestIsDue) {
      this.#digestIsDue = false
      this.sendDigest()
    }
    this.#isQuiet = true
  }

  /** Judges every member anew; those whose rights have changed are closed. */
  reauthorise(): void {
    for (const member of this.#members) member.reauthorise()
  }

  /**
   * Runs `decide` while nothing changes but by itself: updates that arrive meanwhile are held, not refused, and judged
   * anew afterwards. Everything applied before is on disk when it starts.
   */
  async frozen<T>(decide: (room: Room) => Promise<T>): Promise<T> {
    const before = this.#thawed
    const { promise, resolve: thaw } = withResolvers()
    this.#thawed = promise
    await before
    this.#isFrozen = true
    try {
      await this.committed()
      return await decide(this)
    } finally {
      this.#isFrozen = false
      // Rights first: what was held by somebody who may no longer write is not taken any more.
      this.reauthorise()
      for (const member of this.#members) member.resume()
      thaw()
    }
  }

  /** Resolves when no decision is under way. */
  async thawed(): Promise<void> {
    await this.#thawed
  }

  /** Writes the state in place of the updates and closes the log. The room is not used afterwards. */
  async close(): Promise<void> {
    try {
      await this.committed()
      if (this.#log.growth().updates > 0) await this.#log.compact(Y.encodeStateAsUpdate(this.#doc))
    } finally {
      await this.#log.close()
    }
  }

  #contextFor(actor: SyncActor): InspectContext {
    const threads = this.#knownThreads()
    const knownTo = (client: number) => this.leaseOf(client, actor.user)?.vector ?? null
    return { doc: this.#doc, roots: this.#declareRoots(), threads, knownTo }
  }

  /** What the text says, in one spelling. */
  #saying(): string {
    const slots = Object.entries(this.read()).map(([slot, json]) => [slot, canonicalProse(json)] as const)
    return canonicalJson(Object.fromEntries(slots))
  }

  /** Put together anew only when a thread has come: it is asked for at every keystroke. */
  #knownThreads(): ReadonlySet<string> {
    const recorded = this.#deps.authority.threads(this.id)
    const count = recorded.size + this.#carried.size
    if (this.#known?.recorded !== recorded || this.#known.count !== count)
      this.#known = { recorded, count, all: new Set([...recorded, ...this.#carried]) }
    return this.#known.all
  }

  /** Roots exist before anything names them: reading an update would create them as something else. */
  #declareRoots(): ReadonlySet<string> {
    const roots = this.#deps.authority.roots(this.id)
    for (const root of roots) this.#doc.getXmlFragment(root)
    return roots
  }

  #apply(plan: InspectedUpdate, context: InspectContext, user: string): Uint8Array[] | null {
    const doc = this.#doc
    const updates: Uint8Array[] = []
    const verdicts: boolean[] = []
    const collect = (update: Uint8Array) => void updates.push(update)
    // The first transaction is the author's; a second one may be Yjs' own clean-up of formats, and is stored like it.
    const check = (transaction: Y.Transaction) => {
      if (verdicts.length === 0) verdicts.push(wentAsPlanned(transaction, plan, context))
    }
    doc.on('update', collect)
    doc.on('beforeObserverCalls', check)
    const origin: RoomOrigin = { by: 'author', user }
    try {
      Y.applyUpdate(doc, plan.bytes, origin)
    } catch {
      // Yjs throws halfway at some impossible updates; whatever it was, the document is no longer to be trusted.
      verdicts[0] = false
    } finally {
      doc.off('update', collect)
      doc.off('beforeObserverCalls', check)
    }
    const { pendingStructs, pendingDs } = doc.store
    if (verdicts[0] === true && pendingStructs === null && pendingDs === null) return updates
    this.#rebuild()
    return null
  }

  #rebuild(): void {
    this.#doc.destroy()
    this.#doc = loaded([this.#base, ...this.#accepted])
    if (this.#serverClient !== null) this.#doc.clientID = this.#serverClient
  }

  #store(
    updates: Uint8Array[],
    user: string,
    clocks: ReadonlyMap<number, number>,
    slots: readonly string[],
  ): void {
    const at = this.#deps.now()
    this.#digestIsDue = true
    this.#isQuiet = false
    for (const bytes of updates) this.#commitBy(this.#log.appendUpdate({ bytes, user, at }))
    this.#accepted.push(...updates)
    this.#acceptedBytes += updates.reduce((sum, { length }) => sum + length, 0)
    if (this.#accepted.length > rebaseAfterUpdates || this.#acceptedBytes > rebaseAfterBytes) {
      this.#base = Y.encodeStateAsUpdate(this.#doc)
      this.#accepted = []
      this.#acceptedBytes = 0
    }
    this.afterCommit(() => {
      for (const [client, clock] of clocks) this.#durable.set(client, clock)
      for (const update of updates) {
        const bytes = encodeToClient({ kind: 'update', update })
        for (const member of this.#members) member.send(bytes)
      }
      if (user !== serverUser) this.#deps.onDurableUpdate(this.id, { slots, user, at })
    })
    const { updates: count, bytes } = this.#log.growth()
    if (count > compactAfterUpdates || bytes > compactAfterBytes) {
      this.#commitBy(this.#log.compact(Y.encodeStateAsUpdate(this.#doc)))
    }
  }

  /** Everything that leaves from now on waits for this write too. */
  #commitBy(written: Promise<void>): void {
    const before = this.#committed
    this.#committed = Promise.all([before, written]).then(
      () => undefined,
      (error: unknown) => this.#fail(error),
    )
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    for (const member of this.#members) member.close(closeCodes.tryAgain, 'not saved')
    this.#deps.onFailure(this.id, error)
  }

  /** Everything that `edit` has to wait for; after it, `edit` changes the text before it waits for anything. */
  async prepareEdit(): Promise<void> {
    if (this.#serverClient !== null) return
    this.#serverClient = await this.lease(serverUser)
    this.#doc.clientID = this.#serverClient
  }

  #isTaken(clientId: number): boolean {
    return this.#leases.has(clientId) || this.#doc.store.clients.has(clientId)
  }
}

/** As Promise.withResolvers, which Node 20 has not got. */
const withResolvers = (): { promise: Promise<void>; resolve: () => void } => {
  const held: { resolve?: () => void } = {}
  const promise = new Promise<void>((resolve) => {
    held.resolve = resolve
  })
  return { promise, resolve: () => held.resolve?.() }
}

const loaded = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    throw new Error('a stored document has gaps')
  for (const root of doc.share.keys()) doc.getXmlFragment(root)
  return doc
}
