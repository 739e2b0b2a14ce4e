import type { KeyboardEvent } from 'react'
import type { PlanItem } from '../../shared/plan/plan.ts'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { useDates } from '../ui/dates.ts'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import { ChangeMark } from './ChangeMark.tsx'
import { kindWords } from './kindWords.ts'
import style from './plan.module.css'
import type { PlanGroup } from './planRows.ts'

interface PlanListProps {
  readonly groups: readonly PlanGroup[]
  readonly open: string | undefined
  readonly onOpen: (item: PlanItem) => void
  /** Alt+Shift+arrow on a row. */
  readonly onStep: (item: PlanItem, direction: 'up' | 'down') => void
  /** Items with words in the form that are not saved. */
  readonly unsaved: ReadonlySet<string>
}

/** The whole plan as one table, in the order of the report. */
export function PlanList({ groups, open, onOpen, onStep, unsaved }: PlanListProps) {
  const words = useWords()
  const isPhone = useWidth() === 'phone'
  const columns = isPhone ? 1 : 4
  const shared = { open, onOpen, unsaved, isPhone, columns, onKeyDown: keysOf(onStep) }
  return (
    <table className={style['list']} data-narrow={isPhone || undefined}>
      <caption className="hidden-words">{words('plan.listName')}</caption>
      {isPhone ? null : (
        <thead>
          <tr>
            <th scope="col" className={style['kindHead']}>
              <span className="hidden-words">{words('plan.column.kind')}</span>
            </th>
            <th scope="col">
              <span className="hidden-words">{words('plan.column.text')}</span>
            </th>
            <th scope="col" className={style['targetHead']}>
              {words('plan.column.target')}
            </th>
            <th scope="col" className={style['responsibleHead']}>
              {words('plan.column.responsible')}
            </th>
          </tr>
        </thead>
      )}
      {groups.map((group) => (
        <Group key={group.key} group={group} {...shared} />
      ))}
    </table>
  )
}

interface RowContext {
  readonly open: string | undefined
  readonly onOpen: (item: PlanItem) => void
  readonly onKeyDown: (event: KeyboardEvent, item: PlanItem) => void
  readonly unsaved: ReadonlySet<string>
  readonly isPhone: boolean
  readonly columns: number
}

function Group({ group, ...shared }: RowContext & { group: PlanGroup }) {
  const words = useWords()
  const { root, part, section, rows } = group
  return (
    <tbody>
      <tr className={style['group']}>
        <th scope="rowgroup" colSpan={shared.columns}>
          <span className={style['number']}>{section?.number ?? ''}</span>
          <Heading item={root} isStrong {...shared} />
          {part === null ? null : <Heading item={part} isStrong={false} {...shared} />}
          {section === null ? <span className={style['hint']}>{words('plan.hiddenSection')}</span> : null}
        </th>
      </tr>
      {rows.length === 0 ? (
        <tr>
          <td colSpan={shared.columns} className={style['emptyGroup']}>
            {words('plan.emptyGroup')}
          </td>
        </tr>
      ) : (
        rows.map(({ item }) => <Row key={item.id} item={item} {...shared} />)
      )}
    </tbody>
  )
}

/** A perspective or strategy in the heading of its group; it opens like any other item. */
function Heading({
  item,
  isStrong,
  open,
  onOpen,
  onKeyDown,
  unsaved,
}: RowContext & { item: PlanItem; isStrong: boolean }) {
  const words = useWords()
  const name =
    item.kind === 'controlPlan'
      ? item.fields.text
      : words('plan.groupName', { kind: words(`plan.kind.${item.kind}`), text: item.fields.text })
  return (
    <>
      <button
        type="button"
        className={style['headingButton']}
        data-strong={isStrong || undefined}
        data-plan-item={item.id}
        aria-current={open === item.id || undefined}
        onClick={() => onOpen(item)}
        onKeyDown={(event) => onKeyDown(event, item)}
      >
        {name}
      </button>
      {unsaved.has(item.id) ? <span className={style['unsaved']}>{words('plan.unsaved')}</span> : null}
      <ChangeMark item={item} />
    </>
  )
}

