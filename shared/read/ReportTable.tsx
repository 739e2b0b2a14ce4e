import { Fragment } from 'react'
import { Judgement } from './Judgement.tsx'
import { Prose, type ProseSettings } from './Prose.tsx'
import type { ReadCell, ReadColumn, ReadRow, ReadTable } from './document.ts'

/** A locked table as printed: caption with unit and period, one or two heads, sums with rules above, notes below. */
export function ReportTable({
  table,
  settings,
}: {
  readonly table: ReadTable
  readonly settings: ProseSettings
}) {
  return (
    // Wide tables scroll sideways, and the keyboard reaches what scrolls. A group: as landmarks they would be too many.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role
    <div className="table-frame" role="group" tabIndex={0} aria-label={table.title}>
      <table className="figures">
        <caption>
          <strong>{table.title}</strong> <span className="table-note">{table.note}</span>
        </caption>
        <Head table={table} />
        {rowGroups(table.rows).map((rows, at) => (
          <tbody key={at} className={rows.length > 1 ? 'kept-together' : undefined}>
            {rows.map((row) => (
              <Row key={row.id} row={row} columns={table.columns} settings={settings} />
            ))}
          </tbody>
        ))}
      </table>
      {table.footnotes.map((note) => (
        <p key={note.text} className="table-footnote">
          {note.mark} {note.text}
        </p>
      ))}
    </div>
  )
}

/** A sum never stands alone on a page: it is kept with the row before it, and a row with its Kommentar. */
function rowGroups(rows: readonly ReadRow[]): ReadRow[][] {
  return rows.reduce<ReadRow[][]>((groups, row) => {
    const last = groups.at(-1)
    const isSum = row.kind === 'subtotal' || row.kind === 'total' || row.kind === 'result'
    if (last !== undefined && isSum) last.push(row)
    else groups.push([row])
    return groups
  }, [])
}

function Head({ table }: { readonly table: ReadTable }) {
  const { columns, labelHeading } = table
  const twoLevels = columns.some(({ heading }) => heading.length === 2)
  const label = (rowSpan: number) => (
    <th scope="col" rowSpan={rowSpan} className="label">
      {labelHeading === '' ? <span className="hidden-words">Rad</span> : labelHeading}
    </th>
  )
  if (!twoLevels) {
    return (
      <thead>
        <tr>
          {label(1)}
          {columns.map((column) => (
            <th key={column.id} scope="col" className={column.numeric ? 'number' : undefined}>
              {withMark(column.heading[0], column.mark)}
            </th>
          ))}
        </tr>
      </thead>
    )
  }
  return (
    <thead>
      <tr>
        {label(2)}
        {upperHeads(columns).map(({ heading, span }, at) => (
          <th key={at} scope="colgroup" colSpan={span}>
            {heading}
          </th>
        ))}
      </tr>
      <tr>
        {columns.map((column) => (
          <th key={column.id} scope="col" className={column.numeric ? 'number' : undefined}>
            {withMark(column.heading[1] ?? column.heading[0], column.mark)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** Equal neighbouring upper headings are one head over several columns. */
function upperHeads(columns: readonly ReadColumn[]): { heading: string; span: number }[] {
  return columns.reduce<{ heading: string; span: number }[]>((heads, { heading }) => {
    const last = heads.at(-1)
    if (last?.heading === heading[0]) last.span += 1
    else heads.push({ heading: heading[0], span: 1 })
    return heads
  }, [])
}

const withMark = (text: string, mark: string): string => (mark === '' ? text : `${text} ${mark}`)

function Row({
  row,
  columns,
  settings,
}: {
  readonly row: ReadRow
  readonly columns: readonly ReadColumn[]
  readonly settings: ProseSettings
}) {
  const width = columns.length + 1
  return (
    <Fragment>
      <tr className={`row-${row.kind}`}>
        <th scope="row" colSpan={row.cells.length === 0 ? width : undefined}>
          {withMark(row.label, row.mark)}
        </th>
        {row.cells.map((cell) => (
          <Cell key={cell.column} cell={cell} column={columns.find(({ id }) => id === cell.column)} />
        ))}
      </tr>
      {row.comment === undefined ? null : (
        <tr className="row-comment">
          <td colSpan={width}>
            {row.comment.heading === undefined ? null : (
              <p className="comment-label">{row.comment.heading}</p>
            )}
            <Prose content={row.comment.content} settings={settings} />
          </td>
        </tr>
      )}
    </Fragment>
  )
}

function Cell({ cell, column }: { readonly cell: ReadCell; readonly column: ReadColumn | undefined }) {
  if (cell.judgement !== undefined) {
    return (
      <td>
        <Judgement judgement={cell.judgement} />
      </td>
    )
  }
  return <td className={column?.numeric === true ? 'number' : undefined}>{withMark(cell.text, cell.mark)}</td>
}
