import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { isHandedIn, isItemDone, itemStateOf } from '../../shared/people/itemState.ts'
import { itemRecordOf } from '../../shared/section/itemRecord.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { itemIdsIn } from '../../shared/section/itemIds.ts'
import { sectionsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { ItemStateWord, SectionStateWord, Symbol } from '../ui/Symbol.tsx'
import { useWidth } from '../ui/useWidth.ts'
import { useWords, type Words } from '../ui/words.ts'
import style from './Assign.module.css'
import { rangeTo, toggled, type Marks } from './assignMarks.ts'
import { shownRows, type AssignRow } from './assignRows.ts'
import { nobody } from './assignValues.ts'
import { nameOf } from './reportStore.ts'
import { usePersonColour, useReportPart } from './useReport.ts'

interface AssignItemsProps {
  readonly rows: readonly AssignRow[]
  readonly marks: Marks
  readonly onMarks: (marks: Marks) => void
  readonly mayEdit: boolean
}

/** Sections that unfold to their items, with boxes to mark by. */
export function AssignItems({ rows, marks, onMarks, mayEdit }: AssignItemsProps) {
  const words = useWords()
  const isPhone = useWidth() === 'phone'
  const table = useRef<HTMLTableElement>(null)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(() => {
    // What is marked from the start must be seen.
    const parents = new Map(rows.map(({ id, parent }) => [id, parent]))
    return new Set(
      [...marks.ids]
        .flatMap((id) => [parents.get(id), parents.get(parents.get(id) ?? '')])
        .filter((id) => id != null),
    )
  })
  const shown = useMemo(() => shownRows(rows, unfolded), [rows, unfolded])
  const layout = useReportPart((state) => state.layout)
  const sectionAt = useMemo(
    () =>
      new Map(
        sectionsOf(layout).flatMap((section) => itemIdsIn(section).map((item) => [item, section] as const)),
      ),
    [layout],
  )
  const ids = shown.map(({ id }) => id)
  const fold = (id: string): void =>
    setUnfolded((known) => {
      const next = new Set(known)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const mark = (id: string, extends_: boolean): void =>
    onMarks(extends_ ? rangeTo(marks, ids, id) : toggled(marks, id))
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, id: string): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const next = step === undefined ? undefined : ids[ids.indexOf(id) + step]
    if (next === undefined) return
    event.preventDefault()
    table.current?.querySelector<HTMLElement>(`[data-mark="${CSS.escape(next)}"]`)?.focus()
    if (event.shiftKey)
      onMarks(
        rangeTo(marks.anchor === null ? { ...marks, ids: new Set([id]), anchor: id } : marks, ids, next),
      )
  }
  const isAllShown = unfolded.size > 0
  return (
    <>
      <div className={style['tools']}>
        <Button
          small
          onPress={() =>
            setUnfolded(
              isAllShown
                ? new Set()
                : new Set(
                    rows.filter(({ kind, unfolds }) => kind === 'section' && unfolds).map(({ id }) => id),
                  ),
            )
          }
        >
          {words(isAllShown ? 'assign.foldAll' : 'assign.unfoldAll')}
        </Button>
        {mayEdit && !isPhone ? <span className={style['hint']}>{words('assign.hint')}</span> : null}
      </div>
      <table className={style['list']} ref={table}>
        <caption className="hidden-words">{words('assign.table')}</caption>
        <thead>
          <tr>
            {mayEdit ? (
              <th scope="col" className={style['markHead']}>
                <span className="hidden-words">{words('assign.column.mark')}</span>
              </th>
            ) : null}
            <th scope="col">{words('assign.column.item')}</th>
            {isPhone ? null : (
              <>
                <th scope="col" className={style['peopleHead']}>
                  {words('assign.column.people')}
                </th>
                <th scope="col" className={style['unitHead']}>
                  {words('assign.column.unit')}
                </th>
                <th scope="col" className={style['dueHead']}>
                  {words('assign.column.due')}
                </th>
                <th scope="col" className={style['stateHead']}>
                  {words('assign.column.state')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr
              key={row.id}
              className={style['row']}
              data-marked={marks.ids.has(row.id) || undefined}
              data-depth={row.depth}
            >
              {mayEdit ? (
                <td className={style['mark']}>
                  <label className={style['markLabel']}>
                    <input
                      type="checkbox"
                      data-mark={row.id}
                      aria-label={words('assign.mark', { item: nameOfRow(row, words) })}
                      checked={marks.ids.has(row.id)}
                      // The click says whether Shift was held; a change alone does not.
                      onClick={(event) => mark(row.id, event.shiftKey)}
                      onChange={() => undefined}
                      onKeyDown={(event) => onKeyDown(event, row.id)}
                    />
                  </label>
                </td>
              ) : null}
              <RowCells
                row={row}
                section={sectionAt.get(row.id)}
                isPhone={isPhone}
                isUnfolded={unfolded.has(row.id)}
                onFold={() => fold(row.id)}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface RowCellsProps {
  readonly row: AssignRow
  readonly section: SectionLayout | undefined
  readonly isPhone: boolean
  readonly isUnfolded: boolean
  readonly onFold: () => void
}

function RowCells({ row, section, isPhone, isUnfolded, onFold }: RowCellsProps) {
  const words = useWords()
  const today = useReportPart((state) => state.today)
  const dates = useDates(today)
  const { people, unit, due } = useReportPart(({ report }) => report.items[row.id]) ?? nobody
  const name = (
    <span className={style['name']} data-depth={row.depth}>
      <span className={style['number']}>{row.number ?? ''}</span>
      <span className={style['words']}>
        {row.kind === 'section' ? null : <span className={style['kind']}>{kindOf(row, words)}</span>}
        <span className={style['title']} data-section={row.kind === 'section' || undefined}>
          {row.title}
        </span>
        {isPhone ? (
          <span className={style['phoneFacts']}>
            <People users={people} isNeeded={row.kind === 'section' && row.asks} />
            {unit === undefined ? null : <span>{unit}</span>}
            {due === undefined ? null : <span>{dates.short(due)}</span>}
            <RowState item={row.id} section={section} />
          </span>
        ) : null}
      </span>
      {row.unfolds ? (
        <button
          type="button"
          className={style['fold']}
          aria-expanded={isUnfolded}
          aria-label={words('assign.unfold', { section: row.title })}
          onClick={onFold}
        >
          {isUnfolded ? (
            <ChevronDown size={18} aria-hidden="true" />
          ) : (
            <ChevronRight size={18} aria-hidden="true" />
          )}
        </button>
      ) : null}
    </span>
  )
  return (
    <>
      <th scope="row">{name}</th>
      {isPhone ? null : (
        <>
          <td>
            <People users={people} isNeeded={row.kind === 'section' && row.asks} />
          </td>
          <td className={style['unit']}>{unit ?? ''}</td>
          <td className={style['due']}>{due === undefined ? '' : dates.short(due)}</td>
          <td className={style['state']}>
            <RowState item={row.id} section={section} />
          </td>
        </>
      )}
    </>
  )
}

/** How far what somebody is asked for has come: its own state, or its section's where that has gone on. */
function RowState({ item, section }: { item: string; section: SectionLayout | undefined }) {
  const state = useReportPart(({ report }) =>
    section === undefined || itemRecordOf(report, item).people.length === 0
      ? undefined
      : itemStateOf(report, section, item),
  )
  const goneOn = useReportPart(({ report }) =>
    section !== undefined && isItemDone(report, section, item)
      ? sectionRecordOf(report, section.id).state
      : undefined,
  )
  if (state === undefined) return null
  return goneOn === undefined || isHandedIn(state) ? (
    <ItemStateWord state={state} size={18} />
  ) : (
    <SectionStateWord state={goneOn} size={18} />
  )
}

function People({ users, isNeeded }: { users: readonly string[]; isNeeded: boolean }) {
  const words = useWords()
  const people = useReportPart((state) => state.people)
  const colourOf = usePersonColour()
  if (users.length === 0) {
    return isNeeded ? (
      <span className={style['missing']}>
        <Symbol family="flag" value="error" size={16} />
        {words('assign.none')}
      </span>
    ) : null
  }
  return (
    <span className={style['people']}>
      {users.map((user) => (
        <span key={user} className={style['person']}>
          <Avatar name={nameOf(people, user)} colour={colourOf(user)} size={20} />
          {nameOf(people, user)}
        </span>
      ))}
    </span>
  )
}

/** "Uppdrag", "Tabell", "Text". */
export const kindOf = ({ kind }: AssignRow, words: Words): string => {
  switch (kind) {
    case 'section':
    case 'text':
    case 'comment':
    case 'table':
    case 'row':
      return words(`assign.kind.${kind}`)
    default:
      return words(`plan.kind.${kind}`)
  }
}

/** "5.3 Vidtagna åtgärder", "Uppdrag: Område IT får …", "Text". */
export const nameOfRow = (row: AssignRow, words: Words): string =>
  row.number !== undefined
    ? `${row.number} ${row.title}`
    : row.title === ''
      ? kindOf(row, words)
      : words('plan.groupName', { kind: kindOf(row, words), text: row.title })
