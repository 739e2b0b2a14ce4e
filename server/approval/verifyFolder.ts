import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import type { Seal } from '../../shared/approval/seal.ts'
import { chainFault, type SealFault } from '../../shared/approval/verifySeals.ts'
import type { ReportEvent } from '../../shared/report/event.ts'
import { canonicalJson, canonicalProse } from '../../shared/section/canonical.ts'
import type { SectionContent } from '../../shared/section/content.ts'
import { noticeRegister } from '../notice/noticeRegister.ts'
import { peopleRegister } from '../people/peopleRegister.ts'
import { reportRegister } from '../reports/reportRegister.ts'
import { storedText } from '../sections/openText.ts'
import { readFile, type Disk } from '../store/disk.ts'
import { isStorableId, parseDocId } from '../store/docId.ts'
import type { StoredEntry } from '../store/entryChain.ts'
import { sectionDocsIn } from '../store/folderStore.ts'
import { layout } from '../store/layout.ts'
import { mediaIn } from '../store/mediaStore.ts'
import type { SectionContents } from '../store/sectionLog.ts'
import { reasonOf, verifyMedia, verifyRegister, verifySectionLog, type Fault } from '../store/verifyStore.ts'
import { readContent } from './readContent.ts'
import { sha256 } from './sha256.ts'

export interface Verified {
  readonly reports: number
  readonly entries: number
  readonly seals: number
  readonly faults: readonly Fault[]
}

/**
 * Looks a whole data folder over, or a backup, without changing it: every journal with its chain, every snapshot, every file
 * of media, every text, and every approval with the content it is of.
 *
 * @param isHeld  a server may be writing in it
 */
export async function verifyFolder(disk: Disk, root: string, isHeld: boolean): Promise<Verified> {
  const faults: Fault[] = []
  let entries = 0
  let seals = 0
  const people = await verifyRegister(disk, layout.peopleRegister(root), peopleRegister, isHeld)
  const notices = layout.noticeRegister(root)
  // A data folder of an earlier program has no notices.
  const told =
    (await readFile(disk, notices.journal)) === null
      ? null
      : await verifyRegister(disk, notices, noticeRegister, isHeld)
  for (const register of told === null ? [people] : [people, told]) {
    entries += register.entries.length
    faults.push(...register.faults)
  }

  const reportIds = ((await disk.list(layout.reports(root))) ?? []).filter(isStorableId)
  let reports = 0
  const mentioned = new Map<string, { readonly file: string; readonly seq: number }>()
  for (const id of reportIds) {
    const paths = layout.reportRegister(root, id)
    // Its making has not been finished.
    if ((await readFile(disk, paths.journal)) === null && (await readFile(disk, paths.snapshot)) === null)
      continue
    reports += 1
    const register = await verifyRegister(disk, paths, reportRegister, isHeld)
    entries += register.entries.length
    faults.push(...register.faults)
    if (register.state !== null && register.state.id !== id)
      faults.push({ file: paths.journal, fault: `it is of another report, ${register.state.id}` })
    const sealed = sealsIn(register.entries)
    seals += sealed.length
    faults.push(...(await verifySeals(disk, root, paths.journal, sealed)))
    for (const { hash, seq } of mentionedIn(register.entries))
      if (!mentioned.has(hash)) mentioned.set(hash, { file: paths.journal, seq })
    faults.push(...(await verifyTexts(disk, root, id, sealed, isHeld)))
  }

  // Last: a running server stores contents before it writes of them.
  const media = await verifyMedia(disk, layout.media(root))
  faults.push(...media.faults)
  const damaged = new Set(media.faults.map(({ file }) => file))
  for (const [hash, { file, seq }] of mentioned) {
    const path = layout.medium(root, hash)
    if (!media.hashes.has(hash) && !damaged.has(path))
      faults.push({ file: path, fault: `is missing; ${file} speaks of it in entry ${seq}` })
  }
  return { reports, entries, seals, faults }
}

interface SealAt {
  readonly seal: Seal
  readonly entry: StoredEntry<ReportEvent>
}

