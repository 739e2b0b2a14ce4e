import { Link } from '@tanstack/react-router'
import { Suspense, useMemo, useState, type ReactNode } from 'react'
import { proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { isLocked as isLockedState } from '../../shared/section/workflow.ts'
import { BlockView } from '../block/BlockView.tsx'
import { ContributionHost } from '../contribution/ContributionHost.tsx'
import { TableDesk } from '../figure/TableDesk.tsx'
import { TableToolbar } from '../figure/TableToolbar.tsx'
import { ApprovedCellsContext } from '../figure/approvedCells.ts'
import { useCompared } from '../history/useCompared.ts'
import { Shell } from '../report/Shell.tsx'
import { usePermission, useReportPart, useSectionRecord } from '../report/useReport.ts'
import { BlockThreads } from '../review/BlockThreads.tsx'
import { ThreadMargin } from '../review/ThreadMargin.tsx'
import { ReviewContext } from '../review/review.ts'
import { useReviewDesk, useSectionReview } from '../review/useSectionReview.ts'
import { useThreadNews } from '../review/useThreadNews.ts'
import { useSectionDoc } from '../sync/useSectionDoc.ts'
import { look } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { usePageTitle } from '../ui/usePageTitle.ts'
import { useWords } from '../ui/words.ts'
import { ConnectionStrip } from './ConnectionStrip.tsx'
import { LeaveGuard } from './LeaveGuard.tsx'
import { MarginNames } from './MarginNames.tsx'
import { SectionActions } from './SectionActions.tsx'
import { SectionFooter } from './SectionFooter.tsx'
import { SectionHead } from './SectionHead.tsx'
import { SectionSaved } from './SectionSaved.tsx'
import { CommentSlot, Slot } from './Slot.tsx'
import { TextDialog, type OpenDialog } from './TextDialog.tsx'
import { EditingContext, type Editing } from './editing.ts'
import { approvedCellsOf, storedTexts, type StoredSection } from './storedSection.ts'
import { useEditingPart } from './useEditingPart.ts'
import { useEditorTools } from './useEditorTools.ts'
import { useCaretInBlank, useHash } from './useLanding.ts'
import { useSectionKeys } from './useNeighbours.ts'
import { usePanels } from './usePanels.tsx'
import { useQuotedFigures } from './useQuotedFigures.ts'
import { useMayWriteSomewhere, useRejoinWithRights } from './useRejoin.ts'
import { useAnnouncements } from './useSectionNews.ts'
import { useFollowUndo, useStandingHere, useStandingSlot } from './useStanding.ts'
import '../review/marks.css'

// Without contact there is nothing to say of what has changed.
const SeenStrip = onDemand(() =>
  import('../history/SeenStrip.tsx').then(
    ({ SeenStrip: strip }) => ({ default: strip }),
    () => ({ default: () => null }),
  ),
)
const Comparison = onDemand(async () => ({ default: (await import('../history/Comparison.tsx')).Comparison }))

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
