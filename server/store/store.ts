import type { EntryActor } from './entryChain.ts'
import type { Register } from './register.ts'
import type { SectionContents, SectionLog } from './sectionLog.ts'

/**
 * Everything that is kept. `P`, `N` and `R` are the states of people, of their notices and of a report; `PE`, `NE` and `RE` what
 * happens to them.
 *
 * Ids come checked (`isStorableId`, `parseDocId`); a wrong one is a bug and throws. What is open is shared: asking twice for a
 * report gives the same register. A section log has one holder at a time.
 */
export interface Store<P, PE, R, RE, N, NE> {
  /** People, accounts and sessions. Asked anew each time: after a failure it is another one, opened from disk. */
  openPeople(): Promise<Register<P, PE>>
  /** What each person has been told, and how far into each report's journal that goes. Asked anew each time, as people are. */
  openNotices(): Promise<Register<N, NE>>
  /** Ids of all reports, sorted. */
  reportIds(): Promise<string[]>
  /** Null where there is no such report. Asked anew each time: after a failure it is another one, opened from disk. */
  openReport(reportId: string): Promise<Register<R, RE> | null>
  /** A new report that begins with the events, durably; null if the id is taken. */
  createReport(
    reportId: string,
    events: readonly RE[],
    actor: EntryActor,
    at: string,
  ): Promise<Register<R, RE> | null>
  /** Ids of the documents that the report's sections have or have had, of all epochs, sorted. */
  sectionDocs(reportId: string): Promise<string[]>
  /** Opens the log of a document for appending; makes an empty one if there is none. Throws while somebody else holds it. */
  openSection(doc: string): Promise<{ log: SectionLog; contents: SectionContents }>
  /** Makes a document that begins with the contents (a new epoch), durably; false if there is one already. */
  createSection(doc: string, contents: SectionContents): Promise<boolean>
  /** What is stored of a document, also while somebody holds it; null where there is none. */
  readSection(doc: string): Promise<SectionContents | null>
  media: MediaStore
  /** Waits for what was appended, writes the snapshots, lets go of the data folder. */
  close(): Promise<void>
}

/** Uploaded files by the lower-case hex SHA-256 of their bytes. They are never changed. */
export interface MediaStore {
  /** Stores the bytes durably and answers their hash. */
  put(bytes: Uint8Array): Promise<string>
  /** Null where there is none. Throws if what lies there is not what was stored. */
  get(hash: string): Promise<Uint8Array | null>
  has(hash: string): Promise<boolean>
}
