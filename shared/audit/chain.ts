import { canonicalJson } from '../section/canonical.ts'

/*
 * How the entries of a journal are bound to one another. The server writes the chain and verifies it when it opens a report; the
 * page of the log verifies it again, with its own SHA-256 over the same texts.
 */

/** An entry as it is stored; its event is null if it has been erased, and the chain holds all the same. */
export interface ChainedEntry {
  readonly seq: number
  readonly at: string
  readonly actor: { readonly user: string; readonly forUser?: string | undefined }
  readonly event: unknown
  readonly payloadHash: string
  readonly prevHash: string
  readonly hash: string
}

/** The hash before the first entry. */
export const chainStart = '0'.repeat(64)

/** Where a chain ends: the next entry follows this one. */
export interface ChainEnd {
  readonly seq: number
  readonly hash: string
}

/** What `payloadHash` is the hash of. */
export const payloadText = (event: unknown): string => canonicalJson(event)

/** What `hash` is the hash of: the hash of the event, not the event, so that an event can be erased. */
export const entryText = ({
  seq,
  at,
  actor,
  payloadHash,
  prevHash,
}: Pick<ChainedEntry, 'seq' | 'at' | 'actor' | 'payloadHash' | 'prevHash'>): string =>
  canonicalJson([prevHash, seq, at, actor, payloadHash])

export type ChainFault = {
  readonly seq: number
  readonly fault: 'seq' | 'prevHash' | 'hash' | 'payload'
}

/** What the texts of one entry hash to; `payload` is not asked for where the event has been erased. */
export interface EntryHashes {
  readonly entry: () => string
  readonly payload: () => string
}

/**
 * The first fault of a chain that follows `after`, or null if every entry is numbered, linked and hashed as it must be and every
 * event that has not been erased is the one that was hashed.
 */
export function chainFault(
  entries: readonly ChainedEntry[],
  hashesOf: (entry: ChainedEntry, at: number) => EntryHashes,
  after: ChainEnd = { seq: 0, hash: chainStart },
): ChainFault | null {
  let end = after
  for (const [at, entry] of entries.entries()) {
    const { seq, event, payloadHash, prevHash, hash } = entry
    if (seq !== end.seq + 1) return { seq, fault: 'seq' }
    if (prevHash !== end.hash) return { seq, fault: 'prevHash' }
    const hashes = hashesOf(entry, at)
    if (hash !== hashes.entry()) return { seq, fault: 'hash' }
    if (event !== null && hashes.payload() !== payloadHash) return { seq, fault: 'payload' }
    end = { seq, hash }
  }
  return null
}
