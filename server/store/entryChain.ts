import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from './canonicalJson.ts'

/** Who did it, and for whom if it was done on another's behalf. */
export type EntryActor = { user: string; forUser?: string | undefined }

/** One command as it stands in a journal: what happened, numbered, signed with who and when, and bound to all before it. */
export type Entry<E> = {
  seq: number
  /** ISO 8601, stamped by the server. */
  at: string
  actor: EntryActor
  event: E
  payloadHash: string
  prevHash: string
  hash: string
}

/** An entry read back: its event is null if it has been erased. The chain verifies all the same. */
export type StoredEntry<E> = Entry<E | null>

const hashText = z.string().regex(/^[0-9a-f]{64}$/)

/** An entry as JSON, its event not looked into. */
export const storedEntrySchema = z.object({
  seq: z.int().positive(),
  at: z.string(),
  actor: z.object({ user: z.string(), forUser: z.string().optional() }),
  event: z.unknown(),
  payloadHash: hashText,
  prevHash: hashText,
  hash: hashText,
})

/** The hash before the first entry. */
export const chainStart = '0'.repeat(64)

/** Where a chain ends: the next entry follows this one. */
export type ChainEnd = { seq: number; hash: string }

/** The entry that follows `end`. The hash covers the hash of the event, not the event, so that an event can be erased. */
export function nextEntry<E>(end: ChainEnd, at: string, actor: EntryActor, event: E): Entry<E> {
  const seq = end.seq + 1
  const payloadHash = sha256(canonicalJson(event))
  return {
    seq,
    at,
    actor,
    event,
    payloadHash,
    prevHash: end.hash,
    hash: entryHash(seq, at, actor, payloadHash, end.hash),
  }
}

export type ChainFault = { seq: number; fault: 'seq' | 'prevHash' | 'hash' | 'payload' }

/**
 * The first fault of a chain that follows `after`, or null if every entry is numbered, linked and hashed as it must be and every
 * event that has not been erased is the one that was hashed.
 */
export function verifyChain(
  entries: readonly StoredEntry<unknown>[],
  after: ChainEnd = { seq: 0, hash: chainStart },
): ChainFault | null {
  let end = after
  for (const { seq, at, actor, event, payloadHash, prevHash, hash } of entries) {
    if (seq !== end.seq + 1) return { seq, fault: 'seq' }
    if (prevHash !== end.hash) return { seq, fault: 'prevHash' }
    if (hash !== entryHash(seq, at, actor, payloadHash, prevHash)) return { seq, fault: 'hash' }
    if (event !== null && sha256(canonicalJson(event)) !== payloadHash) return { seq, fault: 'payload' }
    end = { seq, hash }
  }
  return null
}

function entryHash(
  seq: number,
  at: string,
  actor: EntryActor,
  payloadHash: string,
  prevHash: string,
): string {
  return sha256(canonicalJson([prevHash, seq, at, actor, payloadHash]))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
