import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { Disk, DiskFile } from './disk.ts'

/** The machine's own file system. Files are readable by their owner only: they hold people's texts and password hashes. */
export function nodeDisk(): Disk {
  return {
    async open(path, mode) {
      try {
        return fileOf(await open(path, mode === 'read' ? 'r' : 'r+'))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    create: async (path) => fileOf(await open(path, 'w+', 0o600)),
    rename,
    remove: (path) => rm(path, { recursive: true, force: true }),
    makeFolder: async (path) => (await mkdir(path, { recursive: true, mode: 0o700 })) ?? null,
    async syncFolder(path) {
      const folder = await open(path, 'r')
      try {
        await folder.sync()
      } finally {
        await folder.close()
      }
    },
    async list(path) {
      try {
        return (await readdir(path)).toSorted()
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
  }
}

function fileOf(handle: FileHandle): DiskFile {
  return {
    size: async () => (await handle.stat()).size,
    async read(position, length) {
      const bytes = new Uint8Array(length)
      let done = 0
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, position + done)
        if (bytesRead === 0) break
        done += bytesRead
      }
      return bytes.subarray(0, done)
    },
    async write(position, bytes) {
      let done = 0
      while (done < bytes.length) {
        done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten
      }
    },
    truncate: (length) => handle.truncate(length),
    sync: () => handle.datasync(),
    close: () => handle.close(),
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
