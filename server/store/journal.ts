import { dirname } from 'node:path'
import type { Disk, DiskFile } from './disk.ts'
import { readFile, replaceFile } from './disk.ts'
import { encodeFrame, encodeHeader, headerBytes, scanJournal } from './journalFormat.ts'
import type { Scan } from './journalFormat.ts'

/**
 * An append-only file with group commit. Appends that arrive while one commit is on its way to the disk go together in the
 * next. After a failed write or fsync nothing more is accepted: what the disk holds is then unknown until it is opened again.
 */
export interface Journal {
  readonly path: string
  /** Length of the file up to the last commit. */
  length(): number
  /** Resolves when the records are on disk; they are there all or none. Rejects with `JournalFailed`. */
  append(records: readonly Uint8Array[]): Promise<void>
  /**
   * Replaces everything appended so far by these records, in a new file renamed over the old one. Appends that come later stay
   * behind them. If the new file cannot be written the old one stays in use and the promise rejects.
   */
  rewrite(records: readonly Uint8Array[]): Promise<void>
  /** Everything appended before the call, from disk, after it has become durable. */
  read(): Promise<Uint8Array[]>
  /** Waits for what was appended, then closes the file. Later appends reject. */
  close(): Promise<void>
}

export type OpenedJournal = {
  journal: Journal
  records: Uint8Array[]
  /** The tail of a commit that a crash interrupted; it was acknowledged to nobody and has been cut off. */
  dropped: { offset: number; bytes: number } | null
}

export class JournalFailed extends Error {
  override name = 'JournalFailed'
}

/** The file was whole once and is not now. It is left as it is, for somebody to look at and to restore a backup. */
export class JournalDamaged extends Error {
  override name = 'JournalDamaged'
  readonly path: string
  readonly offset: number
  constructor(path: string, offset: number) {
    super(`${path} is damaged at byte ${offset}: restore it from a backup, or from a copy of the disk`)
    this.path = path
    this.offset = offset
  }
}

type Settle<T> = { resolve: (value: T) => void; reject: (reason: Error) => void }
type Append = Settle<void> & { kind: 'append'; records: readonly Uint8Array[] }
type Job =
  | Append
  | (Settle<void> & { kind: 'rewrite'; records: readonly Uint8Array[] })
  | (Settle<Uint8Array[]> & { kind: 'read' })

/** A commit larger than this is split between appends, so that memory and the time to the first answer stay bounded. */
const maxCommitBytes = 4 * 1024 * 1024

/** Makes a journal that holds the records, durably; its folder must be durable. An existing file is replaced. */
export async function createJournal(disk: Disk, path: string, records: readonly Uint8Array[]): Promise<void> {
  await replaceFile(disk, path, wholeJournal(records))
}

/**
 * Opens a journal, or answers null where there is none.
 *
 * @throws {JournalDamaged} if good commits lie behind a bad one, or the header is not one of this format
 */
export async function openJournal(disk: Disk, path: string): Promise<OpenedJournal | null> {
  const file = await disk.open(path, 'write')
  if (file === null) return null
  try {
    const size = await file.size()
    const bytes = await file.read(0, size)
    const { records, end, lastFrame, damagedAt } = scanJournal(bytes)
    if (damagedAt !== null) throw new JournalDamaged(path, damagedAt)
    if (end < size) await file.truncate(end)
    // The last commit may be in the kernel's memory only, even marked as written after an fsync that failed. Writing it again
    // makes the sync below mean what it says, before anybody is shown what it holds.
    if (lastFrame < end) await file.write(lastFrame, bytes.subarray(lastFrame, end))
    await file.sync()
    await disk.syncFolder(dirname(path))
    const dropped = end < size ? { offset: end, bytes: size - end } : null
    return { journal: journalOn(disk, path, file, end), records, dropped }
  } catch (error) {
    await file.close()
    throw error
  }
}

/**
 * The whole commits of a journal that another may be appending to, without changing it; null where there is none.
 *
 * @returns `end`: how much of `bytes` is whole
 * @throws {JournalDamaged}
 */
export async function readJournal(
  disk: Disk,
  path: string,
): Promise<{ scan: Scan; bytes: Uint8Array } | null> {
  const bytes = await readFile(disk, path)
  if (bytes === null) return null
  const scan = scanJournal(bytes)
  if (scan.damagedAt !== null) throw new JournalDamaged(path, scan.damagedAt)
  return { scan, bytes }
}

