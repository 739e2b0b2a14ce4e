import { randomInt } from 'node:crypto'
import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { sectionSchema } from '../../shared/section/schema.ts'
import { formatDocId, parseDocId } from '../store/docId.ts'
import type { OpenedSectionLog, SectionContents } from '../store/sectionLog.ts'
import type { ReportStore } from '../reports/reports.ts'

type TextStore = Pick<ReportStore, 'sectionDocs' | 'readSection' | 'createSection' | 'openSection'>

/**
 * Opens the log of a section's text. The text of a new epoch begins with what the newest one before it says. It is made here,
 * at its first opening, so that an epoch that a crash left without its text gets it all the same.
 */
export async function openText(
  store: TextStore,
  doc: string,
): Promise<Pick<OpenedSectionLog, 'log' | 'contents'>> {
  const name = parseDocId(doc)
  if (name === null) throw new Error(`not the id of a document: ${JSON.stringify(doc)}`)
  if (name.epoch > 1 && (await store.readSection(doc)) === null) {
    const before = (await store.sectionDocs(name.reportId))
      .flatMap((other) => parseDocId(other) ?? [])
      .filter(({ sectionId, epoch }) => sectionId === name.sectionId && epoch < name.epoch)
      .at(-1)
    const contents = before === undefined ? null : await store.readSection(formatDocId(before))
    if (contents !== null)
      await store.createSection(doc, { snapshot: begunAnew(contents), leases: [], updates: [] })
  }
  return store.openSection(doc)
}

/**
 * The same text, anchors of threads with it, as one edit of a client that never was: no page's undo and no update in flight
 * of the text before reaches into it.
 */
function begunAnew({ snapshot, updates }: SectionContents): Uint8Array {
  const before = new Y.Doc()
  const after = new Y.Doc()
  try {
    before.transact(() => {
      for (const bytes of [
        ...(snapshot === null ? [] : [snapshot]),
        ...updates.map((update) => update.bytes),
      ])
        Y.applyUpdate(before, bytes)
    })
    const known = before.store.clients
    do after.clientID = randomInt(1, 2 ** 32)
    while (known.has(after.clientID))
    after.transact(() => {
      for (const root of before.share.keys()) {
        const fragment = before.getXmlFragment(root)
        // A text that was never written in stays one that was never written in.
        if (fragment.length === 0) continue
        prosemirrorJSONToYXmlFragment(
          sectionSchema,
          yXmlFragmentToProsemirrorJSON(fragment),
          after.getXmlFragment(root),
        )
      }
    })
    return Y.encodeStateAsUpdate(after)
  } finally {
    before.destroy()
    after.destroy()
  }
}

/** The text as it is stored. */
export function storedText({ snapshot, updates }: SectionContents): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    if (snapshot !== null) Y.applyUpdate(doc, snapshot)
    for (const { bytes } of updates) Y.applyUpdate(doc, bytes)
  })
  return doc
}
