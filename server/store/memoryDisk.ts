import { dirname } from 'node:path'
import type { Disk, DiskFile } from './disk.ts'

/** A disk in memory: everything is durable at once and gone with the process. Paths are absolute. */
export function memoryDisk(): Disk {
  const files = new Map<string, { bytes: Uint8Array }>()
  const folders = new Set<string>(['/'])
  return {
    async open(path) {
      const file = files.get(path)
      return file === undefined ? null : memoryFile(file)
    },
    async create(path) {
      if (!folders.has(dirname(path))) throw new Error(`no such folder: ${dirname(path)}`)
      const file = { bytes: new Uint8Array() }
      files.set(path, file)
      return memoryFile(file)
    },
    async rename(from, to) {
      const file = files.get(from)
      if (file === undefined) throw new Error(`no such file: ${from}`)
      files.delete(from)
      files.set(to, file)
    },
    async remove(path) {
      for (const name of files.keys()) if (name === path || name.startsWith(`${path}/`)) files.delete(name)
      for (const name of folders) if (name === path || name.startsWith(`${path}/`)) folders.delete(name)
    },
    async makeFolder(path) {
      let first: string | null = null
      for (let folder = path; !folders.has(folder); folder = dirname(folder)) {
        folders.add(folder)
        first = folder
      }
      return first
    },
    async syncFolder(path) {
      if (!folders.has(path)) throw new Error(`no such folder: ${path}`)
    },
    async list(path) {
      if (!folders.has(path)) return null
      const names = [...files.keys(), ...folders].filter((name) => name !== path && dirname(name) === path)
      return names.map((name) => name.slice(path === '/' ? 1 : path.length + 1)).toSorted()
    },
  }
}

function memoryFile(file: { bytes: Uint8Array }): DiskFile {
  return {
    size: async () => file.bytes.length,
    read: async (position, length) => file.bytes.slice(position, position + length),
    async write(position, bytes) {
      const next = new Uint8Array(Math.max(file.bytes.length, position + bytes.length))
      next.set(file.bytes)
      next.set(bytes, position)
      file.bytes = next
    },
    async truncate(length) {
      file.bytes = file.bytes.slice(0, length)
    },
    sync: async () => undefined,
    close: async () => undefined,
  }
}
