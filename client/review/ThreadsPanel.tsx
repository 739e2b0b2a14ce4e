import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import type { Thread } from '../../shared/review/thread.ts'
import { sectionTarget } from '../../shared/report/target.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useReportConnection, useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { CheckField } from '../ui/Field.tsx'
import { Segments } from '../ui/Segments.tsx'
import { readSetting, writeSetting } from '../ui/setting.ts'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import { CardRoom, createSight } from './CardRoom.tsx'
import { useReview, useReviewState } from './review.ts'
import type { NewThread } from './reviewDesk.ts'
import style from './review.module.css'
import { ThreadCard } from './ThreadCard.tsx'
import { ThreadComposer } from './ThreadComposer.tsx'
import { inDocumentOrder, isOrphan, type Anchors } from './threadPlaces.ts'
import { passesThread, threadFilters, type ThreadFilter } from './threadState.ts'

interface ThreadsPanelProps {
  /** One beside a section, all of them beside the read view; in order. */
  readonly sections: readonly SectionLayout[]
}

/** The synpunkter of a section, or of the whole report, in the order of the document. */
export function ThreadsPanel({ sections }: ThreadsPanelProps) {
  const words = useWords()
  const review = useReview()
  const me = useMe()
  const all = useThreads(sections)
  const active = useReviewState((state) => state.active)
  const composing = useReviewState((state) => state.composing)
  const [chosen, choose] = useState<ThreadFilter>('oppna')
  const isPhone = useWidth() === 'phone'

  // What is looked for by its address is shown, whatever the filter.
  const activeThread = all.find(({ id }) => id === active)
  const isHidden = activeThread !== undefined && !passesThread(activeThread, chosen, me)
  const filter = isHidden ? (activeThread.resolved === undefined ? 'oppna' : 'klara') : chosen
  const shown = useMemo(() => all.filter((thread) => passesThread(thread, filter, me)), [all, filter, me])
  const counts = useMemo(() => {
    const count = (name: ThreadFilter): number =>
      all.filter((thread) => passesThread(thread, name, me)).length
    return { oppna: count('oppna'), mina: count('mina'), klara: count('klara') }
  }, [all, me])
  const single = isPhone && composing === null ? activeThread : undefined

  return (
    <div className={style['panel']}>
      <FirstTime />
      <LockedLine sections={sections} />
      {single === undefined ? (
        <>
          <div className={style['filters']}>
            <Segments
              name={words('review.filters')}
              chosen={filter}
              choices={threadFilters.map((id) => ({
                id,
                word: words(`review.filter.${id}`, { count: counts[id] }),
              }))}
              onChoose={(next) => {
                if (activeThread !== undefined && !passesThread(activeThread, next, me))
                  review.choose(null, 'card')
                choose(next)
              }}
            />
          </div>
          <SuggestionSwitch threads={shown} />
          {shown.length === 0 && composing === null ? (
            <p className={style['empty']}>{words(emptyWord(filter, all.length, sections.length > 1))}</p>
          ) : null}
          <CardList sections={sections} threads={shown} composing={composing} active={active} />
        </>
      ) : (
        <OneCard thread={single} threads={shown} sections={sections} />
      )}
    </div>
  )
}

const emptyWord = (filter: ThreadFilter, total: number, isReport: boolean) =>
  total === 0
    ? isReport
      ? ('review.emptyRead' as const)
      : ('review.empty' as const)
    : ({ oppna: 'review.emptyOpen', mina: 'review.emptyMine', klara: 'review.emptyResolved' } as const)[
        filter
      ]

function useMe() {
  const user = useReportPart((state) => state.me.user)
  const isSamordnare = useReportPart((state) => state.me.grants.some(({ role }) => role === 'samordnare'))
  return useMemo(() => ({ user, isSamordnare }), [user, isSamordnare])
}

