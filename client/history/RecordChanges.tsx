import { compareInline } from '../../shared/history/compareInline.ts'
import type { ContentComparison, PlanItemChange, StatusChange } from '../../shared/history/compareContents.ts'
import { sameValue } from '../../shared/figure/decideCells.ts'
import { emptyCell } from '../../shared/figure/cellValue.ts'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import type { CanonicalNode } from '../../shared/section/canonical.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { useDates } from '../ui/dates.ts'
import { useWords } from '../ui/words.ts'
import { judgedLabel, judgementChanges } from './changedPlaces.ts'
import { Added, InlineChanges, Removed, struckFigure } from './InlineChanges.tsx'
import style from './changes.module.css'

/** Judgements that changed: what was proposed and settled before, and what is now. */
export function StatusChanges({ changes }: { readonly changes: readonly StatusChange[] }) {
  const words = useWords()
  return (
    <section className={style['group']}>
      <h3>{words('history.statuses')}</h3>
      <ul className={style['list']}>
        {changes.map((change) => (
          <Status key={change.item} change={change} />
        ))}
      </ul>
    </section>
  )
}

function Status({ change }: { readonly change: StatusChange }) {
  const words = useWords()
  const scales = useReportPart((state) => state.template.scales)
  const people = useReportPart((state) => state.people)
  const title = useItemTitle(change.item)
  const record = useReportPart((state) => state.report.statuses[change.item])
  const dates = useDates(useReportPart((state) => state.today))
  return (
    <li data-change="">
      <p>{title}</p>
      <ul className={style['facts']}>
        {judgementChanges(change).map(({ step, part, before, after }) => {
          const by = record?.[step]
          const isPresent = after !== null && by?.[part] === after
          return (
            <li key={`${step} ${part}`}>
              {words(step === 'proposed' ? 'history.proposed' : 'history.settled')}{' '}
              {before === null ? (
                <span className={style['none']}>{words('history.notJudged')}</span>
              ) : (
                <Removed>{judgedLabel(scales, part, before)}</Removed>
              )}{' '}
              {words('history.became')}{' '}
              {after === null ? (
                <span className={style['none']}>{words('history.notJudged')}</span>
              ) : (
                <Added>{judgedLabel(scales, part, after)}</Added>
              )}
              {isPresent && by !== undefined ? (
                <small>
                  {words('history.changedBy', { name: nameOf(people, by.by), when: dates.moment(by.at) })}
                </small>
              ) : null}
            </li>
          )
        })}
      </ul>
    </li>
  )
}

/** Plan items that changed: what they say, word by word. */
export function PlanChanges({ changes }: { readonly changes: readonly PlanItemChange[] }) {
  const words = useWords()
  return (
    <section className={style['group']}>
      <h3>{words('history.plan')}</h3>
      <ul className={style['list']}>
        {changes.map((change) => (
          <PlanItem key={change.item} change={change} />
        ))}
      </ul>
    </section>
  )
}

function PlanItem({ change: { before, after } }: { readonly change: PlanItemChange }) {
  const words = useWords()
  const textBefore = before?.fields.text ?? ''
  const textAfter = after?.fields.text ?? ''
  const target = { before: before?.fields.target ?? emptyCell, after: after?.fields.target ?? emptyCell }
  return (
    <li data-change="">
      <p>
        {before === null ? (
          <Added>{textAfter}</Added>
        ) : after === null ? (
          <Removed>{textBefore}</Removed>
        ) : (
          <PlainChange before={textBefore} after={textAfter} />
        )}
      </p>
      {before === null || after === null || sameValue(target.before, target.after) ? null : (
        <p>
          {words('history.target')} <Removed>{struckFigure(formatFigure(target.before, {}))}</Removed>{' '}
          {words('history.became')} <Added>{formatFigure(target.after, {})}</Added>
        </p>
      )}
    </li>
  )
}

/** The section's own title, where it was changed. */
export function TitleChange({ title }: { readonly title: NonNullable<ContentComparison['title']> }) {
  const words = useWords()
  return (
    <p data-change="" className={style['group']}>
      {words('history.titleChanged')} <PlainChange before={title.before} after={title.after} />
    </p>
  )
}

function PlainChange({ before, after }: { readonly before: string; readonly after: string }) {
  return <InlineChanges runs={compareInline(nodes(before), nodes(after))} quotes={noQuotes} isPart />
}

const nodes = (text: string): CanonicalNode[] => (text === '' ? [] : [{ type: 'text', attrs: {}, text }])
const noQuotes = { before: () => '', after: () => '' }

/** The wording of what is judged; a row's label where it is no plan item. */
function useItemTitle(item: string): string {
  return useReportPart(({ report, layout }) => {
    const inPlan = report.plan.items.find(({ id }) => id === item)?.fields.text
    if (inPlan !== undefined) return inPlan
    for (const { sections } of layout.chapters) {
      for (const { slots } of sections) {
        for (const slot of slots) {
          if (slot.kind !== 'block') continue
          if (slot.block.id === item) return slot.block.title
          const row = slot.block.rows.find(({ id }) => `${slot.block.id}.${id}` === item || id === item)
          if (row !== undefined) return row.label
        }
      }
    }
    return item
  })
}
