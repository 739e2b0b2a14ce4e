import { createHash } from 'node:crypto'
import { join, relative } from 'node:path'
import { z } from 'zod'
import type { Disk } from './disk.ts'
import { makeDurableFolder, readFile, replaceFile } from './disk.ts'
import { isStorableId, parseDocId } from './docId.ts'
import { sectionDocsIn } from './folderStore.ts'
import { JournalDamaged, readJournal } from './journal.ts'
import { layout } from './layout.ts'
import type { RegisterPaths } from './layout.ts'
import { isMediaHash, mediaHash } from './mediaStore.ts'

/** What a backup says of itself. It is written last: a folder without it is no backup. */
const manifestSchema = z.object({
  format: z.literal('samskrift-backup-1'),
  madeAt: z.string(),
  files: z.record(z.string(), z.object({ bytes: z.int(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof manifestSchema>

export type BackupSummary = {
  reports: number
  entries: number
  documents: number
  media: number
  bytes: number
}

/** A backup that cannot be made or used; the message says why. */
export class BackupRefused extends Error {
  override name = 'BackupRefused'
}

/**
 * Copies the data folder into the empty or new folder `target` while a server may be writing in it. Everything that was
 * acknowledged before it began is in it, and it opens: a snapshot goes before its journal, which then holds all of it; a report
 * before its sections, so that a seal never lacks its text (a sealed text does not change; a text newer than its report is only
 * newer text); pictures after the texts that show them; people last, for everybody named is among them. Notices go first of all: they
 * say how far into each report's journal they go, and may lag behind it but never run ahead.
 *
 * @throws {BackupRefused} {@link JournalDamaged}
 */
export async function backUp(
  disk: Disk,
  root: string,
  target: string,
  now: () => string,
): Promise<BackupSummary> {
  if ((await disk.list(layout.people(root))) === null) throw new BackupRefused(`${root} is not a data folder`)
  if (!relative(root, target).startsWith('..'))
    throw new BackupRefused(`${target} lies in the data folder itself`)
  if (((await disk.list(target)) ?? []).length > 0) throw new BackupRefused(`${target} is not empty`)

  const files: Manifest['files'] = {}
  const write = async (path: string, bytes: Uint8Array) => {
    const to = join(target, relative(root, path))
    await makeDurableFolder(disk, join(to, '..'))
    await replaceFile(disk, to, bytes)
    files[relative(root, path)] = { bytes: bytes.length, sha256: sha256(bytes) }
  }
  const copyJournal = async (path: string): Promise<number | null> => {
    const found = await wholeCommits(disk, path)
    if (found === null) return null
    await write(path, found.bytes)
    return found.records
  }
  const copyRegister = async ({ journal, snapshot }: RegisterPaths): Promise<number | null> => {
    const taken = await readFile(disk, snapshot)
    const records = await copyJournal(journal)
    if (records !== null && taken !== null) await write(snapshot, taken)
    return records
  }

  const summary: BackupSummary = { reports: 0, entries: 0, documents: 0, media: 0, bytes: 0 }
  // Null in a data folder from before there were notices.
  await copyRegister(layout.noticeRegister(root))
  const reportIds = ((await disk.list(layout.reports(root))) ?? []).filter(isStorableId)
  for (const reportId of reportIds) {
    const entries = await copyRegister(layout.reportRegister(root, reportId))
    if (entries === null) continue // its making has not been finished
    summary.reports += 1
    summary.entries += entries
    for (const doc of await sectionDocsIn(disk, root, reportId)) {
      const name = parseDocId(doc)
      if (name !== null && (await copyJournal(layout.section(root, name))) !== null) summary.documents += 1
    }
  }
  for (const hash of ((await disk.list(layout.media(root))) ?? []).filter(isMediaHash)) {
    const bytes = await readFile(disk, layout.medium(root, hash))
    if (bytes === null || mediaHash(bytes) !== hash)
      throw new BackupRefused(`${layout.medium(root, hash)} is damaged`)
    await write(layout.medium(root, hash), bytes)
    summary.media += 1
  }
  await copyRegister(layout.peopleRegister(root))

  const manifest: Manifest = { format: 'samskrift-backup-1', madeAt: now(), files }
  await replaceFile(disk, manifestIn(target), new TextEncoder().encode(JSON.stringify(manifest)))
  summary.bytes = Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0)
  return summary
}

/**
 * Reads what a backup holds and checks every file of it.
 *
 * @throws {BackupRefused} if it is not whole
 */
export async function readBackup(disk: Disk, folder: string): Promise<Manifest> {
  const bytes = await readFile(disk, manifestIn(folder))
  if (bytes === null) throw new BackupRefused(`${folder} is not a finished backup: it has no manifest.json`)
  const manifest = manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  for (const [path, { sha256: expected }] of Object.entries(manifest.files)) {
    if (relative(folder, join(folder, path)).startsWith('..'))
      throw new BackupRefused(`${path} leads out of the backup`)
    const file = await readFile(disk, join(folder, path))
    if (file === null) throw new BackupRefused(`${join(folder, path)} is missing`)
    if (sha256(file) !== expected) throw new BackupRefused(`${join(folder, path)} is not what was backed up`)
  }
  return manifest
}

/** The whole commits of a journal that is being written. */
async function wholeCommits(
  disk: Disk,
  path: string,
): Promise<{ bytes: Uint8Array; records: number } | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      const found = await readJournal(disk, path)
      if (found === null) return null
      return { bytes: found.bytes.subarray(0, found.scan.end), records: found.scan.records.length }
    } catch (error) {
      // A journal that is reopened after a failure has its tail cut while we read; a damaged one stays damaged.
      if (!(error instanceof JournalDamaged) || attempt === 3) throw error
    }
  }
}

function manifestIn(folder: string): string {
  return join(folder, 'manifest.json')
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
