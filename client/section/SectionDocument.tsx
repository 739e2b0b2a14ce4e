import { CalendarClock, Flag, History, ListChecks, MessageSquare } from 'lucide-react'
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { itemsOfSlot } from '../../shared/section/item.ts'
import { sectionTarget } from '../../shared/report/target.ts'
import { proseSlotsOf, sectionsOf } from '../../shared/section/layout.ts'
import { isLocked as isLockedState } from '../../shared/section/workflow.ts'
import { BlockView } from '../block/BlockView.tsx'
import { ContributionHost } from '../contribution/ContributionHost.tsx'
import { contributionRail } from '../contribution/contributionRail.tsx'
import { useContributions } from '../contribution/useContributions.ts'
import { ApprovedCellsContext } from '../figure/approvedCells.ts'
import { TableDesk } from '../figure/TableDesk.tsx'
import { TableToolbar } from '../figure/TableToolbar.tsx'
import { useCompared } from '../history/useCompared.ts'
import type { RailItem } from '../report/Rail.tsx'
import { Shell } from '../report/Shell.tsx'
import {
  usePermission,
  useReportConnection,
  useReportPart,
  useSectionRecord,
  useUnexplained,
} from '../report/useReport.ts'
import { BlockThreads } from '../review/BlockThreads.tsx'
import type { ThreadDrawing } from '../review/drawnThreads.ts'
import { ReviewContext } from '../review/review.ts'
import { ThreadMargin } from '../review/ThreadMargin.tsx'
import { openThreadsBySection } from '../review/threadState.ts'
import { useReviewDesk, useSectionReview } from '../review/useSectionReview.ts'
import { useThreadNews } from '../review/useThreadNews.ts'
import '../review/marks.css'
import type { SectionDoc } from '../sync/sectionDoc.ts'
import { useSectionDoc } from '../sync/useSectionDoc.ts'
import { look } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useFetchedAhead } from '../ui/useFetchedAhead.ts'
import { useWidth } from '../ui/useWidth.ts'
import { usePageTitle } from '../ui/usePageTitle.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords, type Words } from '../ui/words.ts'
import { ConnectionStrip } from './ConnectionStrip.tsx'
import { createEditorDesk, type EditorDesk } from './editorDesk.ts'
import { EditingContext, type Editing } from './editing.ts'
import type { EditingPart } from './editingPart.ts'
import type { ToolDialog } from './EditorToolbar.tsx'
import { goToItem } from './goToItem.ts'
import { isBlank } from './isBlank.ts'
import { LeaveGuard } from './LeaveGuard.tsx'
import { MarginNames } from './MarginNames.tsx'
import { SectionActions } from './SectionActions.tsx'
import { SectionHead } from './SectionHead.tsx'
import { SectionSaved } from './SectionSaved.tsx'
import { CommentSlot, Slot } from './Slot.tsx'
import { slotAt } from './slotAt.ts'
import type { SlotEditorPage } from './slotEditor.ts'
import { approvedCellsOf, storedTexts, type StoredSection } from './storedSection.ts'
import type { QuotedFigures } from './quotedFigures.ts'
import { useEditingPart } from './useEditingPart.ts'
import { useQuotedFigures } from './useQuotedFigures.ts'

// Without contact there is nothing to say of what has changed.
const SeenStrip = onDemand(() =>
  import('../history/SeenStrip.tsx').then(
    ({ SeenStrip: strip }) => ({ default: strip }),
    () => ({ default: () => null }),
  ),
)
const Comparison = onDemand(async () => ({ default: (await import('../history/Comparison.tsx')).Comparison }))
const FindingsPanel = onDemand(async () => ({
  default: (await import('../check/FindingsPanel.tsx')).FindingsPanel,
}))
const HistoryPanel = onDemand(async () => ({
  default: (await import('../history/HistoryPanel.tsx')).HistoryPanel,
}))
const LastYearPanel = onDemand(async () => ({ default: (await import('./LastYearPanel.tsx')).LastYearPanel }))
const ThreadsPanel = onDemand(async () => ({
  default: (await import('../review/ThreadsPanel.tsx')).ThreadsPanel,
}))
const ContributionsPanel = onDemand(async () => ({
  default: (await import('../contribution/ContributionsPanel.tsx')).ContributionsPanel,
}))
const GuidancePanel = onDemand(async () => ({ default: (await import('./GuidancePanel.tsx')).GuidancePanel }))
const fetchedAhead = [FindingsPanel, LastYearPanel, ThreadsPanel, HistoryPanel, GuidancePanel]

