import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readImage } from '../../../server/sections/imageType.ts'

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from({ length: part.length }, (_, i) => part.charCodeAt(i)) : part,
    ),
  )
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const png = (width: number, height: number) =>
  bytes('\x89PNG\r\n\x1a\n', u32(13), 'IHDR', u32(width), u32(height), [8, 2, 0, 0, 0], u32(0))
const gif = (width: number, height: number) =>
  bytes('GIF89a', [width & 255, width >> 8, height & 255, height >> 8, 0, 0, 0])
const jpeg = (width: number, height: number) =>
  bytes([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    1,
    1,
    0xff,
    0xc4,
    0,
    3,
    9,
    0xff,
    0xc2,
    0,
    11,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    0x11,
    0,
  ])
const webp = (width: number, height: number) =>
  bytes(
    'RIFF',
    [0, 0, 0, 0],
    'WEBPVP8X',
    [10, 0, 0, 0, 0, 0, 0, 0],
    [(width - 1) & 255, (width - 1) >> 8, 0, (height - 1) & 255, (height - 1) >> 8, 0],
  )

describe('pictures', () => {
  test.each([
    ['image/png', png],
    ['image/gif', gif],
    ['image/jpeg', jpeg],
    ['image/webp', webp],
  ] as const)('[RP35] %s is known by its bytes, with its size', (type, make) => {
    expect(readImage(make(640, 480))).toEqual({ ok: true, value: { type, width: 640, height: 480 } })
  })

  test('[RP36] what is no picture, has no size, or would fill the memory is refused', () => {
    const reason = (input: Uint8Array) => {
      const read = readImage(input)
      return read.ok ? 'taken' : read.problem.details?.['reason']
    }
    expect(reason(bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('type')
    expect(reason(bytes('<html>'))).toBe('type')
    expect(reason(new Uint8Array())).toBe('type')
    expect(reason(png(0, 5))).toBe('size')
    expect(reason(png(100_000, 100_000))).toBe('tooManyPixels')
    expect(reason(png(11_000, 11_000))).toBe('tooManyPixels')
  })

  test('[RP37] no bytes make reading them fail', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(png(3, 3), gif(3, 3), jpeg(3, 3), webp(3, 3)),
        fc.nat(60),
        fc.uint8Array({ maxLength: 20 }),
        (image, cut, tail) => {
          expect(() => readImage(Uint8Array.from([...image.subarray(0, cut), ...tail]))).not.toThrow()
        },
      ),
      { seed: 4711, numRuns: 500 },
    )
  })
})
