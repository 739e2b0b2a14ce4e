import type { Adapter } from 'lowdb'
import type { Disk } from './disk.ts'
import { readFile, replaceFile } from './disk.ts'

/** A lowdb adapter for one JSON file. lowdb's own renames but never fsyncs: after a power cut its file may be empty. */
export function fsyncAdapter<T>(disk: Disk, path: string, parse: (value: unknown) => T): Adapter<T> {
  return {
    async read() {
      const bytes = await readFile(disk, path)
      return bytes === null ? null : parse(JSON.parse(new TextDecoder().decode(bytes)))
    },
    write: (data) => replaceFile(disk, path, new TextEncoder().encode(JSON.stringify(data))),
  }
}
