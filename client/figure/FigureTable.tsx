/* oxlint-disable jsx-a11y/no-redundant-roles -- rows that are laid out as grids on a phone lose the roles they have as parts of a table */
import { Fragment, Suspense, useCallback, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import { useNavigate } from '@tanstack/react-router'
import type { Block, Row } from '../../shared/block/block.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useCellThreads } from '../review/useCellThreads.ts'
import { onDemand } from '../ui/onDemand.tsx'
import { useFetchedAhead } from '../ui/useFetchedAhead.ts'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import { CellHistory, CellHistoryBox } from './CellHistory.tsx'
import { cellLink } from './cellLink.ts'
import type { CellState } from './cellView.ts'
import { FigureHead } from './FigureHead.tsx'
import { FigureRow } from './FigureRow.tsx'
import { FocusKeeper } from './FocusKeeper.tsx'
import type { GridCell } from './gridState.ts'
import { isInput, placeOf, withPlaceOf } from './placeOf.ts'
import { RowStrips } from './RowStrips.tsx'
import { AddRow } from './RowTools.tsx'
import { TableCaption } from './TableCaption.tsx'
import { TableFootnotes } from './TableFootnotes.tsx'
import { noteMark } from './tableHead.ts'
import { useFollowLink } from './useFollowLink.ts'
import { useGridActions } from './useGridActions.ts'
import { useIsWide } from './useIsWide.ts'
import { usePresenceOfMine } from './usePresenceOfMine.ts'
import { useTable, type Table } from './useTable.ts'
import { useToolbar } from './useToolbar.ts'
import { ValueLine } from './ValueLine.tsx'
import style from './FigureTable.module.css'

const PastePreview = onDemand(async () => ({ default: (await import('./PastePreview.tsx')).PastePreview }))
const CellSheet = onDemand(async () => ({ default: (await import('./CellSheet.tsx')).CellSheet }))
const CellMenu = onDemand(async () => ({ default: (await import('./CellMenu.tsx')).CellMenu }))
const fetchedAhead = [PastePreview, CellSheet, CellMenu, CellHistoryBox]

/** A column beside the figures that is no cell of the table: buttons that judge the row. */
export interface ExtraColumn {
  readonly id: string
  readonly heading: string
  readonly renderCell: (row: Row) => ReactNode
}

interface FigureTableProps {
  readonly section: SectionLayout
  readonly block: Block
  readonly extra?: readonly ExtraColumn[]
  /** In full width below a row: its Kommentar. */
  readonly renderBelow?: (row: Row) => ReactNode
  /** Few fields among other controls: they look like fields, and Tab goes on to what stands beside them. */
  readonly isForm?: boolean
}

const noExtra: readonly ExtraColumn[] = []

/** A table of figures: reads as printed, is filled in like a spreadsheet. */
export function FigureTable({
  section,
  block,
  extra = noExtra,
  renderBelow,
  isForm = false,
}: FigureTableProps) {
  const words = useWords()
  useFetchedAhead(fetchedAhead)
  const table = useTable(section, block)
  const caption = useId()
  const frame = useRef<HTMLDivElement>(null)
  const isWide = useIsWide(frame)
  const isPhone = useWidth() === 'phone'
  const navigate = useNavigate()
  const [pasting, openPaste] = useState<{ readonly start: GridCell; readonly text: string | undefined }>()
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const [historyAt, openHistory] = useState<HTMLElement | null>(null)
  const [isSheetOpen, openSheet] = useState(false)

  const startPaste = useCallback(
    (text: string | undefined) => {
      const start = topLeft(table)
      if (start !== undefined) openPaste({ start, text })
    },
    [table],
  )
  const openFinding = useCallback(
    (place: GridCell) => {
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) => ({
          ...before,
          panel: 'kontroller',
          cell: cellLink({ block: block.id, ...place }),
        }),
        resetScroll: false,
      })
    },
    [navigate, block.id],
  )
  const cellElement = useCallback(
    ({ row, column }: GridCell): HTMLElement | null =>
      frame.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`) ?? null,
    [],
  )
  const openMenu = useCallback((place: GridCell) => setMenu(cellElement(place)), [cellElement])
  const actions = useGridActions(table, { openPaste: startPaste, openMenu, openFinding })
  useFollowLink(table, cellElement)
  const presence = usePresenceOfMine(table)
  const { remark, countAt, show } = useCellThreads(section.id)
  useToolbar(table, frame, { fill: actions.fill, openPaste: startPaste, remark })

  const { grid } = table
  const edit = useCallback(
    (cell: CellState) => {
      const place = { row: cell.row.id, column: cell.column.id }
      grid.select(place)
      cellElement(place)?.focus()
      actions.send({ type: 'open', place })
    },
    [grid, cellElement, actions],
  )
  const drawn = useMemo(
    () => block.columns.filter(({ type }) => type === 'number' || type === 'text'),
    [block],
  )
  const siblings = useMemo(() => block.rows.flatMap((row) => (row.added === true ? [row.id] : [])), [block])
  const isStatic = table.closedTable === 'lockedSection'
  const menuPlace = placeOf(menu)
  const menuCount = menuPlace === undefined ? 0 : countAt({ block: block.id, ...menuPlace })
  const historyPlace = placeOf(historyAt)
  const historyOf = historyPlace === undefined ? undefined : table.stateAt(historyPlace)

  return (
    <div className={style['block']} data-table={block.id}>
      {isForm ? null : <TableCaption table={table} id={caption} />}
      {isStatic || isPhone || isForm ? null : <ValueLine table={table} answer={actions.answer} />}
      <div
        ref={frame}
        className={style['frame']}
        onScroll={({ currentTarget: { dataset, scrollLeft, scrollWidth, clientWidth } }) => {
          // The fade says that there is more; at the end there is none.
          dataset['end'] = String(scrollLeft + clientWidth >= scrollWidth - 2)
        }}
        data-wide={isWide || undefined}
        data-long={block.rows.length > 20 || undefined}
      >
        <table
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a grid is a table that the keyboard moves in
          role="grid"
          {...(isForm ? { 'aria-label': block.title } : { 'aria-labelledby': caption })}
          aria-readonly={table.closedTable !== undefined || undefined}
          className={style['table']}
          style={{ minWidth: narrowest(isPhone, drawn.length, extra.length) }}
          data-form={isForm || undefined}
          onKeyDown={(event) => {
            if (event.defaultPrevented || placeOf(event.target) === undefined) return
            const { key, shiftKey, altKey, ctrlKey, metaKey } = event
            // AltGr is Ctrl+Alt to the browser and writes characters such as µ and €.
            const isAltGr = event.getModifierState('AltGraph')
            if (isForm && key === 'Tab') {
              actions.send({ type: 'left' })
              return
            }
            const handled = actions.send({
              type: 'key',
              key,
              shift: shiftKey,
              alt: altKey && !isAltGr,
              ctrl: (ctrlKey || metaKey) && !isAltGr,
            })
            if (handled) {
              event.preventDefault()
              event.stopPropagation()
            }
          }}
          onPointerDown={(event) => {
            const place = placeOf(event.target)
            if (place === undefined || event.button !== 0 || isInput(event.target)) return
            if (event.pointerType !== 'touch') event.preventDefault()
            actions.send({ type: 'press', place, shift: event.shiftKey })
            cellElement(place)?.focus({ preventScroll: true })
          }}
          onPointerOver={(event) => {
            if ((event.buttons & 1) === 0 || event.pointerType === 'touch') return
            const place = placeOf(event.target)
            if (place !== undefined) grid.send({ type: 'drag', place })
          }}
          onClick={(event) => {
            if (event.target instanceof Element && event.target.closest('[data-cell-threads]') !== null) {
              withPlaceOf(event.target, (place) => show({ block: block.id, ...place }))
              return
            }
            if (isPhone && placeOf(event.target) !== undefined) openSheet(true)
          }}
          onDoubleClick={(event) => {
            const place = placeOf(event.target)
            if (place !== undefined && !isInput(event.target)) actions.send({ type: 'open', place })
          }}
          onContextMenu={(event) => {
            const place = placeOf(event.target)
            if (place === undefined) return
            event.preventDefault()
            setMenu(cellElement(place))
          }}
          onCopy={actions.onCopy}
          onCut={actions.onCut}
          onPaste={actions.onPaste}
          onFocus={presence.arrived}
          onBlur={(event) => {
            // Another window in front is no leaving: the caret waits where it was.
            if (event.currentTarget.contains(event.relatedTarget) || !document.hasFocus()) return
            actions.send({ type: 'left' })
            presence.left()
          }}
        >
          <colgroup>
            <col className={style['labelColumn']} />
            {drawn.map(({ id }) => (
              <col key={id} className={style['figureColumn']} />
            ))}
            {extra.map(({ id }) => (
              <col key={id} className={style['extraColumn']} />
            ))}
          </colgroup>
          <FigureHead
            block={block}
            columns={drawn}
            extra={extra}
            labelHeading={block.labelHeading ?? block.title}
            hideLabelHeading={block.labelHeading === undefined || block.unit !== undefined}
          />
          <tbody>
            {block.rows.map((row) => (
              <Fragment key={row.id}>
                <FigureRow
                  grid={grid}
                  row={row}
                  columns={drawn}
                  views={table.views.get(row.id) ?? []}
                  note={noteOf(row, words)}
                  mark={rowMark(block, row.id)}
                  extra={
                    extra.length === 0
                      ? undefined
                      : extra.map(({ id, renderCell }) => (
                          <td key={id} role="gridcell" className={style['extra']}>
                            {renderCell(row)}
                          </td>
                        ))
                  }
                  block={block.id}
                  siblings={table.mayEditRows && row.added === true ? siblings : undefined}
                />
                {needsStrip(table, row.id) ? (
                  <RowStrips table={table} row={row} width={drawn.length + extra.length + 1} edit={edit} />
                ) : null}
                {renderBelow === undefined || row.kind === 'group' ? null : (
                  <tr className={style['belowRow']}>
                    <td role="gridcell" colSpan={drawn.length + extra.length + 1}>
                      {renderBelow(row)}
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <FocusKeeper table={table} frame={frame} cellElement={cellElement} />
      {isForm && actions.answer !== undefined ? <p className={style['answer']}>{actions.answer}</p> : null}
      {table.mayEditRows ? <AddRow block={block.id} /> : null}
      <TableFootnotes block={block} />
      {pasting === undefined ? null : (
        <Suspense>
          <PastePreview
            table={table}
            start={pasting.start}
            text={pasting.text}
            onClose={() => openPaste(undefined)}
            onInsert={(changes) => {
              openPaste(undefined)
              void actions.insert(changes)
            }}
          />
        </Suspense>
      )}
      {menu === null ? null : (
        <Suspense>
          <CellMenu
            at={menu}
            onClose={() => setMenu(null)}
            onChoose={table.closedTable === undefined ? actions.fill : undefined}
            onHistory={() => openHistory(menu)}
            onRemark={
              remark === undefined
                ? undefined
                : () => withPlaceOf(menu, (place) => remark({ block: block.id, ...place }))
            }
            remarks={menuCount}
            onShowRemarks={() => withPlaceOf(menu, (place) => show({ block: block.id, ...place }))}
          />
        </Suspense>
      )}
      {historyAt === null || historyOf === undefined ? null : (
        <CellHistory cell={historyOf} at={historyAt} onClose={() => openHistory(null)} />
      )}
      {isSheetOpen && isPhone ? (
        <Suspense>
          <CellSheet
            table={table}
            actions={actions}
            onClose={() => openSheet(false)}
            onRemark={remark && ((place) => remark({ block: block.id, ...place }))}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

/** Below this width in px the table scrolls in its own frame instead of breaking its figures. */
const narrowest = (isPhone: boolean, figures: number, extra: number): number =>
  (isPhone ? 150 : 220) + figures * (isPhone ? 84 : 92) + extra * 168

/** A paste begins in the upper left corner of what is selected. */
const topLeft = ({ grid, shape }: Table): GridCell | undefined => {
  const state = grid.state()
  if (state === undefined) return undefined
  const reach = state.mode === 'select' ? state.reach : state.active
  const first = (ids: readonly string[], a: string, b: string): string =>
    ids.indexOf(a) <= ids.indexOf(b) ? a : b
  return {
    row: first(shape.rows, state.active.row, reach.row),
    column: first(shape.columns, state.active.column, reach.column),
  }
}

/** Looked at for every row at every change, so by what is drawn already. */
const needsStrip = (table: Table, row: string): boolean =>
  table.views
    .get(row)
    ?.some(
      (view) => view !== null && (view.edit !== undefined || view.isUnreadable || view.flag === 'error'),
    ) === true

const noteOf = ({ target, scope }: Row, words: ReturnType<typeof useWords>): string | undefined => {
  const parts = [
    ...(target === undefined ? [] : [words('block.rows.target', { target })]),
    ...(scope === undefined ? [] : [scope]),
  ]
  return parts.length === 0 ? undefined : parts.join(', ')
}

const rowMark = (block: Block, row: string): string | undefined => {
  const at = block.footnotes.findIndex(
    ({ anchor }) =>
      typeof anchor === 'object' && 'row' in anchor && !('column' in anchor) && anchor.row === row,
  )
  return at < 0 ? undefined : noteMark(at)
}