/** All threads of these sections, in the order of the document. */
export function useThreads(sections: readonly SectionLayout[]): readonly Thread[] {
  const threads = useReportPart(({ report }) => report.threads)
  const anchors = useReviewState((state) => state.anchors)
  return useMemo(() => {
    const all = Object.values(threads)
    return sections.flatMap((section) =>
      inDocumentOrder(
        all.filter((thread) => thread.section === section.id),
        section,
        anchors,
      ),
    )
  }, [threads, sections, anchors])
}

/** Says once, to whoever opens the panel for the first time, what becomes of a synpunkt. */
function FirstTime() {
  const words = useWords()
  const [isKnown, know] = useState(() => readSetting('synpunkterFirst', ['yes', 'no'], 'no') === 'yes')
  if (isKnown) return null
  return (
    <div className={style['first']}>
      <p>{words('review.neverPrinted')}</p>
      <Button
        small
        variant="text"
        onPress={() => {
          writeSetting('synpunkterFirst', 'yes')
          know(true)
        }}
      >
        {words('review.understood')}
      </Button>
    </div>
  )
}

/** Beside one locked section: why nothing can be said here now. */
function LockedLine({ sections }: ThreadsPanelProps) {
  const words = useWords()
  const { store } = useReportConnection()
  const isLocked = useReportPart(({ report }) => {
    const [only, second] = sections
    if (only === undefined || second !== undefined) return false
    const may = store.may('thread', sectionTarget(report, only.id))
    return !may.allowed && may.because === 'sectionLocked'
  })
  return isLocked ? <p className={style['quiet']}>{words('review.locked')}</p> : null
}

function SuggestionSwitch({ threads }: { threads: readonly Thread[] }) {
  const words = useWords()
  const { desk } = useReview()
  const shows = useReviewState((state) => state.showsSuggestions)
  const isAny = threads.some(({ suggestion }) => suggestion !== undefined && suggestion.outcome === undefined)
  return isAny ? (
    <CheckField
      label={words('review.showSuggestions')}
      isSelected={shows}
      onChange={(next) => desk.showSuggestions(next)}
    />
  ) : null
}

const newCard = 'new'

/** Drawn at once, before it is known what is in sight. */
const firstCards = 6

interface CardListProps {
  readonly sections: readonly SectionLayout[]
  readonly threads: readonly Thread[]
  readonly composing: NewThread | null
  readonly active: string | null
}

/** The cards; those far from sight keep their room and nothing else. */
function CardList({ sections, threads, composing, active }: CardListProps) {
  const words = useWords()
  const { desk } = useReview()
  const ids = useMemo(() => threads.map(({ id }) => id), [threads])
  // Where it began it stays, though words are written before it.
  const composingAt = useMemo(
    () => (composing === null ? -1 : placeOfNew(composing, threads, sections, desk.state().anchors)),
    [composing, threads, sections, desk],
  )
  const keys = composingAt < 0 ? ids : [...ids.slice(0, composingAt), newCard, ...ids.slice(composingAt)]
  const drawCard = useDrawCard(sections, threads)
  const composingIn = sections.find(({ id }) => id === composing?.section)
  const [sight] = useState(createSight)
  return (
    // A feed has cards alone; those of the whole report stand under the headings of its sections.
    <div
      role={sections.length > 1 ? 'group' : 'feed'}
      aria-label={words('review.title')}
      className={style['list']}
    >
      {keys.map((id, at) => (
        <CardRoom key={id} sight={sight} isFirst={at < firstCards} isNeeded={id === newCard || id === active}>
          {() =>
            id === newCard && composing !== null && composingIn !== undefined ? (
              <ThreadComposer thread={composing} section={composingIn} />
            ) : (
              drawCard(id, active === id)
            )
          }
        </CardRoom>
      ))}
    </div>
  )
}

