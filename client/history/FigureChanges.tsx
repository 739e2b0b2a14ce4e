import type { FigureChange } from '../../shared/history/compareContents.ts'
import { sameValue } from '../../shared/figure/decideCells.ts'
import { captionFacts, cellName } from '../figure/tableWords.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { useDates } from '../ui/dates.ts'
import { useWords } from '../ui/words.ts'
import { figurePlace, printedAt } from './changedPlaces.ts'
import { Added, Removed, struckFigure } from './InlineChanges.tsx'
import style from './changes.module.css'

/** Figures that changed, old and new, a table for each table they stand in. */
export function FigureChanges({ figures }: { readonly figures: readonly FigureChange[] }) {
  const groups = new Map<string, FigureChange[]>()
  for (const figure of figures) groups.set(figure.block, [...(groups.get(figure.block) ?? []), figure])
  return [...groups].map(([block, changes]) => <BlockFigures key={block} block={block} changes={changes} />)
}

function BlockFigures({
  block,
  changes,
}: {
  readonly block: string
  readonly changes: readonly FigureChange[]
}) {
  const words = useWords()
  const layout = useReportPart((state) => state.layout)
  const dates = useDates(useReportPart((state) => state.today))
  const [first] = changes
  const found = first === undefined ? undefined : figurePlace(layout, first)?.block
  const isQuoted = changes.every(({ from }) => from === 'quoted')
  return (
    <table className={style['figures']}>
      <caption>
        <strong>{found?.title ?? words('history.tableGone', { block })}</strong>
        <span>
          {isQuoted
            ? words('history.quotedHere')
            : found === undefined
              ? ''
              : captionFacts(found, words, dates).join(', ')}
        </span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{words('history.figure')}</th>
          <th scope="col">{words('history.before')}</th>
          <th scope="col">{words('history.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <FigureRow key={`${change.row} ${change.column} ${change.from}`} change={change} />
        ))}
      </tbody>
    </table>
  )
}

function FigureRow({ change }: { readonly change: FigureChange }) {
  const words = useWords()
  const { block, row, column, before, after, from, isCounted } = change
  const place = useReportPart((state) => figurePlace(state.layout, change), samePlace)
  const record = useReportPart((state) => state.report.cells[block]?.[row]?.[column])
  const people = useReportPart((state) => state.people)
  const dates = useDates(useReportPart((state) => state.today))
  const was = printedAt(place, before)
  const is = printedAt(place, after)
  // The record is the present cell's: it says who wrote this value only if it still stands.
  const isPresent = record !== undefined && sameValue(record.value, after)
  const said =
    from === 'computed'
      ? words('history.computed')
      : isPresent
        ? words('history.changedBy', { name: nameOf(people, record.by), when: dates.moment(record.at) })
        : ''
  const isSameValue = sameValue(before, after)
  return (
    <tr data-computed={from === 'computed' || undefined} {...(isCounted ? { 'data-change': '' } : {})}>
      <th scope="row">
        {place === undefined ? `${row}, ${column}` : cellName(place.row, place.column)}
        {said === '' ? null : <small>{said}</small>}
      </th>
      <td className="figures">
        {was === '' ? (
          <span className={style['none']}>{words('history.empty')}</span>
        ) : (
          <Removed>{struckFigure(was)}</Removed>
        )}
      </td>
      <td className="figures">
        {is === '' ? (
          <span className={style['none']}>{words('history.empty')}</span>
        ) : isSameValue ? (
          <>
            {is} <small>{words(from === 'reported' ? 'history.nowReported' : 'history.nowComputed')}</small>
          </>
        ) : (
          <Added>{is}</Added>
        )}
      </td>
    </tr>
  )
}

const samePlace = (a: ReturnType<typeof figurePlace>, b: ReturnType<typeof figurePlace>): boolean =>
  a?.block === b?.block && a?.row === b?.row && a?.column === b?.column
