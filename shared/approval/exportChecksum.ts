import { canonicalJson } from '../section/canonical.ts'
import type { Sha256 } from './sealHash.ts'

/**
 * SHA-256 of everything in an exported file but itself, however it is spaced: tells an accident with the file. What somebody
 * does to a file on purpose is told by the seals in it.
 */
export const exportChecksum = (file: object, sha256: Sha256): string =>
  sha256(canonicalJson({ ...file, checksum: undefined }))