type OpenDialog = {
  readonly kind: ToolDialog
  readonly existing: { readonly node: Node; readonly at: number } | null
}

const panels = ['synpunkter', 'bidrag', 'kontroller', 'historik', 'forra-aret', 'anvisning'] as const
type PanelId = (typeof panels)[number]

interface SectionDocumentProps {
  readonly section: SectionLayout
  readonly stored: StoredSection
}

/** The section as one continuous document: texts and blocks in order, with the tools and panels around them. */
export function SectionDocument({ section, stored }: SectionDocumentProps) {
  const words = useWords()
  const done = useDone()
  const report = useReportPart((state) => state.report.id)
  const reportTitle = useReportPart((state) => state.report.title)
  const user = useReportPart((state) => state.me.user)
  const { state } = useSectionRecord(section.id)
  const isLocked = isLockedState(state)
  const slotIds = useMemo(() => proseSlotsOf(section).map(({ id }) => id), [section])
  const { part, doc } = useEditingPart(report, section.id, user)
  const snapshot = useSectionDoc(doc, slotIds)
  const [dialog, openDialog] = useState<OpenDialog | null>(null)
  usePageTitle(`${section.number} ${section.title}`, reportTitle)

  const { reviewDesk, drawing } = useReviewDesk(section.id)
  const figures = useQuotedFigures(section, stored)
  const approvedCells = useMemo(
    () => (state === 'godkand' ? approvedCellsOf(stored) : new Map()),
    [state, stored],
  )
  const { desk, page } = useEditorTools({ doc, section, words, done, report, figures }, drawing, openDialog)
  const editing = useMemo<Editing>(
    () => ({
      section,
      doc,
      snapshot,
      desk,
      page,
      createSlotEditor: part?.createSlotEditor ?? null,
      isLocked,
      stored: storedTexts(stored),
    }),
    [section, doc, snapshot, desk, page, part, isLocked, stored],
  )

  useFetchedAhead(fetchedAhead)
  useFollowUndo(editing)
  useStandingSlot(editing)
  const mayWrite = useMayWriteSomewhere(section)
  useRejoinWithRights(editing, mayWrite)
  useStandingHere(editing)
  useAnnouncements(editing)
  useHash(editing)
  useCaretInBlank(editing)
  useSectionKeys(section)

  const mayWriteSomewhere = snapshot.text?.mayEdit === true && !isLocked
  const isOpening = snapshot.text === null && snapshot.connection.state === 'opening' && !isLocked
  const { rail, panel, choosePanel } = usePanels(section)
  const compared = useCompared()
  const mayDiscuss = usePermission('thread', section.id).allowed
  const review = useSectionReview({
    section,
    desk: reviewDesk,
    editors: desk,
    part,
    text: snapshot.text,
    stored: editing.stored,
    mayDiscuss,
    panel: panel?.id,
    openPanel: () => panel?.id === 'synpunkter' || choosePanel('synpunkter'),
  })
  useThreadNews(section.id)
  const active = desk.active()

  return (
    <EditingContext value={editing}>
      <ReviewContext value={review}>
        <TableDesk>
          <LeaveGuard doc={doc} />
          <Shell
            title={`${section.number} ${section.title}`}
            strip={<ConnectionStrip />}
            savedState={<SectionSaved always={mayWriteSomewhere || isLocked} />}
            action={
              <Actions
                section={section.id}
                showChecks={() => choosePanel('kontroller')}
                remark={review.composeHere}
              />
            }
            toolbar={
              // A comparison stands in the place of the text, with a bar of its own.
              compared === null && (
                <TableToolbar
                  otherwise={
                    part !== null && mayWriteSomewhere ? (
                      <part.EditorToolbar openDialog={(kind) => openDialog({ kind, existing: null })} />
                    ) : isOpening && mayWrite ? (
                      // Its room is kept, so that the text does not move when the tools come.
                      <div className="editor-toolbar" />
                    ) : null
                  }
                />
              )
            }
            rail={rail}
            panel={panel}
            onChoosePanel={choosePanel}
          >
            <ContributionHost section={section} />
            {compared === null ? null : (
              <Suspense fallback={<Waiting lines={6} />}>
                <Comparison section={section} compared={compared} />
              </Suspense>
            )}
            <article
              className="section-document"
              lang="sv"
              data-tables={hasTables(section) || undefined}
              hidden={compared !== null}
            >
              {isLocked ? null : <MarginNames />}
              {part === null
                ? null
                : snapshot.rescues.map((rescue) => <part.RescuePanel key={rescue.id} rescue={rescue} />)}
              <Suspense fallback={null}>
                <SeenStrip section={section} />
              </Suspense>
              <SectionHead />
              <ApprovedCellsContext value={approvedCells}>
                <SlotList section={section} />
              </ApprovedCellsContext>
              <SectionFooter section={section} />
              <ThreadMargin onCompose={review.composeHere} mayDiscuss={mayDiscuss} />
            </article>
            {part === null || dialog === null || active === null ? null : (
              <TextDialog
                part={part}
                dialog={dialog}
                editor={active.editor}
                section={section.id}
                onClose={() => openDialog(null)}
              />
            )}
          </Shell>
        </TableDesk>
      </ReviewContext>
    </EditingContext>
  )
}

