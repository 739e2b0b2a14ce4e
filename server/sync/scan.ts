import * as decoding from 'lib0/decoding'
import type { Refusal } from './refusal.ts'

/*
 * A first look over an update's bytes, before Yjs' decoder makes objects of them: a mebibyte of sub-documents or of
 * overlapping deletions would take hundreds of megabytes or seconds there. It keeps nothing.
 *
 * Format: https://docs.yjs.dev/api/document-updates, version 1; the kinds of content by their number in yjs' Item.js.
 */

/** Structs of one update. A page of text pasted has some hundreds; a whole section with all its formats some ten thousand. */
const maxStructs = 150_000

const hasLeft = 0x80
const hasRight = 0x40
const hasKey = 0x20

/** Why these bytes are not even decoded, or null. Throws where they end too early. */
export const scan = (update: Uint8Array): Refusal | null => {
  const decoder = decoding.createDecoder(update)
  let structs = 0
  for (let sections = decoding.readVarUint(decoder); sections > 0; sections--) {
    const count = decoding.readVarUint(decoder)
    skipId(decoder)
    structs += count
    if (structs > maxStructs) return 'malformed'
    for (let left = count; left > 0; left--) {
      const refusal = skipStruct(decoder)
      if (refusal !== null) return refusal
    }
  }
  return scanDeletions(decoder)
}

const skipStruct = (decoder: decoding.Decoder): Refusal | null => {
  const info = decoding.readUint8(decoder)
  const kind = info & 0x1f
  // Garbage and gaps have a length and nothing else.
  if (kind === 0 || kind === 10) {
    decoding.readVarUint(decoder)
    return null
  }
  if (info & hasLeft) skipId(decoder)
  if (info & hasRight) skipId(decoder)
  if ((info & (hasLeft | hasRight)) === 0) {
    if (decoding.readVarUint(decoder) === 1) skipText(decoder)
    else skipId(decoder)
    if (info & hasKey) skipText(decoder)
  }
  return skipContent(decoder, kind)
}

const skipContent = (decoder: decoding.Decoder, kind: number): Refusal | null => {
  switch (kind) {
    case 1: // deleted
      decoding.readVarUint(decoder)
      return null
    case 4: // text
      skipText(decoder)
      return null
    case 6: // format: key, value as JSON
      skipText(decoder)
      skipText(decoder)
      return null
    case 7: {
      // type: only elements (3) and hooks (5) have a name
      const type = decoding.readVarUint(decoder)
      if (type === 3 || type === 5) skipText(decoder)
      return null
    }
    case 8: // values of an attribute
      for (let values = decoding.readVarUint(decoder); values > 0; values--) decoding.readAny(decoder)
      return null
    // JSON, bytes, embeds, sub-documents: Yjs never writes them into prose
    case 2:
    case 3:
    case 5:
    case 9:
      return 'content'
    default:
      return 'malformed'
  }
}

/** Yjs writes a client's deletions in order and without overlap; others would be walked over again and again. */
const scanDeletions = (decoder: decoding.Decoder): Refusal | null => {
  const seen = new Set<number>()
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const client = decoding.readVarUint(decoder)
    if (seen.has(client)) return 'malformed'
    seen.add(client)
    let end = 0
    for (let ranges = decoding.readVarUint(decoder); ranges > 0; ranges--) {
      const clock = decoding.readVarUint(decoder)
      if (clock < end) return 'malformed'
      end = clock + decoding.readVarUint(decoder)
    }
  }
  return null
}

const skipId = (decoder: decoding.Decoder): void => {
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
}

const skipText = (decoder: decoding.Decoder): void => {
  const length = decoding.readVarUint(decoder)
  if (length > decoder.arr.length - decoder.pos) throw new RangeError('the text ends before its length')
  decoder.pos += length
}
