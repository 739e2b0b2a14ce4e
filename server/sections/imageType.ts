import { ok, refuse, type Result } from '../../shared/problem.ts'

/** What a picture is, by its own bytes: what a sender says of them is not asked. */
export interface ImageFacts {
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'
  readonly width: number
  readonly height: number
}

/** More than this on a side, or in all, and a small file can fill a reader's memory. */
const longestSide = 12_000
const mostPixels = 60_000_000

/**
 * Recognises PNG, JPEG, GIF and WebP and reads their size. SVG is not a picture here: it can hold scripts.
 *
 * @returns `image-unreadable`, with `details.reason` `type`, `size` or `tooManyPixels`
 */
export function readImage(bytes: Uint8Array): Result<ImageFacts> {
  const found = png(bytes) ?? gif(bytes) ?? webp(bytes) ?? jpeg(bytes)
  if (found === undefined) return refuse('image-unreadable', 'image', { reason: 'type' })
  const { width, height } = found
  if (width < 1 || height < 1) return refuse('image-unreadable', 'image', { reason: 'size' })
  return width > longestSide || height > longestSide || width * height > mostPixels
    ? refuse('image-unreadable', 'image', { reason: 'tooManyPixels', width, height, longestSide, mostPixels })
    : ok(found)
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  bytes.length >= at + text.length &&
  Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).every((code, i) => bytes[at + i] === code)

function png(bytes: Uint8Array): ImageFacts | undefined {
  if (bytes.length < 33 || !startsWith(bytes, '\x89PNG\r\n\x1a\n') || !startsWith(bytes, 'IHDR', 12))
    return undefined
  const view = viewOf(bytes)
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

function gif(bytes: Uint8Array): ImageFacts | undefined {
  if (bytes.length < 13 || !(startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a'))) return undefined
  const view = viewOf(bytes)
  return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

function webp(bytes: Uint8Array): ImageFacts | undefined {
  if (bytes.length < 30 || !startsWith(bytes, 'RIFF') || !startsWith(bytes, 'WEBP', 8)) return undefined
  const view = viewOf(bytes)
  const type = 'image/webp'
  if (startsWith(bytes, 'VP8X', 12)) {
    const size = (at: number) => 1 + view.getUint16(at, true) + ((bytes[at + 2] ?? 0) << 16)
    return { type, width: size(24), height: size(27) }
  }
  if (startsWith(bytes, 'VP8L', 12)) {
    const bits = view.getUint32(21, true)
    return { type, width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  }
  if (!startsWith(bytes, 'VP8 ', 12)) return undefined
  return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
}

/** Start of frame, in all its kinds; C4, C8 and CC are tables and no frames. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function jpeg(bytes: Uint8Array): ImageFacts | undefined {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  const view = viewOf(bytes)
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (isFrame(marker))
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    else at += 2 + view.getUint16(at + 2)
  }
  return undefined
}