/** On a phone one synpunkt at a time, so that its words stay in sight above the sheet. */
function OneCard({
  thread,
  threads,
  sections,
}: {
  readonly thread: Thread
  readonly threads: readonly Thread[]
  readonly sections: readonly SectionLayout[]
}) {
  const words = useWords()
  const review = useReview()
  const drawCard = useDrawCard(sections, threads)
  const at = threads.findIndex(({ id }) => id === thread.id)
  const step = (by: -1 | 1): void => {
    const next = threads[(at + by + threads.length) % threads.length]
    if (next !== undefined) review.choose(next.id, 'keys')
  }
  return (
    <>
      <div className={style['steps']}>
        <span>{words('review.number', { number: at + 1, total: threads.length })}</span>
        <Button small onPress={() => step(-1)} isDisabled={threads.length < 2}>
          {words('review.previous')}
        </Button>
        <Button small onPress={() => step(1)} isDisabled={threads.length < 2}>
          {words('review.next')}
        </Button>
        <Button small variant="text" onPress={() => review.choose(null, 'card')}>
          {words('review.all')}
        </Button>
      </div>
      {drawCard(thread.id, true)}
    </>
  )
}

function useDrawCard(
  sections: readonly SectionLayout[],
  threads: readonly Thread[],
): (id: string, isActive: boolean) => ReactNode {
  const words = useWords()
  const { store } = useReportConnection()
  const anchors = useDeferredValue(useReviewState((state) => state.anchors))
  const report = useReportPart((state) => state.report)
  const isWhole = sections.length > 1
  return useMemo(() => {
    const bySection = new Map(sections.map((section) => [section.id, section]))
    const places = new Map(threads.map((thread, at) => [thread.id, { thread, at }]))
    return (id, isActive) => {
      const place = places.get(id)
      const section = bySection.get(place?.thread.section ?? '')
      if (place === undefined || section === undefined) return null
      const { thread, at } = place
      const isFirst = isWhole && threads[at - 1]?.section !== thread.section
      const card = (
        <ThreadCard
          key={id}
          thread={thread}
          section={section}
          number={at + 1}
          total={threads.length}
          isActive={isActive}
          isOrphan={isOrphan(thread, section, anchors)}
          wordsNow={anchors.marks.get(id)?.words}
          mayDiscuss={store.may('thread', sectionTarget(report, section.id)).allowed}
          quotes={isWhole}
        />
      )
      return isFirst ? (
        <div key={id} className={style['group']}>
          <h3 className={style['groupHead']}>
            {words('review.at', { section: `${section.number} ${section.title}` })}
          </h3>
          {card}
        </div>
      ) : (
        card
      )
    }
  }, [sections, threads, anchors, report, store, isWhole, words])
}

/** Where among the cards a new one stands: by what it is about, as if it were the youngest there. */
function placeOfNew(
  { section: sectionId, at, position }: NewThread,
  threads: readonly Thread[],
  sections: readonly SectionLayout[],
  anchors: Anchors,
): number {
  const order = sections.findIndex(({ id }) => id === sectionId)
  const section = sections[order]
  if (section === undefined) return 0
  const sectionsBefore = new Set(sections.slice(0, order).map(({ id }) => id))
  const before = threads.filter((thread) => sectionsBefore.has(thread.section)).length
  const probe: Thread = {
    id: newCard,
    section: sectionId,
    kind: 'remark',
    at: 'slot' in at ? { slot: at.slot, quote: at.quote } : at,
    remarks: [{ id: newCard, text: '', mentions: [], by: '', at: '9999-12-31T00:00:00Z' }],
  }
  const marks = new Map(anchors.marks)
  if ('slot' in at && position !== undefined)
    marks.set(newCard, { slot: at.slot, words: at.quote, at: position, runs: [] })
  const own = threads.filter((thread) => thread.section === sectionId)
  const ordered = inDocumentOrder([...own, probe], section, { ...anchors, marks })
  return before + ordered.findIndex(({ id }) => id === newCard)
}
