import { Low } from 'lowdb'
import { z } from 'zod'
import type { After } from './after.ts'
import type { Disk } from './disk.ts'
import { chainStart } from '../../shared/audit/chain.ts'
import type { Entry, EntryActor, StoredEntry } from './entryChain.ts'
import { openEntryLog } from './entryLog.ts'
import type { EntryLog } from './entryLog.ts'
import { fsyncAdapter } from './fsyncAdapter.ts'
import type { StoreLog } from './storeLog.ts'

/** Reads a value that came from outside; throws if it is not one. A zod schema is a parser. */
export type Parser<T> = { parse: (value: unknown) => T }

/** What a register holds and how its entries change it. */
export type RegisterSpec<S, E> = {
  /** Raised when `reduce` or `state` changes its meaning: snapshots of another version are replayed from the journal. */
  version: number
  initial: S
  state: Parser<S>
  event: Parser<E>
  /** Pure: gives a new state and leaves the old one as it is. An entry whose event was erased never gets here. */
  reduce: (state: S, entry: Entry<E>) => S
}

/**
 * State made of the entries of a journal. The journal is the truth; `register.json` is a snapshot that saves replaying it.
 *
 * Memory runs ahead of the disk: `state()` is advanced by `append` at once. Whatever leaves the server waits for the promise
 * of `append`, for `durableState()`, or comes by `onDurable`. After a failed append memory holds what the disk may not: the
 * register refuses everything, and has to be opened anew.
 */
export interface Register<S, E> {
  /** For deciding, not for telling: it may not be on disk yet. Throws `RegisterClosed` after a failure. */
  state(): S
  /** The state of this moment, once it is on disk. */
  durableState(): Promise<S>
  /** The last entry in `state()`. */
  seq(): number
  durableSeq(): number
  /**
   * Advances the state at once and resolves when the entries are on disk (they are there all or none). Rejects, with the state
   * unchanged, if an event could not be read back or `reduce` throws.
   */
  append(events: readonly E[], actor: EntryActor, at: string): Promise<Entry<E>[]>
  /** Called in order of seq after each commit, before the promise of `append` resolves. The answer takes the listener off. */
  onDurable(listener: (entries: readonly Entry<E>[]) => void): () => void
  /** Called once, if an append fails. */
  onFailed(listener: (error: Error) => void): () => void
  /** The whole history from disk, as events of today. An erased event is null. */
  entries(): Promise<StoredEntry<E>[]>
  /** The whole history from disk, byte for byte what was hashed. The chain has been verified. */
  audit(): Promise<StoredEntry<unknown>[]>
  /** Writes the snapshot and closes. */
  close(): Promise<void>
}

export class RegisterClosed extends Error {
  override name = 'RegisterClosed'
}

export type RegisterDeps = { disk: Disk; after: After; log: StoreLog }

/** The snapshot is written at most this often: a large one takes 9 ms. */
const snapshotEveryMs = 1000

/**
 * Opens the register whose entries are in `journalPath`, or answers null where there is no such journal.
 *
 * @throws {JournalDamaged} {@link ChainBroken}; an Error if the journal lacks entries that the snapshot holds
 */
export async function openRegister<S, E>(
  { disk, after, log }: RegisterDeps,
  { journal: journalPath, snapshot: snapshotPath }: { journal: string; snapshot: string },
  spec: RegisterSpec<S, E>,
): Promise<Register<S, E> | null> {
  const opened = await openEntryLog(disk, journalPath)
  if (opened === null) return null
  if (opened.dropped !== null)
    log.warn({ journal: journalPath, ...opened.dropped }, 'dropped the torn tail of a journal')
  try {
    const low = new Low<Snapshot<S> | null>(
      fsyncAdapter(disk, snapshotPath, (value) => parseSnapshot(value, spec)),
      null,
    )
    try {
      await low.read()
    } catch (error) {
      log.warn({ snapshot: snapshotPath, error }, 'could not read a snapshot; replaying its journal instead')
    }
    const from = low.data ?? { version: spec.version, seq: 0, hash: chainStart, state: spec.initial }
    requireInJournal(journalPath, opened.entries, from)
    const state = replay(spec, from.state, opened.entries.slice(from.seq))
    return registerOn(opened.log, low, spec, state, from.seq, after, log)
  } catch (error) {
    await opened.log.close()
    throw error
  }
}

type Snapshot<S> = { version: number; seq: number; hash: string; state: S }

const snapshotSchema = z.object({
  version: z.number(),
  seq: z.int().nonnegative(),
  hash: z.string(),
  state: z.unknown(),
})

function parseSnapshot<S>(value: unknown, spec: { version: number; state: Parser<S> }): Snapshot<S> | null {
  const { version, seq, hash, state } = snapshotSchema.parse(value)
  return version === spec.version ? { version, seq, hash, state: spec.state.parse(state) } : null
}