interface TextDialogProps {
  readonly part: EditingPart
  readonly dialog: OpenDialog
  readonly editor: Editor
  readonly section: string
  readonly onClose: () => void
}

function TextDialog({ part, dialog: { kind, existing }, editor, section, onClose }: TextDialogProps) {
  switch (kind) {
    case 'link':
      return <part.LinkDialog editor={editor} onClose={onClose} />
    case 'footnote':
      return <part.FootnoteDialog editor={editor} existing={existing} onClose={onClose} />
    case 'image':
      return <part.ImageDialog editor={editor} existing={existing} section={section} onClose={onClose} />
  }
}

interface ToolsPresent {
  readonly doc: SectionDoc
  readonly section: SectionLayout
  readonly words: Words
  readonly done: ReturnType<typeof useDone>
  readonly report: string
  readonly figures: QuotedFigures
}

/** What editors call lives as long as they do, and reads the present values when it is called. */
function useEditorTools(
  now: ToolsPresent,
  threads: ThreadDrawing,
  openDialog: (dialog: OpenDialog) => void,
): { desk: EditorDesk; page: SlotEditorPage } {
  const present = useRef(now)
  useLayoutEffect(() => {
    present.current = now
  })
  return useMemo(() => {
    const desk = createEditorDesk()
    const page: SlotEditorPage = {
      undo: () => void present.current.doc.getSnapshot().text?.undo.undo(),
      redo: () => void present.current.doc.getSnapshot().text?.undo.redo(),
      editLink: () => openDialog({ kind: 'link', existing: null }),
      goToSlot: (step) => {
        const next = slotAt(present.current.section, desk.active()?.slot, step)
        if (next !== undefined) desk.focus(next)
      },
      imageSource: (hash) => `/media/${hash}?report=${encodeURIComponent(present.current.report)}`,
      edit: (node, at) =>
        openDialog({ kind: node.type.name === 'image' ? 'image' : 'footnote', existing: { node, at } }),
      figures: {
        read: (slot, attrs) => present.current.figures.read(slot, attrs),
        subscribe: (listener) => present.current.figures.subscribe(listener),
      },
      footnoteLabel: (text) => present.current.words('section.footnoteLabel', { text }),
      personOf: (client) => present.current.doc.getSnapshot().people.get(client),
      droppedImages: (count) =>
        present.current.done({ sentence: present.current.words('section.droppedImages', { count }) }),
      threads,
    }
    return { desk, page }
  }, [present, threads, openDialog])
}

