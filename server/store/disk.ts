import { dirname } from 'node:path'

/**
 * The part of a file system that the store uses, so narrow that a test can stop it at any byte.
 *
 * Every call either does what it says or throws the file system's own error. Nothing is durable before `sync` of the file
 * and, for a name that is new, renamed or gone, `syncFolder` of its folder.
 */
export interface Disk {
  /** Opens an existing file, or answers null where there is none. */
  open(path: string, mode: 'read' | 'write'): Promise<DiskFile | null>
  /** Makes an empty file, or empties the one that is there. Readable by its owner only. */
  create(path: string): Promise<DiskFile>
  rename(from: string, to: string): Promise<void>
  /** Removes a file or a folder with all that is in it; nothing there is no error. */
  remove(path: string): Promise<void>
  /** Makes the folder (absolute path) and those above it; answers the topmost one that was missing, or null. */
  makeFolder(path: string): Promise<string | null>
  syncFolder(path: string): Promise<void>
  /** Names in a folder, sorted; null where there is no folder. */
  list(path: string): Promise<string[] | null>
}

export interface DiskFile {
  size(): Promise<number>
  /** Reads up to `length` bytes; fewer only where the file ends. */
  read(position: number, length: number): Promise<Uint8Array>
  write(position: number, bytes: Uint8Array): Promise<void>
  truncate(length: number): Promise<void>
  /** fdatasync. After it has failed, the handle must not be asked again: the kernel may have dropped the pages. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** Reads a whole file, or answers null where there is none. */
export async function readFile(disk: Disk, path: string): Promise<Uint8Array | null> {
  const file = await disk.open(path, 'read')
  if (file === null) return null
  try {
    return await file.read(0, await file.size())
  } finally {
    await file.close()
  }
}

/**
 * Puts a whole file in place so that a crash leaves either the old one or the new one: temporary file, fsync, rename, fsync of
 * the folder. The folder must exist. One writer per path at a time.
 */
export async function replaceFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.new`
  const file = await disk.create(temporary)
  try {
    await file.write(0, bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await disk.rename(temporary, path)
  await disk.syncFolder(dirname(path))
}

/** Makes a folder and everything above it durable, so that a file in it can be. */
export async function makeDurableFolder(disk: Disk, path: string): Promise<void> {
  const first = await disk.makeFolder(path)
  if (first === null) return
  // Each new folder is a name in the one above it, so every level from the deepest up to the first new one is synced.
  for (let folder = path; ; folder = dirname(folder)) {
    await disk.syncFolder(dirname(folder))
    if (folder === first || folder === dirname(folder)) return
  }
}