function wholeJournal(records: readonly Uint8Array[]): Uint8Array {
  const frame = records.length === 0 ? new Uint8Array() : encodeFrame(records, headerBytes)
  const bytes = new Uint8Array(headerBytes + frame.length)
  bytes.set(encodeHeader())
  bytes.set(frame, headerBytes)
  return bytes
}

function journalOn(disk: Disk, path: string, opened: DiskFile, openedEnd: number): Journal {
  let file = opened
  let end = openedEnd
  let refusal: JournalFailed | null = null
  let queue: Job[] = []
  let draining: Promise<void> | null = null

  const enqueue = (job: Job) => {
    if (refusal !== null) return job.reject(refusal)
    queue.push(job)
    // One microtask later, so that everything appended in the same turn shares a commit.
    draining ??= Promise.resolve().then(drain)
  }

  const drain = async () => {
    while (queue.length > 0) {
      const job = queue[0]
      if (job === undefined) break
      if (job.kind === 'append') await commit(takeAppends())
      else {
        queue.shift()
        if (job.kind === 'rewrite') await replace(job)
        else await readAll(job)
      }
    }
    draining = null
  }

  const takeAppends = (): Append[] => {
    const taken: Append[] = []
    let bytes = 0
    for (const job of queue) {
      if (job.kind !== 'append' || bytes > maxCommitBytes) break
      taken.push(job)
      for (const record of job.records) bytes += record.length
    }
    queue = queue.slice(taken.length)
    return taken
  }

  const commit = async (appends: readonly Append[]) => {
    try {
      const frame = encodeFrame(
        appends.flatMap((append) => append.records),
        end,
      )
      await file.write(end, frame)
      await file.sync()
      end += frame.length
    } catch (error) {
      return fail(error, appends)
    }
    for (const append of appends) append.resolve()
  }

  const replace = async (job: Job & { kind: 'rewrite' }) => {
    const bytes = wholeJournal(job.records)
    const temporary = `${path}.new`
    let next: DiskFile
    try {
      next = await disk.create(temporary)
      try {
        await next.write(0, bytes)
        await next.sync()
      } catch (error) {
        await next.close()
        throw error
      }
    } catch (error) {
      // The journal itself is untouched; a leftover temporary file is overwritten by the next attempt.
      job.reject(failure(path, error))
      return
    }
    try {
      await disk.rename(temporary, path)
      await disk.syncFolder(dirname(path))
    } catch (error) {
      // Which of the two files the name leads to after a crash is unknown now, so neither may be appended to.
      await next.close().catch(() => undefined)
      return fail(error, [job])
    }
    const old = file
    file = next
    end = bytes.length
    job.resolve()
    // Its name is gone and its contents live on in the new file: nothing depends on how this ends.
    await old.close().catch(() => undefined)
  }

  const readAll = async (job: Job & { kind: 'read' }) => {
    try {
      const scan = scanJournal(await file.read(0, end))
      if (scan.end === end) job.resolve(scan.records)
      else job.reject(new JournalDamaged(path, scan.end))
    } catch (error) {
      job.reject(failure(path, error))
    }
  }

  const fail = async (cause: unknown, jobs: readonly Settle<never>[]) => {
    refusal = failure(path, cause)
    const all = [...jobs, ...queue]
    queue = []
    for (const job of all) job.reject(refusal)
    // The handle is not asked again; its close may well fail too and says nothing new.
    await file.close().catch(() => undefined)
  }

  const idle = async () => {
    for (let last = draining; last !== null; last = draining) await last
  }

  return {
    path,
    length: () => end,
    append: (records) =>
      records.length === 0
        ? Promise.resolve()
        : new Promise((resolve, reject) => enqueue({ kind: 'append', records, resolve, reject })),
    rewrite: (records) =>
      new Promise((resolve, reject) => enqueue({ kind: 'rewrite', records, resolve, reject })),
    read: () => new Promise((resolve, reject) => enqueue({ kind: 'read', resolve, reject })),
    async close() {
      await idle()
      if (refusal !== null) return
      refusal = new JournalFailed(`${path} is closed`)
      await file.close()
    },
  }
}

function failure(path: string, error: unknown): JournalFailed {
  const reason = error instanceof Error ? error.message : String(error)
  return new JournalFailed(`${path} could not be written: ${reason}`, { cause: error })
}