/** Tables of figures may be wider than a text. */
const hasTables = ({ slots }: SectionLayout): boolean =>
  slots.some((slot) => slot.kind === 'block' && slot.block.columns.some(({ type }) => type === 'number'))

function SlotList({ section }: { readonly section: SectionLayout }) {
  const comments = useMemo(() => new Map(proseSlotsOf(section).map((slot) => [slot.id, slot])), [section])
  const commentSlot = (id: string): ReactNode => {
    const slot = comments.get(id)
    return slot === undefined ? null : <CommentSlot slot={slot} />
  }
  return section.slots.map((slot) => {
    if (slot.kind === 'prose') return slot.in === undefined ? <Slot key={slot.id} slot={slot} /> : null
    return (
      <div key={slot.id} id={slot.id === slot.block.id ? slot.id : slot.block.id} className="section-block">
        <BlockView section={section} block={slot.block} commentSlot={commentSlot} />
        <BlockThreads section={section.id} block={slot.block} />
      </div>
    )
  })
}

/** What this person may do with the section; who may do nothing gets the read view. */
function Actions({
  section,
  ...open
}: {
  readonly section: string
  readonly showChecks: () => void
  readonly remark: () => void
}) {
  const words = useWords()
  const r = useReportPart((state) => state.report.id)
  return (
    <SectionActions
      {...open}
      otherwise={
        <Link to="/rapporter/$r/lasvy" params={{ r }} search={{ avsnitt: section }} {...look('outlined')}>
          {words('section.readView')}
        </Link>
      }
    />
  )
}

function SectionFooter({ section }: { readonly section: SectionLayout }) {
  const words = useWords()
  const r = useReportPart((state) => state.report.id)
  const { previous, next } = useNeighbours(section.id)
  return (
    <nav className="section-footer" aria-label={words('section.footer')}>
      {previous === undefined ? (
        <span />
      ) : (
        <Link to="/rapporter/$r/avsnitt/$s" params={{ r, s: previous.id }}>
          {words('section.previous', { section: `${previous.number} ${previous.title}` })}
        </Link>
      )}
      {next === undefined ? null : (
        <Link to="/rapporter/$r/avsnitt/$s" params={{ r, s: next.id }}>
          {words('section.next', { section: `${next.number} ${next.title}` })}
        </Link>
      )}
    </nav>
  )
}

function useNeighbours(section: string): {
  previous: SectionLayout | undefined
  next: SectionLayout | undefined
} {
  const layout = useReportPart((state) => state.layout)
  return useMemo(() => {
    const all = sectionsOf(layout)
    const at = all.findIndex(({ id }) => id === section)
    return { previous: all[at - 1], next: all[at + 1] }
  }, [layout, section])
}

/** After undo or redo the caret goes to the text that has changed. */
function useFollowUndo({ snapshot, desk }: Editing): void {
  const { text } = snapshot
  useEffect(() => {
    if (text === null) return undefined
    const follow = ({ changedParentTypes }: { changedParentTypes: ReadonlyMap<unknown, unknown> }): void =>
      desk.follow(text.doc, changedParentTypes)
    text.undo.on('stack-item-popped', follow)
    return () => text.undo.off('stack-item-popped', follow)
  }, [text, desk])
}

/** Tells the text in which slot I stand: undo stops there, and others see it. */
function useStandingSlot({ doc, desk }: Editing): void {
  useEffect(() => desk.subscribe(() => doc.stand(desk.active()?.slot ?? null)), [doc, desk])
}

