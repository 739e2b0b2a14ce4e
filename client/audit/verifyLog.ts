import {
  chainFault,
  entryText,
  payloadText,
  type ChainedEntry,
  type ChainFault,
} from '../../shared/audit/chain.ts'
import { sha256 } from '../approval/checkSeal.ts'

/** Entries hashed before the page is let draw again. */
const atOnce = 400

/**
 * Verifies the chain in the page, over the entries as the server sent them.
 *
 * @returns the first fault, null if there is none, or `notComputed` where the browser does not compute SHA-256
 */
export async function verifyLog(
  entries: readonly ChainedEntry[],
): Promise<ChainFault | null | 'notComputed'> {
  const hashes: { readonly entry: string; readonly payload: string }[] = []
  for (let from = 0; from < entries.length; from += atOnce) {
    const some = await Promise.all(
      entries.slice(from, from + atOnce).map(async (entry) => ({
        entry: await sha256(entryText(entry)),
        payload: await sha256(payloadText(entry.event)),
      })),
    )
    for (const { entry, payload } of some) {
      if (entry === null || payload === null) return 'notComputed'
      hashes.push({ entry, payload })
    }
  }
  return chainFault(entries, (_entry, at) => ({
    entry: () => hashes[at]?.entry ?? '',
    payload: () => hashes[at]?.payload ?? '',
  }))
}
