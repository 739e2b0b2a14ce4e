import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Disk } from './disk.ts'
import { makeDurableFolder, readFile, replaceFile } from './disk.ts'
import type { MediaStore } from './store.ts'

/** Media as one file each in a folder, named by hash. */
export function mediaIn(disk: Disk, folder: string): MediaStore {
  const putting = new Map<string, Promise<void>>()
  const pathOf = (hash: string) => join(folder, hash)
  const read = async (hash: string) => (isMediaHash(hash) ? readFile(disk, pathOf(hash)) : null)
  return {
    async put(bytes) {
      const hash = mediaHash(bytes)
      // Two uploads of one picture at once share one write.
      const write = putting.get(hash) ?? place(disk, folder, hash, bytes)
      putting.set(hash, write)
      try {
        await write
      } finally {
        putting.delete(hash)
      }
      return hash
    },
    async get(hash) {
      const bytes = await read(hash)
      if (bytes !== null && mediaHash(bytes) !== hash)
        throw new Error(`${pathOf(hash)} is damaged: restore it from a backup`)
      return bytes
    },
    has: async (hash) => (await read(hash)) !== null,
  }
}

export function isMediaHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

export function mediaHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function place(disk: Disk, folder: string, hash: string, bytes: Uint8Array): Promise<void> {
  const present = await readFile(disk, join(folder, hash))
  // A damaged one is replaced: the bytes that belong there are at hand.
  if (present !== null && mediaHash(present) === hash) return
  await makeDurableFolder(disk, folder)
  await replaceFile(disk, join(folder, hash), bytes)
}