/** By the rules, in at least one of its texts; whether there is contact is another matter. */
function useMayWriteSomewhere(section: SectionLayout): boolean {
  const { store } = useReportConnection()
  return useReportPart(({ report }) =>
    proseSlotsOf(section).some(
      (slot) => store.may('write', sectionTarget(report, section.id, itemsOfSlot(section, slot))).allowed,
    ),
  )
}

/** When the section is unlocked, or somebody may write who might not before, the lease is asked for anew. */
function useRejoinWithRights({ doc, snapshot, isLocked }: Editing, mayWrite: boolean): void {
  const { connection, text } = snapshot
  const isShut = connection.state === 'closed' && connection.because === 'locked'
  const onlyReads = text?.mayEdit === false && mayWrite
  useEffect(() => {
    if (isLocked || !(isShut || onlyReads)) return undefined
    // Not at once: were the two to disagree, this would ask without end.
    const timer = setTimeout(() => doc.join(), 300)
    return () => clearTimeout(timer)
  }, [doc, isLocked, isShut, onlyReads])
}

/** Tells the others where I am. */
function useStandingHere({ section }: Editing): void {
  const { here } = useReportConnection()
  useEffect(() => {
    here(section.id)
    return () => here(null)
  }, [here, section.id])
}

/** What a screen reader has to know at once: contact lost, locked while writing, text that could not be saved. */
function useAnnouncements({ snapshot, isLocked }: Editing): void {
  const words = useWords()
  const { polite, assertive } = useAnnounce()
  const { connection, rescues, text } = snapshot
  const before = useRef({
    state: connection.state,
    rescues: rescues.length,
    isLocked,
    mayEdit: text?.mayEdit === true,
  })
  useEffect(() => {
    const last = before.current
    before.current = {
      state: connection.state,
      rescues: rescues.length,
      isLocked,
      mayEdit: text?.mayEdit === true,
    }
    if (last.state === 'waiting' && connection.state === 'live')
      polite(words('section.backAndSaved'), 'contact')
    if (rescues.length > last.rescues) assertive(words('section.rescueTitle'))
    else if (isLocked && !last.isLocked && last.mayEdit) assertive(words('section.lockedNow'))
    if (connection.state === 'closed' && last.state !== 'closed' && connection.because === 'signedOut')
      assertive(words('section.signedOut'))
  }, [connection, rescues.length, isLocked, text, polite, assertive, words])
}

/** An address may name a text, a block or an item; the page goes there once it can be stood in. */
function useHash({ section, snapshot, desk }: Editing): void {
  const isReady = snapshot.text !== null
  useEffect(() => {
    const go = (): void => {
      const id = decodeURIComponent(globalThis.location.hash.slice(1))
      if (id === '') return
      goToItem(section, desk, id, isReady)
    }
    go()
    globalThis.addEventListener('hashchange', go)
    return () => globalThis.removeEventListener('hashchange', go)
  }, [section, isReady, desk])
}

/** Who opens a section in which nothing is written finds the caret in its first text, not on a phone's keyboard. */
function useCaretInBlank({ section, snapshot, desk }: Editing): void {
  const { text } = snapshot
  const isPhone = useWidth() === 'phone'
  const hasBegun = useRef(false)
  useEffect(() => {
    const slots = proseSlotsOf(section).map(({ id }) => id)
    const isProse = section.slots.every(({ kind }) => kind === 'prose')
    if (text === null || isPhone || !isProse || globalThis.location.hash !== '') return undefined
    // The editors come one by one, and are opened for writing when the right to write is known.
    const begin = (): void => {
      const mine = slots.find((id) => desk.editor(id)?.isEditable === true)
      if (hasBegun.current || mine === undefined) return
      hasBegun.current = true
      const isElsewhere =
        document.activeElement?.matches('input, textarea, [contenteditable="true"]') === true
      if (!isElsewhere && slots.every((id) => isBlank(text.doc.getXmlFragment(id)))) desk.focus(mine)
    }
    begin()
    return desk.subscribe(begin)
  }, [text, section, desk, isPhone])
}