function requireInJournal(
  path: string,
  entries: readonly StoredEntry<unknown>[],
  { seq, hash }: { seq: number; hash: string },
) {
  if (seq === 0 || entries[seq - 1]?.hash === hash) return
  // The snapshot is written after the commit of what it holds, so entries have been lost or exchanged since.
  throw new Error(`${path} does not hold entry ${seq} of its register: restore it from a backup`)
}

function replay<S, E>(spec: RegisterSpec<S, E>, start: S, entries: readonly StoredEntry<unknown>[]): S {
  let state = start
  for (const entry of entries) {
    if (entry.event !== null) state = spec.reduce(state, { ...entry, event: spec.event.parse(entry.event) })
  }
  return state
}

function registerOn<S, E>(
  journal: EntryLog,
  low: Low<Snapshot<S> | null>,
  spec: RegisterSpec<S, E>,
  openedState: S,
  openedSnapshotSeq: number,
  after: After,
  log: StoreLog,
): Register<S, E> {
  let state = openedState
  let snapshotSeq = openedSnapshotSeq
  let durableSeq = journal.end().seq
  let closed: Error | null = null
  let commit: Promise<void> = Promise.resolve()
  let callOff: (() => void) | null = null
  let writing: Promise<void> | null = null
  const durableListeners = new Set<(entries: readonly Entry<E>[]) => void>()
  const failedListeners = new Set<(error: Error) => void>()

  const requireOpen = () => {
    if (closed !== null)
      throw new RegisterClosed(`the register is closed: ${closed.message}`, { cause: closed })
  }

  const tell = <T>(listeners: Set<(value: T) => void>, value: T) => {
    for (const listener of listeners) {
      try {
        listener(value)
      } catch (error) {
        // What is on disk is on disk: a listener's bug must not make the append look failed, nor silence the others.
        log.error({ error }, 'a listener of a register threw')
      }
    }
  }

  const failed = (reason: unknown) => {
    if (closed !== null) return
    const error = reason instanceof Error ? reason : new Error(String(reason))
    closed = error
    callOff?.()
    callOff = null
    log.error({ error }, 'an append to a register failed; it must be opened anew')
    tell(failedListeners, error)
  }

  const committed = async (durable: Promise<void>, entries: readonly Entry<E>[]) => {
    try {
      await durable
    } catch (error) {
      failed(error)
      throw error
    }
    durableSeq += entries.length
    tell(durableListeners, entries)
  }

  const writeSnapshot = async () => {
    const { seq, hash } = journal.end()
    if (seq === snapshotSeq) return
    const snapshot = { version: spec.version, seq, hash, state }
    try {
      // Never ahead of the journal: after a crash it would hold what was never stored.
      await commit
    } catch {
      return // `failed` has been told; the snapshot on disk stays as it was
    }
    try {
      low.data = snapshot
      await low.write()
      snapshotSeq = seq
    } catch (error) {
      log.error({ error }, 'could not write a snapshot; its journal is unharmed')
    }
  }

  const snapshotLater = () => {
    if (closed !== null || callOff !== null || writing !== null) return
    callOff = after(snapshotEveryMs, () => {
      callOff = null
      writing = writeSnapshot().finally(() => {
        writing = null
        if (journal.end().seq > snapshotSeq) snapshotLater()
      })
    })
  }

  return {
    state() {
      requireOpen()
      return state
    },
    async durableState() {
      requireOpen()
      const now = state
      await commit
      return now
    },
    seq: () => journal.end().seq,
    durableSeq: () => durableSeq,
    async append(events, actor, at) {
      requireOpen()
      if (events.length === 0) return []
      // As it will be read back, so that memory and a replay cannot differ.
      const readBack = events.map((event) => spec.event.parse(JSON.parse(JSON.stringify(event))))
      const entries = journal.next(readBack, actor, at)
      const next = entries.reduce((reached, entry) => spec.reduce(reached, entry), state)
      commit = committed(journal.append(entries), entries)
      state = next
      // Whoever waits for it is told; nobody may be waiting.
      commit.catch(() => undefined)
      snapshotLater()
      await commit
      return entries
    },
    onDurable(listener) {
      durableListeners.add(listener)
      return () => durableListeners.delete(listener)
    },
    onFailed(listener) {
      failedListeners.add(listener)
      return () => failedListeners.delete(listener)
    },
    entries: async () =>
      (await journal.read()).map((entry) => ({
        ...entry,
        event: entry.event === null ? null : spec.event.parse(entry.event),
      })),
    audit: () => journal.read(),
    async close() {
      if (closed !== null) return
      closed = new Error('it was closed')
      callOff?.()
      await writing
      await writeSnapshot()
      await journal.close()
    },
  }
}
