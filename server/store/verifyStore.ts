import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { canonicalJson } from './canonicalJson.ts'
import { readFile, type Disk } from './disk.ts'
import { storedEntrySchema, verifyChain, type StoredEntry } from './entryChain.ts'
import { scanJournal } from './journalFormat.ts'
import type { RegisterPaths } from './layout.ts'
import { isMediaHash, mediaHash } from './mediaStore.ts'
import type { RegisterSpec } from './register.ts'
import { decodeContents, type SectionContents } from './sectionLog.ts'

/** Something that is not as it was stored. `seq` is the entry of a journal. */
export interface Fault {
  readonly file: string
  readonly seq?: number
  readonly fault: string
}

/** A tail that is being written is whole a moment later; what a crash or damage left stays. */
const looks = 5
const pauseMs = 100

/** The records of a journal, without changing it. `isHeld`: a server may be writing in it. */
export async function verifyJournal(
  disk: Disk,
  path: string,
  isHeld: boolean,
): Promise<{ records: Uint8Array[]; faults: Fault[] }> {
  for (let look = 1; ; look++) {
    const bytes = await readFile(disk, path)
    if (bytes === null) return { records: [], faults: [{ file: path, fault: 'the file is missing' }] }
    const { records, end, damagedAt } = scanJournal(bytes)
    if (damagedAt === null && end === bytes.length) return { records, faults: [] }
    if (isHeld && look < looks) {
      await pause(pauseMs)
      continue
    }
    const fault =
      damagedAt === null
        ? `${bytes.length - end} bytes from byte ${end} on are no whole commit: a crash tore it, or it is damaged`
        : `damaged at byte ${damagedAt}`
    return { records, faults: [{ file: path, fault }] }
  }
}

const snapshotSchema = z.object({
  version: z.number(),
  seq: z.int().nonnegative(),
  hash: z.string(),
  state: z.unknown(),
})

export interface VerifiedRegister<S, E> {
  /** What the entries give; as far as they can be read. */
  readonly state: S
  readonly entries: readonly StoredEntry<E>[]
  readonly faults: readonly Fault[]
}

/** A register's journal with its chain, and whether the snapshot is what the entries give. Nothing is changed. */
export async function verifyRegister<S, E>(
  disk: Disk,
  { journal, snapshot }: RegisterPaths,
  spec: RegisterSpec<S, E>,
  isHeld: boolean,
): Promise<VerifiedRegister<S, E>> {
  // The snapshot first: it is never ahead of its journal.
  const taken = await readFile(disk, snapshot)
  const { records, faults } = await verifyJournal(disk, journal, isHeld)
  const stored: StoredEntry<unknown>[] = []
  for (const [at, record] of records.entries()) {
    const entry = storedEntrySchema.safeParse(jsonOf(record))
    if (!entry.success) {
      faults.push({ file: journal, seq: at + 1, fault: 'the entry cannot be read' })
      break
    }
    stored.push(entry.data)
  }
  const broken = verifyChain(stored)
  if (broken !== null)
    faults.push({ file: journal, seq: broken.seq, fault: `the chain breaks (${broken.fault})` })

  const snap = taken === null ? null : snapshotSchema.safeParse(jsonOf(taken))
  if (snap?.success === false) faults.push({ file: snapshot, fault: 'the snapshot cannot be read' })
  const from = snap?.success === true ? snap.data : null
  if (from !== null && from.seq > 0 && stored[from.seq - 1]?.hash !== from.hash)
    faults.push({ file: snapshot, seq: from.seq, fault: 'the journal has no such entry' })
  if (from !== null && from.version !== spec.version)
    faults.push({
      file: snapshot,
      fault: `of version ${from.version}, and this program's is ${spec.version}`,
    })

  let state = spec.initial
  const entries: StoredEntry<E>[] = []
  const compare = (seq: number) => {
    if (from !== null && from.seq === seq && !isSameState(spec, from.state, state))
      faults.push({ file: snapshot, seq, fault: 'the snapshot is not what the entries give' })
  }
  compare(0)
  for (const entry of stored) {
    try {
      const event = entry.event === null ? null : spec.event.parse(entry.event)
      entries.push({ ...entry, event })
      if (event !== null) state = spec.reduce(state, { ...entry, event })
    } catch (error) {
      faults.push({ file: journal, seq: entry.seq, fault: `the event cannot be read: ${reasonOf(error)}` })
      break
    }
    compare(entry.seq)
  }
  return { state, entries, faults }
}

/** A snapshot of an earlier program may lack what has a default since: then both are read before they are compared. */
function isSameState<S, E>(spec: RegisterSpec<S, E>, snapshot: unknown, replayed: S): boolean {
  if (canonicalJson(snapshot) === canonicalJson(replayed)) return true
  try {
    const asStored = JSON.parse(JSON.stringify(replayed)) as unknown
    return canonicalJson(spec.state.parse(snapshot)) === canonicalJson(spec.state.parse(asStored))
  } catch {
    // What cannot be read is not what the entries give.
    return false
  }
}

/** Every file of the media folder against its name. */
export async function verifyMedia(
  disk: Disk,
  folder: string,
): Promise<{ hashes: Set<string>; faults: Fault[] }> {
  const hashes = new Set<string>()
  const faults: Fault[] = []
  for (const name of (await disk.list(folder)) ?? []) {
    // What a crash left of a file that was being written has another ending.
    if (!isMediaHash(name)) continue
    const bytes = await readFile(disk, join(folder, name))
    if (bytes !== null && mediaHash(bytes) === name) hashes.add(name)
    else faults.push({ file: join(folder, name), fault: 'the file is not what its name says' })
  }
  return { hashes, faults }
}

/** The log of a text. */
export async function verifySectionLog(
  disk: Disk,
  path: string,
  isHeld: boolean,
): Promise<{ contents: SectionContents | null; faults: Fault[] }> {
  const { records, faults } = await verifyJournal(disk, path, isHeld)
  try {
    return { contents: decodeContents(records), faults }
  } catch (error) {
    return {
      contents: null,
      faults: [...faults, { file: path, fault: `cannot be read: ${reasonOf(error)}` }],
    }
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // The schema that reads it says what is wrong.
    return undefined
  }
}

export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
