const polynomial = 0x82f63b78

const table = new Int32Array(256).map((_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1
  return remainder
})

/**
 * CRC-32C (Castagnoli) as an unsigned number; `before` is the checksum of the bytes that come first, to continue it.
 *
 * @source RFC 3720, appendix B.4
 */
export function crc32c(bytes: Uint8Array, before = 0): number {
  let crc = ~before
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  return ~crc >>> 0
}
