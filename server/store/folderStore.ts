import type { After } from './after.ts'
import type { Disk } from './disk.ts'
import { makeDurableFolder } from './disk.ts'
import { formatDocId, isStorableId, parseDocId } from './docId.ts'
import type { DocName } from './docId.ts'
import { createEntryLog } from './entryLog.ts'
import { layout } from './layout.ts'
import type { RegisterPaths } from './layout.ts'
import { mediaIn } from './mediaStore.ts'
import { openRegister } from './register.ts'
import type { Register, RegisterSpec } from './register.ts'
import { createSectionLog, openSectionLog, readSectionLog } from './sectionLog.ts'
import type { OpenedSectionLog } from './sectionLog.ts'
import type { Store } from './store.ts'
import type { StoreLog } from './storeLog.ts'

export type StoreSpecs<P, PE, R, RE, N, NE> = {
  people: RegisterSpec<P, PE>
  notices: RegisterSpec<N, NE>
  report: RegisterSpec<R, RE>
}

export type FolderStoreDeps = { disk: Disk; root: string; after: After; log: StoreLog; now: () => string }

/** A store in one folder of a disk; nobody else may have that folder open. `root` is an absolute path. */
export async function openFolderStore<P, PE, R, RE, N, NE>(
  deps: FolderStoreDeps,
  specs: StoreSpecs<P, PE, R, RE, N, NE>,
): Promise<Store<P, PE, R, RE, N, NE>> {
  const { disk, root, log } = deps
  if ((await disk.list(layout.restoring(root))) !== null) {
    throw new Error(`a restore into ${root} was interrupted: run it again, with --replace`)
  }
  await makeDurableFolder(disk, layout.people(root))
  await makeDurableFolder(disk, layout.notices(root))
  await makeDurableFolder(disk, layout.reports(root))

  /** One register that is there from the first start on. */
  const always = <S, E>(paths: RegisterPaths, spec: RegisterSpec<S, E>) =>
    oneAtATime(async () => {
      const found = await openRegister(deps, paths, spec)
      if (found !== null) return found
      await createEntryLog(disk, paths.journal, [], { user: 'server' }, deps.now())
      return openRegister(deps, paths, spec)
    })
  const people = always(layout.peopleRegister(root), specs.people)
  const notices = always(layout.noticeRegister(root), specs.notices)
  const reports = new Map<string, OneAtATime<Register<R, RE>>>()
  const sections = new Map<string, Promise<OpenedSectionLog>>()

  const reportOf = (reportId: string) => {
    const known = reports.get(reportId)
    if (known !== undefined) return known
    const holder = oneAtATime(() => openRegister(deps, layout.reportRegister(root, reportId), specs.report))
    reports.set(reportId, holder)
    return holder
  }

  // Holders are made for reports that exist: ids that strangers try must not pile up in memory.
  const openReport = async (reportId: string) => {
    requireId(reportId)
    const exists = reports.has(reportId) || (await isFile(disk, layout.reportRegister(root, reportId)))
    return exists ? reportOf(reportId).get() : null
  }

  const requireReport = async (reportId: string) => {
    if ((await openReport(reportId)) === null) throw new Error(`there is no report ${reportId}`)
  }

  return {
    async openPeople() {
      const register = await people.get()
      if (register === null) throw new Error('the journal of people is gone')
      return register
    },
    async openNotices() {
      const register = await notices.get()
      if (register === null) throw new Error('the journal of notices is gone')
      return register
    },
    async reportIds() {
      const names = ((await disk.list(layout.reports(root))) ?? []).filter(isStorableId)
      const present = await Promise.all(names.map((name) => isFile(disk, layout.reportRegister(root, name))))
      return names.filter((_, i) => present[i])
    },
    openReport,
    async createReport(reportId, events, actor, at) {
      requireId(reportId)
      const holder = reportOf(reportId)
      return holder.alone(async () => {
        const paths = layout.reportRegister(root, reportId)
        if (await isFile(disk, paths)) return null
        await makeDurableFolder(disk, layout.sections(root, reportId))
        const readBack = events.map((event) => specs.report.event.parse(JSON.parse(JSON.stringify(event))))
        await createEntryLog(disk, paths.journal, readBack, actor, at)
        return holder.open()
      })
    },
    async sectionDocs(reportId) {
      requireId(reportId)
      return sectionDocsIn(disk, root, reportId)
    },
    async openSection(doc) {
      const name = requireDoc(doc)
      if (sections.has(doc)) throw new Error(`the log of ${doc} is held by somebody else`)
      const opening = (async () => {
        await requireReport(name.reportId)
        const path = layout.section(root, name)
        const found = await openSectionLog(disk, path, doc)
        if (found !== null) return found
        await createSectionLog(disk, path, { snapshot: null, leases: [], updates: [] })
        const made = await openSectionLog(disk, path, doc)
        if (made === null) throw new Error(`${path} has gone`)
        return made
      })()
      sections.set(doc, opening)
      try {
        const { log: opened, contents, dropped } = await opening
        if (dropped !== null) log.warn({ doc, ...dropped }, 'dropped the torn tail of a section log')
        const close = async () => {
          try {
            await opened.close()
          } finally {
            sections.delete(doc)
          }
        }
        return { log: { ...opened, close }, contents }
      } catch (error) {
        sections.delete(doc)
        throw error
      }
    },
    async createSection(doc, contents) {
      const name = requireDoc(doc)
      if (sections.has(doc)) return false
      await requireReport(name.reportId)
      const path = layout.section(root, name)
      const present = await disk.open(path, 'read')
      if (present !== null) {
        await present.close()
        return false
      }
      await createSectionLog(disk, path, contents)
      return true
    },
    readSection: async (doc) => readSectionLog(disk, layout.section(root, requireDoc(doc))),
    media: mediaIn(disk, layout.media(root)),
    async close() {
      const opened = await Promise.allSettled(sections.values())
      await Promise.all(
        opened.flatMap((held) => (held.status === 'fulfilled' ? [held.value.log.close()] : [])),
      )
      sections.clear()
      await Promise.all([
        people.close(),
        notices.close(),
        ...[...reports.values()].map((holder) => holder.close()),
      ])
    },
  }
}

