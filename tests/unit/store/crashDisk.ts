import { basename, dirname } from 'node:path'
import type { Disk, DiskFile } from '../../../server/store/disk.ts'

/** What the disk is told to do wrong: at the nth step the machine stops, or the one call fails. */
export type Fault = { at: number; kind: 'crash' | 'fail' }

type Write = { position: number; bytes: Uint8Array } | { truncate: number }
/** `seen` is what programs read; `pending` was written since the last sync that held. */
type Inode = { seen: Uint8Array; durable: Uint8Array; pending: Write[] }
type NameChange = { path: string; inode: Inode | null }

/** Pages of the imagined disk: small, so that every record lies on several. */
const pageBytes = 8

/**
 * A disk that forgets as much as a real one may: after a crash any page of any write since the last sync may be missing, in any
 * order, and only a prefix of the name changes of a folder since its sync holds.
 */
export class CrashDisk {
  readonly disk: Disk
  steps = 0
  syncs = 0
  crashed = false
  /** Handles that were written or synced again after their sync had failed. */
  misused = 0
  private readonly fault: Fault | null
  private readonly durableNames: Map<string, Inode>
  private readonly names: Map<string, Inode>
  private readonly nameChanges = new Map<string, NameChange[]>()

  constructor(fault: Fault | null = null, names: Map<string, Inode> = new Map()) {
    this.fault = fault
    this.durableNames = names
    this.names = new Map(names)
    this.disk = this.makeDisk()
  }

  /** The disk as it is found after the power went; `random` decides what was lost. */
  afterCrash(random: () => number, fault: Fault | null = null): CrashDisk {
    const names = new Map(this.durableNames)
    for (const changes of this.nameChanges.values()) {
      for (const { path, inode } of changes.slice(0, Math.floor(random() * (changes.length + 1))))
        setName(names, path, inode)
    }
    const survivors = new Map<Inode, Inode>()
    for (const inode of names.values()) {
      const bytes = survived(inode, random)
      survivors.set(inode, { seen: bytes, durable: bytes, pending: [] })
    }
    return new CrashDisk(
      fault,
      new Map(
        [...names].flatMap(([path, inode]) => {
          const survivor = survivors.get(inode)
          return survivor === undefined ? [] : [[path, survivor]]
        }),
      ),
    )
  }

  /** Bytes of a file as programs see them now. */
  bytes(path: string): Uint8Array | null {
    const inode = this.names.get(path)
    return inode?.seen ?? null
  }

  /** Overwrites bytes durably, as a failing disk would. */
  damage(path: string, position: number, bytes: Uint8Array): void {
    const inode = this.names.get(path)
    if (inode !== undefined) inode.durable = inode.seen = withWrite(inode.seen, { position, bytes })
  }

  private step(): void {
    if (this.crashed) throw new Error('the machine has stopped')
    this.steps += 1
    if (this.fault?.at !== this.steps) return
    this.crashed = this.fault.kind === 'crash'
    throw new Error(this.crashed ? 'the machine stops' : 'EIO')
  }

  private rename(path: string, inode: Inode | null): void {
    setName(this.names, path, inode)
    const folder = dirname(path)
    this.nameChanges.set(folder, [...(this.nameChanges.get(folder) ?? []), { path, inode }])
  }

  private makeDisk(): Disk {
    return {
      open: async (path) => {
        if (this.crashed) throw new Error('the machine has stopped')
        const inode = this.names.get(path)
        return inode === undefined ? null : this.fileOf(inode)
      },
      create: async (path) => {
        this.step()
        const inode: Inode = { seen: new Uint8Array(), durable: new Uint8Array(), pending: [] }
        this.rename(path, inode)
        return this.fileOf(inode)
      },
      rename: async (from, to) => {
        this.step()
        const inode = this.names.get(from)
        if (inode === undefined) throw new Error(`no such file: ${from}`)
        // One change of both names, as a journalling file system does it.
        setName(this.names, from, null)
        this.rename(to, inode)
      },
      remove: async (path) => {
        this.step()
        this.rename(path, null)
      },
      makeFolder: async () => null,
      syncFolder: async (path) => {
        this.step()
        for (const { path: name, inode } of this.nameChanges.get(path) ?? [])
          setName(this.durableNames, name, inode)
        this.nameChanges.delete(path)
      },
      list: async (path) => {
        const names = [...this.names.keys()].filter((name) => dirname(name) === path)
        return names.length === 0 ? null : names.map((name) => basename(name)).toSorted()
      },
    }
  }

  private fileOf(inode: Inode): DiskFile {
    let failed = false
    const touch = () => {
      if (failed) this.misused += 1
      try {
        this.step()
      } catch (error) {
        failed = true
        throw error
      }
    }
    return {
      size: async () => inode.seen.length,
      read: async (position, length) => inode.seen.slice(position, position + length),
      write: async (position, bytes) => {
        try {
          touch()
        } catch (error) {
          put(inode, { position, bytes: bytes.slice(0, Math.floor(bytes.length / 2)) })
          throw error
        }
        put(inode, { position, bytes: bytes.slice() })
      },
      truncate: async (length) => {
        touch()
        put(inode, { truncate: length })
      },
      sync: async () => {
        try {
          touch()
        } catch (error) {
          // As Linux does: the pages that could not be written count as clean, and stay readable.
          if (!this.crashed) inode.pending = []
          throw error
        }
        this.syncs += 1
        inode.durable = inode.pending.reduce(withWrite, inode.durable)
        inode.pending = []
      },
      close: async () => undefined,
    }
  }
}

function setName(names: Map<string, Inode>, path: string, inode: Inode | null): void {
  if (inode === null) names.delete(path)
  else names.set(path, inode)
}

function put(inode: Inode, write: Write): void {
  inode.seen = withWrite(inode.seen, write)
  inode.pending.push(write)
}

function withWrite(bytes: Uint8Array, write: Write): Uint8Array {
  if ('truncate' in write) return bytes.slice(0, write.truncate)
  const next = new Uint8Array(Math.max(bytes.length, write.position + write.bytes.length))
  next.set(bytes)
  next.set(write.bytes, write.position)
  return next
}

function survived(inode: Inode, random: () => number): Uint8Array {
  let bytes = inode.durable
  for (const write of inode.pending) {
    if ('truncate' in write) {
      if (random() < 0.5) bytes = withWrite(bytes, write)
      continue
    }
    for (let at = 0; at < write.bytes.length; at += pageBytes) {
      if (random() < 0.5) continue
      bytes = withWrite(bytes, {
        position: write.position + at,
        bytes: write.bytes.subarray(at, at + pageBytes),
      })
    }
  }
  return bytes
}
