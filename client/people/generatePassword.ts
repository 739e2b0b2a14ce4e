/** 31 letters and digits, without those that look alike on paper. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'

/** Bytes from here on would make the first letters of the alphabet likelier. */
const fairBelow = 256 - (256 % alphabet.length)

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

/** Sixteen characters in groups of four, 79 bits: easy to read out, of no use to guess. */
export function generatePassword(bytes: (length: number) => Uint8Array = randomBytes): string {
  let drawn = ''
  while (drawn.length < 16) {
    for (const byte of bytes(16)) {
      if (byte < fairBelow && drawn.length < 16) drawn += alphabet.charAt(byte % alphabet.length)
    }
  }
  return drawn.replaceAll(/(.{4})(?=.)/g, '$1-')
}