/** Alt+Page Up and Page Down: the section before and after. */
function useSectionKeys(section: SectionLayout): void {
  const navigate = useNavigate()
  const r = useReportPart((state) => state.report.id)
  const { previous, next } = useNeighbours(section.id)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return
      const to = event.key === 'PageUp' ? previous : event.key === 'PageDown' ? next : undefined
      if (to === undefined) return
      event.preventDefault()
      void navigate({ to: '/rapporter/$r/avsnitt/$s', params: { r, s: to.id } })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [navigate, r, previous, next])
}

function usePanels(section: SectionLayout) {
  const words = useWords()
  const navigate = useNavigate()
  const { panel: asked } = useSearch({ strict: false })
  const hasPrevious = useReportPart((state) => state.previousReports.length > 0)
  const contributions = useContributions(section.id)
  const toExplain = useUnexplained(section.id).length
  const openThreads = useReportPart(({ report }) => openThreadsBySection(report.threads).get(section.id) ?? 0)
  const rail: RailItem[] = [
    {
      id: 'synpunkter',
      word: words('review.title'),
      icon: <MessageSquare size={20} />,
      count: openThreads,
    },
    ...contributionRail(words, contributions),
    {
      id: 'kontroller',
      word: words('section.panelChecks'),
      icon: <Flag size={20} />,
      count: toExplain,
      tone: 'warn',
    },
    { id: 'historik', word: words('history.title'), icon: <History size={20} /> },
    ...(hasPrevious
      ? [
          {
            id: 'forra-aret',
            word: words('section.panelLastYear'),
            shortWord: words('section.panelLastYearShort'),
            icon: <CalendarClock size={20} />,
          },
        ]
      : []),
    { id: 'anvisning', word: words('section.panelGuidance'), icon: <ListChecks size={20} /> },
  ]
  const choosePanel = (id: string | null): void => {
    void navigate({
      to: '.',
      search: (search: Record<string, unknown>) => withPanel(search, id),
      hash: true,
      // A second panel takes the place of the first, so that Back closes it.
      replace: id === null || asked !== undefined,
      // One opens a panel beside what one is reading.
      resetScroll: false,
    })
  }
  const open = panels.find((id) => id === asked && rail.some((item) => item.id === id))
  const panel =
    open === undefined
      ? undefined
      : {
          id: open,
          title: rail.find(({ id }) => id === open)?.word ?? '',
          isBeside: open === 'synpunkter',
          content: (
            <Suspense fallback={<Waiting />}>
              <PanelContent panel={open} section={section} />
            </Suspense>
          ),
          onClose: () => choosePanel(null),
        }
  return { rail, panel, choosePanel }
}

/** The address with this panel open, or with none. */
const withPanel = (search: Record<string, unknown>, id: string | null): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(search).filter(
      ([name]) =>
        name !== 'panel' &&
        (name !== 'trad' || id === 'synpunkter') &&
        // Closing the panel leaves more room for what is compared; another panel is about the text.
        ((name !== 'fran' && name !== 'till') || id === 'historik' || id === null),
    ),
  ),
  ...(id === null ? {} : { panel: id }),
})

function PanelContent({ panel, section }: { readonly panel: PanelId; readonly section: SectionLayout }) {
  const own = useMemo(() => [section], [section])
  switch (panel) {
    case 'synpunkter':
      return <ThreadsPanel sections={own} />
    case 'bidrag':
      return <ContributionsPanel section={section} />
    case 'kontroller':
      return <FindingsPanel section={section.id} />
    case 'historik':
      return <HistoryPanel section={section} />
    case 'forra-aret':
      return <LastYearPanel />
    case 'anvisning':
      return <GuidancePanel />
  }
}
