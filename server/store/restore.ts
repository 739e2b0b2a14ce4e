import { join } from 'node:path'
import type { After } from './after.ts'
import { BackupRefused, readBackup } from './backup.ts'
import type { Disk } from './disk.ts'
import { makeDurableFolder, readFile, replaceFile } from './disk.ts'
import { isStorableId, parseDocId } from './docId.ts'
import type { DocName } from './docId.ts'
import { sectionDocsIn } from './folderStore.ts'
import { layout } from './layout.ts'
import { openRegister } from './register.ts'
import type { RegisterSpec } from './register.ts'
import { createSectionLog, readSectionLog } from './sectionLog.ts'
import type { StoreLog } from './storeLog.ts'

/** How a report's epochs are read and raised. */
export type Epochs<R, RE> = {
  /** Epoch of a section by the report's own records. */
  of: (report: R, sectionId: string) => number
  /** The event after which each of these sections, and every other the report knows, has at least the epoch `to`. */
  raised: (sectionIds: readonly string[], to: number) => RE
}

/** What a restore needs to know of the records: how they are kept, and what it has to add to them. */
export type RestoreSpecs<P, PE, R, RE> = {
  people: RegisterSpec<P, PE>
  report: RegisterSpec<R, RE>
  epochs: Epochs<R, RE>
  /** Ends every session, so that one that was ended after the backup does not come back to life. */
  sessionsEnded: (people: P) => readonly PE[]
}

export type RestoreSummary = { reports: number; sections: number; replaced: string | null; madeAt: string }

const parts = ['people', 'notices', 'reports', 'media'] as const

/**
 * Puts a backup in the place of a data folder that the caller holds the lock of, and raises the epoch of every section: the pages
 * that are open hold text the backup does not have, and would resend other people's with it.
 *
 * The new epoch is the time in seconds, not one more: a page may have seen epochs that the backup knows nothing of, from
 * reopened sections or from an earlier restore of this same backup.
 *
 * @param replace  whether a folder that holds something may be replaced; its contents are kept beside it
 * @throws {BackupRefused}
 */
export async function restore<P, PE, R, RE>(
  deps: { disk: Disk; log: StoreLog; now: () => Date },
  { backup, root, replace }: { backup: string; root: string; replace: boolean },
  specs: RestoreSpecs<P, PE, R, RE>,
): Promise<RestoreSummary> {
  const { disk, now } = deps
  const manifest = await readBackup(disk, backup)
  const present = await presentParts(disk, root)
  if (present.length > 0 && !replace) {
    throw new BackupRefused(`${root} is not empty: give --replace to set what it holds aside`)
  }
  const staged = layout.restoring(root)
  await disk.remove(staged)
  await makeDurableFolder(disk, staged)
  for (const part of parts) await makeDurableFolder(disk, join(staged, part))
  for (const path of Object.keys(manifest.files)) {
    const bytes = await readFile(disk, join(backup, path))
    if (bytes === null) throw new BackupRefused(`${join(backup, path)} has gone`)
    await makeDurableFolder(disk, join(staged, path, '..'))
    await replaceFile(disk, join(staged, path), bytes)
  }

  const at = now()
  let sections = 0
  const reportIds = ((await disk.list(layout.reports(staged))) ?? []).filter(isStorableId)
  for (const reportId of reportIds)
    sections += await raiseEpochs(deps, staged, reportId, at, specs.report, specs.epochs)
  const people = await openRegister({ ...deps, after: never }, layout.peopleRegister(staged), specs.people)
  await people?.append(specs.sessionsEnded(people.state()), { user: 'server' }, at.toISOString())
  await people?.close()

  // From here until the staging folder is gone no server starts on this folder.
  const aside = join(root, `replaced-${at.toISOString().replaceAll(':', '')}`)
  if (present.length > 0) await makeDurableFolder(disk, aside)
  for (const part of parts) {
    if (present.includes(part)) await disk.rename(join(root, part), join(aside, part))
    await disk.rename(join(staged, part), join(root, part))
  }
  if (present.length > 0) await disk.syncFolder(aside)
  await disk.syncFolder(root)
  await disk.remove(staged)
  await disk.syncFolder(root)
  return {
    reports: reportIds.length,
    sections,
    replaced: present.length > 0 ? aside : null,
    madeAt: manifest.madeAt,
  }
}

async function presentParts(disk: Disk, root: string): Promise<string[]> {
  const names = (await disk.list(root)) ?? []
  return parts.filter((part) => names.includes(part))
}

/** Gives each section its text anew under the next epoch; answers how many there were. */
async function raiseEpochs<R, RE>(
  { disk, log }: { disk: Disk; log: StoreLog },
  root: string,
  reportId: string,
  at: Date,
  spec: RegisterSpec<R, RE>,
  epochs: Epochs<R, RE>,
): Promise<number> {
  const register = await openRegister(
    { disk, log, after: never },
    layout.reportRegister(root, reportId),
    spec,
  )
  if (register === null) return 0
  const docs = (await sectionDocsIn(disk, root, reportId)).flatMap((doc) => parseDocId(doc) ?? [])
  const sectionIds = [...new Set(docs.map(({ sectionId }) => sectionId))]
  const before = register.state()
  const highest = Math.max(
    0,
    ...docs.map(({ epoch }) => epoch),
    ...sectionIds.map((id) => epochs.of(before, id)),
  )
  const to = Math.max(Math.floor(at.getTime() / 1000), highest + 1)
  await register.append([epochs.raised(sectionIds, to)], { user: 'server' }, at.toISOString())
  for (const sectionId of sectionIds) {
    const source = textAt(
      docs.filter((doc) => doc.sectionId === sectionId),
      epochs.of(before, sectionId),
    )
    const contents = source === null ? null : await readSectionLog(disk, layout.section(root, source))
    if (contents === null) continue
    const next = { reportId, sectionId, epoch: epochs.of(register.state(), sectionId) }
    // Without leases: no page may go on under a clientID of the text that was lost.
    await createSectionLog(disk, layout.section(root, next), { ...contents, leases: [] })
  }
  await register.close()
  return sectionIds.length
}

/** Nothing is put off: closing a register writes its snapshot. */
const never: After = () => () => undefined

/** The document the report's records speak of; else the newest before it; else (a text newer than its report) the next one. */
function textAt(docs: readonly DocName[], epoch: number): DocName | null {
  return docs.findLast((doc) => doc.epoch <= epoch) ?? docs[0] ?? null
}
