import { firstSealFollows, type Seal } from './seal.ts'
import { sealText, type Sha256 } from './sealHash.ts'

/** A seal as one may know it: whole, or only that it was there and what it followed. */
export type SealLink = Seal | Pick<Seal, 'follows' | 'hash'>

/**
 * What is wrong with a seal. `hash`: it is not what was hashed. `chain`: it does not follow the one before it. `contentMissing`:
 * what was approved is not there. `content`: it is not what was approved.
 */
export type SealFault = 'hash' | 'chain' | 'contentMissing' | 'content'

/** Whether the seal itself is what was hashed. */
export const sealHolds = (seal: Seal, sha256: Sha256): boolean => sha256(sealText(seal)) === seal.hash

/** The first fault of a chain of seals, in order from the report's first; null if each is whole and follows the one before. */
export function chainFault(
  seals: readonly SealLink[],
  sha256: Sha256,
): { readonly at: number; readonly fault: SealFault } | null {
  let follows = firstSealFollows
  for (const [at, seal] of seals.entries()) {
    if (seal.follows !== follows) return { at, fault: 'chain' }
    if ('content' in seal && !sealHolds(seal, sha256)) return { at, fault: 'hash' }
    follows = seal.hash
  }
  return null
}