/** The documents that lie in a report's folder, sorted by section and epoch. */
export async function sectionDocsIn(disk: Disk, root: string, reportId: string): Promise<string[]> {
  const names = (await disk.list(layout.sections(root, reportId))) ?? []
  const docs = names.flatMap((file) => {
    const doc = file.endsWith('.log') ? parseDocId(file.slice(0, -'.log'.length)) : null
    return doc !== null && doc.reportId === reportId ? [doc] : []
  })
  return docs.toSorted(bySectionAndEpoch).map(formatDocId)
}

function bySectionAndEpoch(a: DocName, b: DocName): number {
  return a.sectionId === b.sectionId ? a.epoch - b.epoch : a.sectionId < b.sectionId ? -1 : 1
}

type OneAtATime<T> = {
  /** What is open, else opens it. */
  get(): Promise<T | null>
  /** Runs something while nobody opens, closes or makes it. Inside, `open` is `get`. */
  alone<A>(run: () => Promise<A>): Promise<A>
  open(): Promise<T | null>
  close(): Promise<void>
}

/** Keeps one register open and opens it anew after it has failed; two askers at once get the same. */
function oneAtATime<T extends { close(): Promise<void>; onFailed(listener: () => void): unknown }>(
  openNew: () => Promise<T | null>,
): OneAtATime<T> {
  let present: T | null = null
  let turn: Promise<unknown> = Promise.resolve()
  const alone = <A>(run: () => Promise<A>): Promise<A> => {
    const mine = turn.then(run, run)
    turn = mine.catch(() => undefined)
    return mine
  }
  const open = async () => {
    if (present !== null) return present
    const opened = await openNew()
    opened?.onFailed(() => {
      if (present === opened) present = null
    })
    present = opened
    return opened
  }
  return {
    get: () => (present === null ? alone(open) : Promise.resolve(present)),
    alone,
    open,
    close: () =>
      alone(async () => {
        const last = present
        present = null
        await last?.close()
      }),
  }
}

async function isFile(disk: Disk, { journal }: RegisterPaths): Promise<boolean> {
  const file = await disk.open(journal, 'read')
  await file?.close()
  return file !== null
}

function requireId(id: string): void {
  if (!isStorableId(id)) throw new Error(`not the id of a report: ${JSON.stringify(id)}`)
}

function requireDoc(doc: string): DocName {
  const name = parseDocId(doc)
  if (name === null) throw new Error(`not the id of a document: ${JSON.stringify(doc)}`)
  return name
}