const sealsIn = (entries: readonly StoredEntry<ReportEvent>[]): SealAt[] =>
  entries.flatMap((entry) =>
    entry.event?.type === 'sectionMoved' && entry.event.seal !== undefined
      ? [{ seal: entry.event.seal, entry }]
      : [],
  )

/** Contents and pictures that the entries speak of. */
const mentionedIn = (entries: readonly StoredEntry<ReportEvent>[]) =>
  entries.flatMap(({ event, seq }) => {
    if (event?.type === 'versionKept') return [{ hash: event.version.digest, seq }]
    if (event?.type === 'imageAdded') return [{ hash: event.hash, seq }]
    if (event?.type === 'sectionMoved' && event.seal !== undefined) return [{ hash: event.seal.content, seq }]
    return []
  })

const sentences: Readonly<Record<SealFault, string>> = {
  hash: 'the seal is not what was sealed',
  chain: 'the seal does not follow the one before it',
  contentMissing: 'what was approved is missing',
  content: 'what is stored is not what was approved',
}

async function verifySeals(
  disk: Disk,
  root: string,
  file: string,
  sealed: readonly SealAt[],
): Promise<Fault[]> {
  const faults: Fault[] = []
  const broken = chainFault(
    sealed.map(({ seal }) => seal),
    sha256,
  )
  const at = broken === null ? undefined : sealed[broken.at]
  if (broken !== null && at !== undefined)
    faults.push({ file, seq: at.entry.seq, fault: `${at.seal.section}: ${sentences[broken.fault]}` })
  for (const { seal, entry } of sealed) {
    const { user, forUser } = entry.actor
    if (seal.at !== entry.at || seal.by !== user || seal.forUser !== forUser)
      faults.push({
        file,
        seq: entry.seq,
        fault: `${seal.section}: the seal names another person or time than its entry`,
      })
    const content = await contentOf(disk, root, seal.content)
    if (content === 'damaged')
      faults.push({
        file: layout.medium(root, seal.content),
        seq: entry.seq,
        fault: `${seal.section}: ${sentences.content}`,
      })
    else if (content !== null && content.section.id !== seal.section)
      faults.push({ file, seq: entry.seq, fault: `${seal.section}: the content is of ${content.section.id}` })
  }
  return faults
}

async function contentOf(disk: Disk, root: string, hash: string): Promise<SectionContent | null | 'damaged'> {
  try {
    return await readContent({ media: mediaIn(disk, layout.media(root)) }, hash)
  } catch {
    // Which bytes are wrong is told of the file; here only that this approval has them no more.
    return 'damaged'
  }
}

/** The texts of a report: that they can be read, and that those that were approved still say it. */
async function verifyTexts(
  disk: Disk,
  root: string,
  reportId: string,
  sealed: readonly SealAt[],
  isHeld: boolean,
): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const doc of await sectionDocsIn(disk, root, reportId)) {
    const name = parseDocId(doc)
    if (name === null) continue
    const file = layout.section(root, name)
    const { contents, faults: found } = await verifySectionLog(disk, file, isHeld)
    faults.push(...found)
    const seal = sealed.findLast(
      (candidate) => candidate.seal.section === name.sectionId && candidate.seal.epoch === name.epoch,
    )
    const approved = seal === undefined ? null : await contentOf(disk, root, seal.seal.content)
    if (contents === null) continue
    try {
      const differing = slotsNotSaying(contents, approved === 'damaged' ? null : approved)
      if (differing.length > 0)
        faults.push({
          file,
          ...(seal === undefined ? {} : { seq: seal.entry.seq }),
          fault: `the text is not the approved one: ${differing.join(', ')}`,
        })
    } catch (error) {
      faults.push({ file, fault: `the text cannot be read: ${reasonOf(error)}` })
    }
  }
  return faults
}

/** Slots whose stored text is another than the approved one. Throws where the text cannot be read. */
function slotsNotSaying(contents: SectionContents, approved: SectionContent | null): string[] {
  const doc = storedText(contents)
  try {
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('it has gaps')
    return Object.entries(approved?.prose ?? {}).flatMap(([slot, prose]) => {
      const stored = canonicalProse(yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(slot)))
      return canonicalJson(stored) === canonicalJson(prose) ? [] : [slot]
    })
  } finally {
    doc.destroy()
  }
}
