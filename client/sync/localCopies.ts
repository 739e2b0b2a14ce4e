import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { z } from 'zod'

/*
 * What is not acknowledged is kept in the browser: one IndexedDB database per lease, held by a Web Lock for as long
 * as the page that made it lives. Databases are never shared between tabs: deleting one that another tab has open
 * would break that tab's saving without a word.
 *
 * Beside each database a small note in localStorage says how far it is saved; notes can be listed and read at once.
 */

const note = z.object({
  user: z.string(),
  doc: z.string(),
  client: z.number(),
  /** All of it is on the server's disk. */
  clean: z.boolean(),
  /** Clock up to which this client's structs are on the server's disk. */
  savedClock: z.number(),
})
export type CopyNote = z.infer<typeof note>

const prefix = 'samskrift.copy.'
const nameOf = ({ user, doc, client }: Pick<CopyNote, 'user' | 'doc' | 'client'>): string =>
  `${prefix}${user}/${doc}/${client}`

/** Whether this browser can keep copies safely; over plain http to another host it cannot, and then none are kept. */
const isPossible = (): boolean =>
  typeof indexedDB !== 'undefined' && typeof navigator !== 'undefined' && 'locks' in navigator

export interface LocalCopy {
  readonly note: CopyNote
  /** Says how far the copy is saved. */
  readonly mark: (saved: { clean: boolean; savedClock: number }) => void
  /** Keeps the database for a later page and lets go of it. */
  readonly release: () => Promise<void>
  /** Deletes the database. */
  readonly remove: () => Promise<void>
}

/** Begins to keep a copy of a doc; null where the browser cannot. Resolves when what is in the doc has been stored. */
export async function keepCopy(user: string, docName: string, doc: Y.Doc): Promise<LocalCopy | null> {
  if (!isPossible()) return null
  const first: CopyNote = { user, doc: docName, client: doc.clientID, clean: true, savedClock: 0 }
  const unlock = await holdLock(nameOf(first))
  if (unlock === null) return null
  const persistence = new IndexeddbPersistence(nameOf(first), doc)
  await persistence.whenSynced
  return copyOf(first, persistence, unlock)
}

/** A copy that an earlier page left. */
export interface LeftCopy extends LocalCopy {
  /** Everything it holds, as one update. */
  readonly update: Uint8Array
}

/**
 * Takes over the copies of one section that hold unsaved text and that no living page holds; clean ones are deleted.
 *
 * @param isOfSection  whether a doc's name belongs to the section, in any epoch
 */
export async function takeLeftCopies(
  user: string,
  isOfSection: (doc: string) => boolean,
): Promise<LeftCopy[]> {
  if (!isPossible()) return []
  const taken: LeftCopy[] = []
  for (const found of notes()) {
    if (found.user !== user || !isOfSection(found.doc)) continue
    const unlock = await holdLock(nameOf(found))
    if (unlock === null) continue
    const doc = new Y.Doc()
    const persistence = new IndexeddbPersistence(nameOf(found), doc)
    await persistence.whenSynced
    const copy = copyOf(found, persistence, unlock)
    if (found.clean) await copy.remove()
    else taken.push({ ...copy, update: Y.encodeStateAsUpdate(doc) })
  }
  return taken
}

/** At sign-out: deletes what a person's pages have left and is saved. Unsaved text stays for the next sign-in. */
export async function forgetCleanCopies(user: string): Promise<void> {
  if (!isPossible()) return
  for (const found of notes()) {
    if (found.user !== user || !found.clean) continue
    const unlock = await holdLock(nameOf(found))
    if (unlock === null) continue
    await deleteDatabase(nameOf(found))
    localStorage.removeItem(nameOf(found))
    unlock()
  }
}

function copyOf(first: CopyNote, persistence: IndexeddbPersistence, unlock: () => void): LocalCopy {
  let now = first
  const write = (): void => localStorage.setItem(nameOf(now), JSON.stringify(now))
  write()
  return {
    get note() {
      return now
    },
    mark({ clean, savedClock }) {
      if (clean === now.clean && savedClock === now.savedClock) return
      now = { ...now, clean, savedClock }
      write()
    },
    async release() {
      await persistence.destroy()
      unlock()
    },
    async remove() {
      await persistence.destroy()
      await deleteDatabase(nameOf(now))
      localStorage.removeItem(nameOf(now))
      unlock()
    },
  }
}

function notes(): CopyNote[] {
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index))
  return keys.flatMap((key) => {
    if (key?.startsWith(prefix) !== true) return []
    const read = note.safeParse(parsed(localStorage.getItem(key)))
    return read.success ? [read.data] : []
  })
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    // Not ours, or cut off by a crash: the schema refuses it.
    return null
  }
}

/** Takes a lock until told otherwise; null if another page has it. */
function holdLock(name: string): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock === null) {
          resolve(null)
          return undefined
        }
        return new Promise<void>((unlock) => resolve(unlock))
      })
      .catch(reject)
  })
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.addEventListener('success', () => resolve())
    request.addEventListener('error', () => reject(new Error(`the local copy ${name} could not be deleted`)))
  })
}
