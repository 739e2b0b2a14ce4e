import { chainStart, type ChainEnd } from '../../shared/audit/chain.ts'
import { nextEntry, storedEntrySchema, verifyChain } from './entryChain.ts'
import type { Entry, EntryActor, StoredEntry } from './entryChain.ts'
import type { Disk } from './disk.ts'
import { createJournal, openJournal } from './journal.ts'
import type { OpenedJournal } from './journal.ts'

/** A journal of commands that is never cut: the audit log and the history of everything in it. */
export interface EntryLog {
  /** The last entry that has been given out, durable or not. */
  end(): ChainEnd
  /** The events numbered and hashed as the next entries, not yet appended. */
  next<E>(events: readonly E[], actor: EntryActor, at: string): Entry<E>[]
  /** Appends what `next` gave, in the same turn. Resolves when all of it is on disk (it is there all or none). */
  append(entries: readonly Entry<unknown>[]): Promise<void>
  /** Every entry appended before the call, from disk, as it was written. The chain is verified. */
  read(): Promise<StoredEntry<unknown>[]>
  close(): Promise<void>
}

export type OpenedEntryLog = {
  log: EntryLog
  entries: StoredEntry<unknown>[]
  dropped: OpenedJournal['dropped']
}

/** The chain of a journal does not hold: somebody has changed it by other means than this program. */
export class ChainBroken extends Error {
  override name = 'ChainBroken'
}

/** Makes a log that begins with the events, durably; the folder must be durable. After a crash it is there with all of them or not. */
export async function createEntryLog(
  disk: Disk,
  path: string,
  events: readonly unknown[],
  actor: EntryActor,
  at: string,
): Promise<void> {
  await createJournal(disk, path, chained(emptyChain, events, actor, at).map(encode))
}

/**
 * Opens a log with all its entries, or answers null where there is none. The chain is verified.
 *
 * @throws {JournalDamaged} or {@link ChainBroken}
 */
export async function openEntryLog(disk: Disk, path: string): Promise<OpenedEntryLog | null> {
  const opened = await openJournal(disk, path)
  if (opened === null) return null
  const { journal, records, dropped } = opened
  let entries: StoredEntry<unknown>[]
  try {
    entries = decodeChain(path, records)
  } catch (error) {
    await journal.close()
    throw error
  }
  let end = endOf(entries, emptyChain)
  const log: EntryLog = {
    end: () => end,
    next: (events, actor, at) => chained(end, events, actor, at),
    append(added) {
      if (added.some((entry, i) => entry.seq !== end.seq + 1 + i))
        throw new Error('entries do not follow the log')
      end = endOf(added, end)
      return journal.append(added.map(encode))
    },
    read: async () => decodeChain(path, await journal.read()),
    close: () => journal.close(),
  }
  return { log, entries, dropped }
}

const emptyChain: ChainEnd = { seq: 0, hash: chainStart }

function chained<E>(after: ChainEnd, events: readonly E[], actor: EntryActor, at: string): Entry<E>[] {
  let end = after
  return events.map((event) => {
    const entry = nextEntry(end, at, actor, event)
    end = { seq: entry.seq, hash: entry.hash }
    return entry
  })
}

function endOf(entries: readonly StoredEntry<unknown>[], before: ChainEnd): ChainEnd {
  const last = entries.at(-1)
  return last === undefined ? before : { seq: last.seq, hash: last.hash }
}

function encode(entry: Entry<unknown>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(entry))
}

function decodeChain(path: string, records: readonly Uint8Array[]): StoredEntry<unknown>[] {
  const decoder = new TextDecoder()
  const entries = records.map((record) => storedEntrySchema.parse(JSON.parse(decoder.decode(record))))
  const fault = verifyChain(entries)
  if (fault !== null)
    throw new ChainBroken(`${path}: the chain breaks at entry ${fault.seq} (${fault.fault})`)
  return entries
}
