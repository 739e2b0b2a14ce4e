import { useQueries, useQueryClient } from '@tanstack/react-query'
import { MessageSquarePlus, X } from 'lucide-react'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { ProseNode } from '../../shared/read/prose.ts'
import { sectionAnchor } from '../../shared/read/ReportDocument.tsx'
import { sectionTarget } from '../../shared/report/target.ts'
import { plainText } from '../../shared/section/canonical.ts'
import { sectionsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { fetchOrThrow } from '../api.ts'
import { ReportProvider } from '../report/ReportProvider.tsx'
import { useReportConnection, useReportPart } from '../report/useReport.ts'
import { marksInContent, type MarkedWords } from '../review/markedWords.ts'
import { occurrencesIn } from '../review/quotedRange.ts'
import { quoteOfRange } from '../review/quoteOfRange.ts'
import { ReviewContext, type Review } from '../review/review.ts'
import { createReviewDesk, type ReviewDesk } from '../review/reviewDesk.ts'
import { ThreadsPanel } from '../review/ThreadsPanel.tsx'
import { openThreadsBySection } from '../review/threadState.ts'
import { useReviewKeys } from '../review/useReviewKeys.ts'
import { useThreadInAddress } from '../review/useThreadInAddress.ts'
import { sectionPath, storedTexts, type StoredSection } from '../section/storedSection.ts'
import { IconButton } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import style from './read.module.css'
import { sectionInPage, useHighlights } from './useHighlights.ts'
import { useSearch } from '@tanstack/react-router'
import '../review/marks.css'

interface ReadThreadsProps {
  readonly report: string
  readonly section: string | undefined
  /** The printed text beside the panel. */
  readonly text: { readonly current: HTMLElement | null }
  readonly onClose: () => void
}

/** Synpunkter beside the read view: read and answered straight through the whole report. Nothing of them is in the text itself. */
export function ReadThreads(props: ReadThreadsProps) {
  const words = useWords()
  return (
    <aside className={style['threads']} aria-label={words('review.title')} data-region tabIndex={-1}>
      <div className={style['threadsHead']}>
        <h2>{words('review.title')}</h2>
        <IconButton name={words('common.close')} small onPress={props.onClose}>
          <X size={20} aria-hidden="true" />
        </IconButton>
      </div>
      <ReportProvider report={props.report} waiting={<Waiting />} refused={NoRecord}>
        <Threads {...props} />
      </ReportProvider>
    </aside>
  )
}

/** Who may not read the record is not offered the panel; a right withdrawn meanwhile leaves it empty. */
function NoRecord() {
  const words = useWords()
  return <p>{words('error.gone')}</p>
}

function Threads({ report, section, text }: ReadThreadsProps) {
  const { trad } = useSearch({ strict: false })
  const [desk] = useState(() => createReviewDesk(typeof trad === 'string' ? trad : null))
  const layout = useReportPart((state) => state.layout)
  const sections = useMemo(
    () => sectionsOf(layout).filter(({ id }) => section === undefined || id === section),
    [layout, section],
  )
  useAnchorsOf(desk, report, sections)
  const { bringIntoSight } = useHighlights(desk, text, sections)
  const composeHere = useComposeHere(desk, report, text, sections)
  const review = useMemo<Review>(
    () => ({
      desk,
      choose: desk.choose,
      compose: desk.compose,
      composeHere,
      bringIntoSight,
      placeOf: (thread) => {
        const mark = desk.state().anchors.marks.get(thread)
        return mark === undefined ? null : { slot: mark.slot, quote: mark.words }
      },
    }),
    [desk, composeHere, bringIntoSight],
  )
  useReviewKeys(sections, review, 'synpunkter')
  useThreadInAddress(desk)
  return (
    <ReviewContext value={review}>
      <ThreadsPanel sections={sections} />
      <SelectionButton text={text} onCompose={composeHere} />
    </ReviewContext>
  )
}

/** @param threads  how many it has: a new one brings a new mark */
const stored = (report: string, section: string, threads: number) => ({
  queryKey: ['section', report, section, 'read', threads],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    fetchOrThrow<StoredSection>(sectionPath(report, section), signal),
  staleTime: 30_000,
})

/** Where the marks stand, by what the server holds of the sections that have any. */
function useAnchorsOf(desk: ReviewDesk, report: string, sections: readonly SectionLayout[]): void {
  const threads = useReportPart((state) => state.report.threads)
  const wanted = useMemo(() => {
    const counts = openThreadsBySection(threads)
    return sections.flatMap(({ id }) => {
      const count = counts.get(id)
      return count === undefined ? [] : [{ id, count }]
    })
  }, [threads, sections])
  const texts = useQueries({
    queries: wanted.map(({ id, count }) => ({
      ...stored(report, id, count),
      placeholderData: (before: StoredSection | undefined) => before,
    })),
    combine: (answers) => answers.flatMap(({ data }) => (data === undefined ? [] : [data])),
  })
  useEffect(() => {
    const marks = new Map<string, MarkedWords & { readonly slot: string }>()
    const slots = new Set<string>()
    for (const section of texts)
      for (const [slot, content] of storedTexts(section)) {
        slots.add(slot)
        for (const [id, mark] of marksInContent(content)) if (!marks.has(id)) marks.set(id, { ...mark, slot })
      }
    desk.setAnchors({ marks, slots, readAt: Date.now() })
  }, [desk, texts])
}

/** Finds the text that selected words of the printed report stand in, and begins a synpunkt on them. */
function useComposeHere(
  desk: ReviewDesk,
  report: string,
  text: ReadThreadsProps['text'],
  sections: readonly SectionLayout[],
): () => void {
  const words = useWords()
  const done = useDone()
  const queries = useQueryClient()
  const { store } = useReportConnection()
  return useMemo(() => {
    const compose = async (): Promise<void> => {
      const selection = getSelection()
      const range = selection === null || selection.rangeCount === 0 ? null : selection.getRangeAt(0)
      const tell = (why: 'selectFirst' | 'notInText' | 'ambiguous' | 'locked'): void =>
        done({ sentence: words(`review.${why}`) })
      const quote = range === null || text.current === null ? '' : quoteOfRange(range, text.current)
      const section = range === null ? undefined : sections.find(({ id }) => isWithin(range, id))
      if (section === undefined || quote === '') return tell('selectFirst')
      const may = store.may('thread', sectionTarget(store.state().report, section.id))
      if (!may.allowed) return tell('locked')
      const answer = await queries.fetchQuery(stored(report, section.id, 0)).catch(() => null)
      if (answer === null) return done({ sentence: words('contact.none') })
      const found = [...storedTexts(answer)].flatMap(([slot, content]) => timesIn(slot, content, quote))
      const [only, second] = found
      if (only === undefined) return tell('notInText')
      if (second !== undefined) return tell('ambiguous')
      desk.compose({ section: section.id, at: { slot: only, quote }, kind: 'remark' })
    }
    return () => void compose()
  }, [desk, report, text, sections, store, queries, words, done])
}

const isWithin = (range: Range, section: string): boolean =>
  sectionInPage(sectionAnchor(section))?.contains(range.commonAncestorContainer) === true

const timesIn = (slot: string, content: ProseNode, quote: string): string[] =>
  Array.from({ length: occurrencesIn(plainText(content), quote) }, () => slot)

/** Beside words that are selected: the button for a synpunkt on them. */
function SelectionButton({ text, onCompose }: Pick<ReadThreadsProps, 'text'> & { onCompose: () => void }) {
  const words = useWords()
  const [at, put] = useState<{ readonly top: number; readonly left: number } | null>(null)
  const measure = useEffectEvent(() => {
    const selection = getSelection()
    const isHere =
      selection !== null &&
      !selection.isCollapsed &&
      selection.rangeCount > 0 &&
      text.current?.contains(selection.getRangeAt(0).commonAncestorContainer) === true
    if (!isHere) return put(null)
    const { bottom, left, right } = selection.getRangeAt(0).getBoundingClientRect()
    return put({ top: bottom + 8, left: Math.min((left + right) / 2, innerWidth - 150) })
  })
  useEffect(() => {
    let frame = 0
    const later = (): void => {
      if (frame === 0)
        frame = requestAnimationFrame(() => {
          frame = 0
          measure()
        })
    }
    document.addEventListener('selectionchange', later)
    document.addEventListener('scroll', later, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('selectionchange', later)
      document.removeEventListener('scroll', later)
    }
  }, [])
  return at === null ? null : (
    <button
      type="button"
      className={`thread-new ${style['newThread'] ?? ''}`}
      style={at}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onCompose}
    >
      <MessageSquarePlus size={18} aria-hidden="true" />
      {words('review.new')}
    </button>
  )
}
