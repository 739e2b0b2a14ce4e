import { useMemo } from 'react'
import type { ContentComparison, SlotChange } from '../../shared/history/compareContents.ts'
import type { SectionContent } from '../../shared/section/content.ts'
import { blocksOf, findSection, proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { useReportPart } from '../report/useReport.ts'
import { headingOf } from '../section/slotHeading.ts'
import { nameOf } from '../report/reportStore.ts'
import { useDates } from '../ui/dates.ts'
import { useWords } from '../ui/words.ts'
import { quotesIn } from './changedPlaces.ts'
import { FigureChanges } from './FigureChanges.tsx'
import type { Quotes } from './InlineChanges.tsx'
import { ProseChanges } from './ProseChanges.tsx'
import { PlanChanges, StatusChanges, TitleChange } from './RecordChanges.tsx'
import style from './changes.module.css'

interface ContentChangesProps {
  /** `compareContents(before, after)`; every counted change is an element with `data-change`, in the order of the page. */
  readonly comparison: ContentComparison
  readonly before: SectionContent
  readonly after: SectionContent
  /** Whole texts with their changes, and not only what stands around them. */
  readonly isWhole?: boolean
  /** `after` is what the section says now: then it can be said who changed it last. */
  readonly isPresent?: boolean
}

/** What differs between two contents of a section: texts with marked changes, figures old and new, judgements, plan items. */
export function ContentChanges({
  comparison,
  before,
  after,
  isWhole = false,
  isPresent = true,
}: ContentChangesProps) {
  const words = useWords()
  const layout = useReportPart((state) => state.layout)
  const section = findSection(layout, after.section.id)
  const quotes = useMemo(
    () => ({ before: quotesIn(before, layout), after: quotesIn(after, layout) }),
    [before, after, layout],
  )
  const { title, texts, figures, statuses, plan, count } = comparison
  if (count === 0) return <p className={style['unchanged']}>{words('history.nothingChanged')}</p>
  return (
    <div className={style['changes']}>
      {title === null ? null : <TitleChange title={title} />}
      {inOrder(section, texts).map((text) => (
        <SlotChanges
          key={text.slot}
          section={section}
          text={text}
          quotes={quotes}
          isShort={!isWhole}
          isPresent={isPresent}
        />
      ))}
      {figures.length === 0 ? null : <FigureChanges figures={figures} />}
      {statuses.length === 0 ? null : <StatusChanges changes={statuses} />}
      {plan.length === 0 ? null : <PlanChanges changes={plan} />}
      <Unchanged section={section} comparison={comparison} after={after} />
    </div>
  )
}

/** As they stand in the section; those that no longer stand in it come last. */
function inOrder(section: SectionLayout | undefined, texts: readonly SlotChange[]): SlotChange[] {
  const order = section === undefined ? [] : proseSlotsOf(section).map(({ id }) => id)
  const place = ({ slot }: SlotChange): number => (order.includes(slot) ? order.indexOf(slot) : order.length)
  return texts.toSorted((a, b) => place(a) - place(b))
}

function SlotChanges({
  section,
  text,
  quotes,
  isShort,
  isPresent,
}: {
  readonly section: SectionLayout | undefined
  readonly text: SlotChange
  readonly quotes: Quotes
  readonly isShort: boolean
  readonly isPresent: boolean
}) {
  const words = useWords()
  const stands = section !== undefined && proseSlotsOf(section).some(({ id }) => id === text.slot)
  const heading = section === undefined || !stands ? words('history.textGone') : headingOf(section, text.slot)
  const last = useReportPart((state) => state.report.texts[section?.id ?? '']?.[text.slot])
  const people = useReportPart((state) => state.people)
  const dates = useDates(useReportPart((state) => state.today))
  return (
    <section className={style['slot']}>
      <div className={style['slotHead']}>
        {/* Under the section's own title its text needs no other. */}
        <h3 className={!isShort && heading === section?.title ? 'hidden-words' : undefined}>{heading}</h3>
        {last === undefined || !isPresent ? null : (
          <small>
            {words('history.lastChangedBy', { name: nameOf(people, last.by), when: dates.moment(last.at) })}
          </small>
        )}
      </div>
      <ProseChanges blocks={text.blocks} quotes={quotes} isShort={isShort} />
    </section>
  )
}

/** In one line: what is as it was. */
function Unchanged({
  section,
  comparison: { texts, figures },
  after,
}: {
  readonly section: SectionLayout | undefined
  readonly comparison: ContentComparison
  readonly after: SectionContent
}) {
  const words = useWords()
  if (section === undefined) return null
  const changedTexts = new Set(texts.map(({ slot }) => slot))
  const changedBlocks = new Set(figures.map(({ block }) => block))
  const filled = new Set(after.cells.map(([block]) => block))
  const textCount = proseSlotsOf(section).filter(
    ({ id }) => !changedTexts.has(id) && (after.prose[id]?.content.length ?? 0) > 0,
  ).length
  const tableCount = blocksOf(section).filter(({ id }) => filled.has(id) && !changedBlocks.has(id)).length
  if (textCount + tableCount === 0) return null
  return (
    <p className={style['unchanged']}>
      {words('history.unchanged', { texts: textCount, tables: tableCount })}
    </p>
  )
}
