import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  chainFault,
  entryText,
  payloadText,
  type ChainEnd,
  type ChainFault,
} from '../../shared/audit/chain.ts'

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

/** The entry that follows `end`. The hash covers the hash of the event, not the event, so that an event can be erased. */
export function nextEntry<E>(end: ChainEnd, at: string, actor: EntryActor, event: E): Entry<E> {
  const seq = end.seq + 1
  const payloadHash = sha256(payloadText(event))
  return {
    seq,
    at,
    actor,
    event,
    payloadHash,
    prevHash: end.hash,
    hash: sha256(entryText({ seq, at, actor, payloadHash, prevHash: end.hash })),
  }
}

/**
 * The first fault of a chain that follows `after`, or null if every entry is numbered, linked and hashed as it must be and every
 * event that has not been erased is the one that was hashed.
 */
export const verifyChain = (entries: readonly StoredEntry<unknown>[], after?: ChainEnd): ChainFault | null =>
  chainFault(
    entries,
    (entry) => ({
      entry: () => sha256(entryText(entry)),
      payload: () => sha256(payloadText(entry.event)),
    }),
    after,
  )

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
