import { crc32c } from './crc32c.ts'

/*
 * A journal file: a header, then frames.
 *
 *   header  8 bytes 'SAMSKRIF' | u32 version | u32 CRC of these twelve bytes
 *   frame   u32 length | u32 CRC of the body | u32 CRC of (length, body CRC, position of the frame as u64) | body
 *   body    records, each u32 length | bytes
 *
 * Numbers are little-endian, CRC is CRC-32C. One commit is one frame. The next frame is written only when the one before it is
 * on disk, so after a crash at most the last frame can be torn, whatever order the disk wrote its pages in: a bad frame with a
 * good one behind it was on disk once and has been damaged since. Had each record its own CRC, a torn commit of several
 * records would look the same as damage. The position in the CRC keeps a stored text that looks like a frame from being one.
 */

const magic = new TextEncoder().encode('SAMSKRIF')
const version = 1
export const headerBytes = 16
const frameHead = 12
const recordHead = 4

export function encodeHeader(): Uint8Array {
  const bytes = new Uint8Array(headerBytes)
  const view = new DataView(bytes.buffer)
  bytes.set(magic)
  view.setUint32(8, version, true)
  view.setUint32(12, crc32c(bytes.subarray(0, 12)), true)
  return bytes
}

/** One frame holding the records in order, for writing at `position` of the file and nowhere else. */
export function encodeFrame(records: readonly Uint8Array[], position: number): Uint8Array {
  const length = records.reduce((sum, record) => sum + recordHead + record.length, 0)
  const bytes = new Uint8Array(frameHead + length)
  const view = new DataView(bytes.buffer)
  let at = frameHead
  for (const record of records) {
    view.setUint32(at, record.length, true)
    bytes.set(record, at + recordHead)
    at += recordHead + record.length
  }
  view.setUint32(0, length, true)
  view.setUint32(4, crc32c(bytes.subarray(frameHead)), true)
  view.setUint32(8, headCrc(bytes.subarray(0, 8), position), true)
  return bytes
}

export type Scan = {
  records: Uint8Array[]
  /** Where the last good frame ends: what lies behind is a torn tail, or damage. */
  end: number
  /** Where the last good frame begins; equal to `end` if there is none. */
  lastFrame: number
  /** Where the file is damaged: its header, or a bad frame that has a good one behind it. */
  damagedAt: number | null
}

/** Reads the bytes of a whole journal file. The records are views into `bytes`. */
export function scanJournal(bytes: Uint8Array): Scan {
  const header = encodeHeader()
  if (bytes.length < headerBytes || header.some((byte, i) => bytes[i] !== byte)) {
    return { records: [], end: 0, lastFrame: 0, damagedAt: 0 }
  }
  const records: Uint8Array[] = []
  let end = headerBytes
  let lastFrame = end
  for (let body = frameAt(bytes, end); body !== null; body = frameAt(bytes, end)) {
    for (const record of recordsOf(body)) records.push(record)
    lastFrame = end
    end += frameHead + body.length
  }
  return { records, end, lastFrame, damagedAt: goodFrameBehind(bytes, end) ? end : null }
}

/** The body of a good frame at the position, else null. */
function frameAt(bytes: Uint8Array, position: number): Uint8Array | null {
  if (bytes.length - position < frameHead) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset + position, frameHead)
  const length = view.getUint32(0, true)
  // No frame is empty, so a tail of zeros is never a run of frames.
  if (length === 0 || length > bytes.length - position - frameHead) return null
  if (headCrc(bytes.subarray(position, position + 8), position) !== view.getUint32(8, true)) return null
  const body = bytes.subarray(position + frameHead, position + frameHead + length)
  return crc32c(body) === view.getUint32(4, true) ? body : null
}

function goodFrameBehind(bytes: Uint8Array, position: number): boolean {
  for (let at = position + 1; at <= bytes.length - frameHead; at++) {
    if (frameAt(bytes, at) !== null) return true
  }
  return false
}

function* recordsOf(body: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  for (let at = 0; at < body.length;) {
    const length = view.getUint32(at, true)
    yield body.subarray(at + recordHead, at + recordHead + length)
    at += recordHead + length
  }
}

function headCrc(lengthAndBodyCrc: Uint8Array, position: number): number {
  const where = new DataView(new ArrayBuffer(8))
  where.setBigUint64(0, BigInt(position), true)
  return crc32c(new Uint8Array(where.buffer), crc32c(lengthAndBodyCrc))
}
