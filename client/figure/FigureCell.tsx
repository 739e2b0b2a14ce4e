/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/role-supports-aria-props -- rows that are laid out as grids on a phone lose the roles they have as parts of a table */
import { memo, useLayoutEffect, useRef, useSyncExternalStore, type CSSProperties } from 'react'
import { initialsOf } from '../ui/Avatar.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords, type Words } from '../ui/words.ts'
import type { CellView } from './cellView.ts'
import type { GridStore } from './gridStore.ts'
import style from './FigureTable.module.css'

interface FigureCellProps {
  readonly grid: GridStore
  readonly row: string
  readonly view: CellView
  /** What is being typed here: row and column in words. */
  readonly name: string
  /** Stands above the cell where a narrow page has no room for heads. */
  readonly heading: string
}

/** One cell. It follows its own standing in the selection, so that moving about draws two cells and not a table. */
export const FigureCell = memo(function FigureCell({ grid, row, view, name, heading }: FigureCellProps) {
  const words = useWords()
  const standing = useSyncExternalStore(grid.subscribe, () => grid.standing(row, view.column))
  const { here } = view
  return (
    <td
      role="gridcell"
      tabIndex={standing === 'active' || standing === 'activeInRange' ? 0 : -1}
      className={style['cell']}
      data-row={row}
      data-column={view.column}
      data-heading={heading}
      data-look={view.look}
      data-align={view.align}
      data-standing={standing}
      data-edit={view.edit}
      data-unreadable={view.isUnreadable || undefined}
      data-flag={view.flag}
      aria-readonly={view.closed !== undefined || undefined}
      aria-selected={standing === 'none' ? undefined : true}
      aria-label={spokenCell(view, words)}
      aria-invalid={view.isUnreadable || view.edit === 'refused' || undefined}
      style={here === undefined ? undefined : personColour(here.colour)}
    >
      {here === undefined ? null : (
        <span className={style['initials']} aria-hidden="true">
          {initialsOf(here.name)}
        </span>
      )}
      {view.flag === undefined ? null : (
        <span className={style['flag']}>
          <Symbol family="flag" value={view.flag} size={13} />
        </span>
      )}
      {view.threads === 0 ? null : (
        // Pressing it shows them; by keyboard they stand in the cell's menu.
        <span
          className={style['threads']}
          data-cell-threads
          data-active={view.hasActiveThread || undefined}
          aria-hidden="true"
        />
      )}
      {standing === 'edit' ? (
        <CellInput grid={grid} name={name} />
      ) : (
        <>
          {view.text}
          {view.mark === undefined ? null : <sup className={style['mark']}>{view.mark}</sup>}
        </>
      )}
    </td>
  )
})

/** As wide as the cell and no wider, so that nothing moves when one begins to type. */
function CellInput({ grid, name }: { grid: GridStore; name: string }) {
  const field = useRef<HTMLInputElement>(null)
  const draft = useSyncExternalStore(grid.subscribe, () => {
    const state = grid.state()
    return state?.mode === 'edit' ? state.draft : ''
  })
  useLayoutEffect(() => {
    const input = field.current
    if (input === null) return
    input.focus({ preventScroll: true })
    input.setSelectionRange(input.value.length, input.value.length)
  }, [])
  return (
    <input
      ref={field}
      className={style['input']}
      aria-label={name}
      value={draft}
      maxLength={400}
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      onChange={(event) => grid.send({ type: 'typed', draft: event.currentTarget.value })}
    />
  )
}

const spokenCell = (view: CellView, words: Words): string =>
  [
    view.spoken,
    ...(view.isUnreadable ? [words('block.say.unreadable')] : []),
    ...(view.closed === 'computed' ? [words('block.say.computed')] : []),
    ...(view.closed !== undefined && view.closed !== 'computed' && view.closed !== 'right'
      ? [words('block.say.locked')]
      : []),
    ...(view.flag === 'explained'
      ? [words('block.say.explained')]
      : view.flag === undefined
        ? []
        : [words('block.say.finding')]),
    ...(view.threads === 0 ? [] : [words('review.sayCell', { count: view.threads })]),
    ...(view.edit === 'conflict' || view.isReported ? [words('block.say.twoValues')] : []),
    ...(view.edit === 'waiting' ? [words('block.say.waiting')] : []),
    ...(view.edit === 'unsent' || view.edit === 'refused' ? [words('block.say.unsent')] : []),
    ...(view.here === undefined ? [] : [words('block.say.here', { name: view.here.name })]),
  ].join(', ')

interface PersonStyle extends CSSProperties {
  '--person': string
}
const personColour = (colour: number): PersonStyle => ({ '--person': `var(--person-${colour})` })
