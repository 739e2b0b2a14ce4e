import type { SealAnswer } from '../report/commands.ts'
import { sealText } from '../../shared/approval/sealHash.ts'
import { canonicalJson } from '../../shared/section/canonical.ts'

/** SHA-256, lower-case hex; null where the browser does not compute it, on an address without encryption. */
export async function sha256(text: string): Promise<string | null> {
  if (globalThis.crypto?.subtle === undefined) return null
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** `known`: the hash of the seal as this page has it from the report's journal. */
export type SealCheck = 'holds' | 'broken' | 'notComputed'

/**
 * Computes in the page what the seal says of its content and of itself. The server's own word counts too: it has read the bytes
 * as they lie on disk.
 */
export async function checkSeal({ seal, content, verified }: SealAnswer, known: string): Promise<SealCheck> {
  const ofContent = await sha256(canonicalJson(content))
  const ofSeal = await sha256(sealText(seal))
  if (ofContent === null || ofSeal === null) return 'notComputed'
  return verified &&
    content !== null &&
    ofContent === seal.content &&
    ofSeal === seal.hash &&
    seal.hash === known
    ? 'holds'
    : 'broken'
}
