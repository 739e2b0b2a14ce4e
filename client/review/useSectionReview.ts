import { useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { ProseNode } from '../../shared/read/prose.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useReportConnection } from '../report/useReport.ts'
import type { EditingPart } from '../section/editingPart.ts'
import type { EditorDesk } from '../section/editorDesk.ts'
import type { MessageId } from '../sv.ts'
import type { LiveText } from '../sync/sectionDoc.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { useWords } from '../ui/words.ts'
import type { ThreadDrawing } from './drawnThreads.ts'
import { bringIntoSight } from './inSight.ts'
import type { Review } from './review.ts'
import { createReviewDesk, type ReviewDesk } from './reviewDesk.ts'
import { createSectionDrawing } from './sectionDrawing.ts'
import { selectedPlace, type NotSelected } from './selectedPlace.ts'
import { useReviewKeys } from './useReviewKeys.ts'
import { useThreadAnchors } from './useThreadAnchors.ts'
import { useThreadInAddress } from './useThreadInAddress.ts'

const notSelected: Readonly<Record<NotSelected, MessageId>> = {
  selectFirst: 'review.selectFirst',
  oneText: 'review.oneText',
  tooLong: 'review.tooLong',
}

/** The desk of this page's synpunkter and how its texts draw their marks; both live as long as the page. */
export function useReviewDesk(section: string): {
  readonly reviewDesk: ReviewDesk
  readonly drawing: ThreadDrawing
} {
  const words = useWords()
  const { store } = useReportConnection()
  const { trad } = useSearch({ strict: false })
  const [reviewDesk] = useState(() => createReviewDesk(typeof trad === 'string' ? trad : null))
  const drawing = useMemo(
    () => createSectionDrawing(reviewDesk, store, section, (count) => words('review.description', count)),
    [reviewDesk, store, section, words],
  )
  return { reviewDesk, drawing }
}

interface SectionReviewInput {
  readonly section: SectionLayout
  readonly desk: ReviewDesk
  readonly editors: EditorDesk
  readonly part: EditingPart | null
  readonly text: LiveText | null
  readonly stored: ReadonlyMap<string, ProseNode>
  readonly mayDiscuss: boolean
  readonly panel: string | undefined
  readonly openPanel: () => void
}

/** Ties the synpunkter of a section to its page: keys, address, panel, and where the marks stand. */
export function useSectionReview({
  section,
  desk,
  editors,
  part,
  text,
  stored,
  mayDiscuss,
  panel,
  openPanel,
}: SectionReviewInput): Review {
  const words = useWords()
  const done = useDone()
  useThreadAnchors({ section, desk, editors, text, stored })
  const review = useMemo<Review>(
    () => ({
      desk,
      choose: desk.choose,
      compose: desk.compose,
      placeOf: (thread) => {
        const mark = desk.state().anchors.marks.get(thread)
        if (mark === undefined) return null
        const editor = editors.editor(mark.slot)
        return editor === undefined || part === null
          ? { slot: mark.slot, quote: mark.words }
          : part.placeOfMark(editor, mark.slot, thread)
      },
      composeHere: () => {
        if (!mayDiscuss) return
        const place = selectedPlace(editors, part)
        if (typeof place === 'string') {
          done({ sentence: words(notSelected[place]) })
          return
        }
        const position = 'slot' in place ? editors.editor(place.slot)?.state.selection.from : undefined
        desk.compose({ section: section.id, at: place, kind: 'remark', position })
      },
    }),
    [desk, section, editors, part, mayDiscuss, done, words],
  )
  const sections = useMemo(() => [section], [section])
  useReviewKeys(sections, review, panel)
  useThreadInAddress(desk)
  usePanelWithDesk(desk, panel, openPanel)
  return review
}

/** The panel opens with what is chosen or begun; closed, it lights nothing. */
function usePanelWithDesk(desk: ReviewDesk, panel: string | undefined, openPanel: () => void): void {
  const open = useEffectEvent(() => {
    if (panel !== 'synpunkter') openPanel()
  })
  const isOpen = useEffectEvent(() => panel === 'synpunkter')
  useEffect(() => {
    if (desk.state().active !== null) open()
    let before = desk.state()
    return desk.subscribe(() => {
      const { active, composing, chosenIn, anchors } = desk.state()
      const isChosen = active !== null && anchors === before.anchors && composing === before.composing
      const isAgain = isChosen && active === before.active
      if ((active !== null && active !== before.active) || isAgain) open()
      if (composing !== null && composing !== before.composing) open()
      // Its card is lit already: nothing else would bring the words into sight.
      const mark = active === null ? undefined : anchors.marks.get(active)
      if (isAgain && chosenIn !== 'text' && mark !== undefined && isOpen())
        bringIntoSight({ slot: mark.slot, quote: '' }, active ?? undefined)
      before = desk.state()
    })
  }, [desk])
  const wasOpen = panel === 'synpunkter'
  useEffect(() => {
    if (!wasOpen) return undefined
    return () => desk.choose(null, 'card')
  }, [wasOpen, desk])
}
