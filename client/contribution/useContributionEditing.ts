import type { Node } from '@tiptap/pm/model'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { contributionRoot } from '../../shared/contribution/contribution.ts'
import type { ProseSlot, SectionLayout } from '../../shared/section/layout.ts'
import { proseSlotsOf } from '../../shared/section/layout.ts'
import { useReportConnection, useReportPart } from '../report/useReport.ts'
import type { Editing } from '../section/editing.ts'
import { createEditorDesk } from '../section/editorDesk.ts'
import type { ToolDialog } from '../section/EditorToolbar.tsx'
import { quotedFigures } from '../section/quotedFigures.ts'
import { headingOf } from '../section/slotHeading.ts'
import { createSlotEditor, type SlotEditorPage } from '../section/slotEditor.ts'
import { openContribution } from '../sync/browserSectionDoc.ts'
import { useSectionDoc } from '../sync/useSectionDoc.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { useWords } from '../ui/words.ts'

const roots = [contributionRoot]
const nothingStored: Editing['stored'] = new Map()

/** A dialog of the tools, with the node it is about. */
export type OpenTool = {
  readonly kind: ToolDialog
  readonly existing: { readonly node: Node; readonly at: number } | null
}

/**
 * The text of a contribution with its editor's surroundings, as a section has them: to its tools it is a section of one text
 * under the heading it is written for.
 */
export function useContributionEditing(
  contribution: string,
  section: SectionLayout,
  slot: string,
  openTool: (tool: OpenTool) => void,
): { readonly editing: Editing; readonly text: ProseSlot } {
  const words = useWords()
  const done = useDone()
  const report = useReportPart((state) => state.report.id)
  const user = useReportPart((state) => state.me.user)
  const doc = useMemo(() => openContribution(report, contribution, user), [report, contribution, user])
  const snapshot = useSectionDoc(doc, roots)
  const present = useRef({ doc, words, done })
  useLayoutEffect(() => {
    present.current = { doc, words, done }
  })
  const desk = useMemo(() => createEditorDesk(), [])
  const { store } = useReportConnection()
  // Nobody has stood for figures here: they read what they are now.
  const figures = useMemo(() => quotedFigures(store, section, [], () => ''), [store, section])
  const page = useMemo<SlotEditorPage>(
    () => ({
      undo: () => void present.current.doc.getSnapshot().text?.undo.undo(),
      redo: () => void present.current.doc.getSnapshot().text?.undo.redo(),
      editLink: () => openTool({ kind: 'link', existing: null }),
      // There is one text here.
      goToSlot: () => undefined,
      imageSource: (hash) => `/media/${hash}?report=${encodeURIComponent(report)}`,
      edit: (node, at) => {
        if (node.type.name === 'footnote') openTool({ kind: 'footnote', existing: { node, at } })
      },
      footnoteLabel: (text) => present.current.words('section.footnoteLabel', { text }),
      figures,
      personOf: (client) => present.current.doc.getSnapshot().people.get(client),
      droppedImages: () =>
        present.current.done({ sentence: present.current.words('contribution.noPictures') }),
    }),
    [report, openTool, figures],
  )
  useEffect(() => desk.subscribe(() => doc.stand(desk.active()?.slot ?? null)), [doc, desk])
  useEffect(() => {
    const { text } = snapshot
    if (text === null) return undefined
    const follow = ({ changedParentTypes }: { changedParentTypes: ReadonlyMap<unknown, unknown> }): void =>
      desk.follow(text.doc, changedParentTypes)
    text.undo.on('stack-item-popped', follow)
    return () => text.undo.off('stack-item-popped', follow)
  }, [snapshot, desk])

  const text = useMemo<ProseSlot>(() => {
    const target = proseSlotsOf(section).find(({ id }) => id === slot)
    return {
      kind: 'prose',
      id: contributionRoot,
      required: false,
      heading: target === undefined ? section.title : headingOf(section, target.id),
    }
  }, [section, slot])
  const editing = useMemo<Editing>(
    () => ({
      section: { ...section, slots: [text] },
      doc,
      snapshot,
      desk,
      page,
      createSlotEditor,
      isLocked: snapshot.connection.state === 'closed',
      stored: nothingStored,
    }),
    [section, text, doc, snapshot, desk, page],
  )
  return { editing, text }
}
