import { z } from 'zod'
import type { Disk } from './disk.ts'
import { createJournal, openJournal, readJournal } from './journal.ts'
import type { Journal, OpenedJournal } from './journal.ts'

/** A clientID handed to a user for one document, and what that user's page knew when it got it. */
export type Lease = {
  clientId: number
  user: string
  stateVector: Uint8Array
  at: string
  schemaVersion: number
}

/** One Yjs update in the server's own encoding. */
export type SectionUpdate = { bytes: Uint8Array; user: string; at: string }

/** A section's document as stored: apply the snapshot, then the updates in order. */
export type SectionContents = { snapshot: Uint8Array | null; leases: Lease[]; updates: SectionUpdate[] }

/** The journal of one document. It is for durability, not history: compacting forgets who wrote what. */
export interface SectionLog {
  readonly doc: string
  /** Resolves when the update is on disk. */
  appendUpdate(update: SectionUpdate): Promise<void>
  /** Resolves when the lease is on disk: only then may it be answered. */
  appendLease(lease: Lease): Promise<void>
  /**
   * Puts a snapshot in the place of everything appended before this call; leases stay.
   *
   * @param state  the document's whole state, with every update appended so far in it
   */
  compact(state: Uint8Array): Promise<void>
  /** What has grown behind the last snapshot, to decide when to compact. */
  growth(): { updates: number; bytes: number }
  /** Everything appended before the call, from disk, once it is durable. */
  read(): Promise<SectionContents>
  close(): Promise<void>
}

export type OpenedSectionLog = {
  log: SectionLog
  contents: SectionContents
  dropped: OpenedJournal['dropped']
}

/*
 * A record is an envelope: u32 length of the head | head as JSON | body. The bodies are Yjs' bytes, untouched.
 */
const bytesInText = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
const leaseHead = {
  clientId: z.int().nonnegative(),
  user: z.string(),
  at: z.string(),
  schemaVersion: z.int(),
}
const headSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('update'), user: z.string(), at: z.string() }),
  z.object({ kind: z.literal('lease'), ...leaseHead }),
  z.object({
    kind: z.literal('snapshot'),
    leases: z.array(z.object({ ...leaseHead, stateVector: bytesInText })),
  }),
])

/** Makes a log that holds the contents, durably; its folder must be durable. */
export async function createSectionLog(disk: Disk, path: string, contents: SectionContents): Promise<void> {
  const { snapshot, leases, updates } = contents
  const start = snapshot === null ? leases.map(encodeLease) : [encodeSnapshot(snapshot, leases)]
  await createJournal(disk, path, [...start, ...updates.map(encodeUpdate)])
}

/** Opens a log with its contents, or answers null where there is none. */
export async function openSectionLog(
  disk: Disk,
  path: string,
  doc: string,
): Promise<OpenedSectionLog | null> {
  const opened = await openJournal(disk, path)
  if (opened === null) return null
  const { journal, records, dropped } = opened
  try {
    const contents = decodeContents(records)
    return { log: sectionLogOn(journal, doc, contents), contents, dropped }
  } catch (error) {
    await journal.close()
    throw error
  }
}

/** The contents of a log that somebody else may have open; null where there is none. */
export async function readSectionLog(disk: Disk, path: string): Promise<SectionContents | null> {
  const read = await readJournal(disk, path)
  return read === null ? null : decodeContents(read.scan.records)
}

function sectionLogOn(journal: Journal, doc: string, contents: SectionContents): SectionLog {
  const leases = [...contents.leases]
  let updates = contents.updates.length
  let bytes = contents.updates.reduce((sum, update) => sum + update.bytes.length, 0)
  return {
    doc,
    appendUpdate(update) {
      updates += 1
      bytes += update.bytes.length
      return journal.append([encodeUpdate(update)])
    },
    appendLease(lease) {
      leases.push(lease)
      return journal.append([encodeLease(lease)])
    },
    async compact(state) {
      const before = { updates, bytes }
      updates = 0
      bytes = 0
      try {
        await journal.rewrite([encodeSnapshot(state, leases)])
      } catch (error) {
        // Nothing was cut: what had grown is still there beside what came since.
        updates += before.updates
        bytes += before.bytes
        throw error
      }
    },
    growth: () => ({ updates, bytes }),
    read: async () => decodeContents(await journal.read()),
    close: () => journal.close(),
  }
}

export function decodeContents(records: readonly Uint8Array[]): SectionContents {
  let contents: SectionContents = { snapshot: null, leases: [], updates: [] }
  for (const record of records) {
    const { head, body } = openEnvelope(record)
    if (head.kind === 'snapshot') contents = { snapshot: body, leases: head.leases, updates: [] }
    else if (head.kind === 'update') contents.updates.push({ bytes: body, user: head.user, at: head.at })
    else {
      const { clientId, user, at, schemaVersion } = head
      contents.leases.push({ clientId, user, at, schemaVersion, stateVector: body })
    }
  }
  return contents
}

function encodeUpdate({ bytes, user, at }: SectionUpdate): Uint8Array {
  return envelope({ kind: 'update', user, at }, bytes)
}

function encodeLease({ clientId, user, at, schemaVersion, stateVector }: Lease): Uint8Array {
  return envelope({ kind: 'lease', clientId, user, at, schemaVersion }, stateVector)
}

function encodeSnapshot(state: Uint8Array, leases: readonly Lease[]): Uint8Array {
  const asText = leases.map((lease) => ({
    ...lease,
    stateVector: Buffer.from(lease.stateVector).toString('base64'),
  }))
  return envelope({ kind: 'snapshot', leases: asText }, state)
}

function envelope(head: object, body: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(head))
  const bytes = new Uint8Array(4 + text.length + body.length)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 4)
  bytes.set(body, 4 + text.length)
  return bytes
}

function openEnvelope(record: Uint8Array): { head: z.infer<typeof headSchema>; body: Uint8Array } {
  const textLength = new DataView(record.buffer, record.byteOffset, record.length).getUint32(0, true)
  const text = new TextDecoder().decode(record.subarray(4, 4 + textLength))
  // Copied, so that a reader that keeps one body does not keep the whole file.
  return { head: headSchema.parse(JSON.parse(text)), body: record.slice(4 + textLength) }
}