function Row({ item, open, onOpen, onKeyDown, unsaved, isPhone }: RowContext & { item: PlanItem }) {
  const words = useWords()
  const today = useReportPart((state) => state.today)
  const dates = useDates(today)
  const { fields } = item
  const isGoal = item.kind === 'goal' || item.kind === 'outcomeGoal' || item.kind === 'risk'
  const kind = kindWords(item, words)
  const text = (
    <button
      type="button"
      className={style['text']}
      data-goal={isGoal || undefined}
      data-plan-item={item.id}
      aria-current={open === item.id || undefined}
      onClick={() => onOpen(item)}
      onKeyDown={(event) => onKeyDown(event, item)}
    >
      {fields.regionWide === true ? <strong>{words('plan.regionWide')} </strong> : null}
      {fields.text}
      {fields.origin === undefined ? null : ` (${fields.origin})`}
    </button>
  )
  const below = (
    <>
      {fields.dueDate === undefined ? null : (
        <p className={style['meta']}>{words('plan.due', { date: dates.short(fields.dueDate) })}</p>
      )}
      <ChangeMark item={item} />
      {unsaved.has(item.id) ? <p className={style['unsaved']}>{words('plan.unsaved')}</p> : null}
    </>
  )
  if (isPhone) {
    return (
      <tr className={style['row']} data-open={open === item.id || undefined}>
        <td>
          <p className={style['kind']}>{kind}</p>
          {text}
          {item.kind === 'indicator' ? (
            <p className={style['meta']}>
              {words('plan.column.target')} <Target item={item} />
            </p>
          ) : null}
          <div className={style['meta']}>
            <Responsible item={item} />
          </div>
          {below}
        </td>
      </tr>
    )
  }
  return (
    <tr className={style['row']} data-open={open === item.id || undefined}>
      <td className={style['kind']}>{kind}</td>
      <td>
        {text}
        {below}
      </td>
      <td className={style['target']}>
        <Target item={item} />
      </td>
      <td className={style['responsible']}>
        <Responsible item={item} />
      </td>
    </tr>
  )
}

function Target({ item: { kind, fields } }: { item: PlanItem }) {
  if (kind !== 'indicator') return null
  const { target, unit, decimals } = fields
  return <>{target === undefined ? '–' : formatFigure(target, { unit, decimals, printUnit: true })}</>
}

function Responsible({ item }: { item: PlanItem }) {
  const people = useReportPart((state) => state.people)
  const record = useReportPart(({ report }) => report.items[item.id])
  const unit = record?.unit ?? item.fields.recipient
  return (
    <>
      {(record?.people ?? []).map((user) => (
        <span key={user} className={style['line']}>
          {nameOf(people, user)}
        </span>
      ))}
      {unit === undefined ? null : <span className={style['line']}>{unit}</span>}
    </>
  )
}

/** Arrows between the items, Home and End to the ends; with Alt+Shift they move the item itself. */
const keysOf =
  (onStep: PlanListProps['onStep']) =>
  (event: KeyboardEvent, item: PlanItem): void => {
    const direction = event.key === 'ArrowUp' ? 'up' : event.key === 'ArrowDown' ? 'down' : undefined
    if (event.altKey && event.shiftKey) {
      if (direction === undefined) return
      event.preventDefault()
      onStep(item, direction)
      return
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const buttons = [
      ...(event.currentTarget.closest('table')?.querySelectorAll<HTMLElement>('[data-plan-item]') ?? []),
    ]
    const at = buttons.findIndex((button) => button === event.currentTarget)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    const next = to === undefined ? undefined : buttons[to]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }

/** The row of an item, for bringing the focus back to it. */
export const focusItem = (id: string): void => rowOf(id)?.focus({ preventScroll: true })

/** Brings the row of an item into view. */
export const showItem = (id: string): void => rowOf(id)?.scrollIntoView({ block: 'center' })

const rowOf = (id: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-plan-item="${CSS.escape(id)}"]`)
