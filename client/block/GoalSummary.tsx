import { Link } from '@tanstack/react-router'
import type { Block, Column, Row } from '../../shared/block/block.ts'
import type { Relation } from '../../shared/check/relation.ts'
import { settledStatus } from '../../shared/check/evaluate.ts'
import { judgedIn } from '../../shared/report/decideStatus.ts'
import { useApprovedCells, useAsApproved } from '../figure/approvedCells.ts'
import { useComputedCell, useReportPart } from '../report/useReport.ts'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import { Popover } from '../ui/Popover.tsx'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../ui/words.ts'
import type { BlockViewProps } from './blockViewProps.ts'
import { Comment } from './Comment.tsx'
import { ScaleSymbol } from './ScaleSymbol.tsx'
import { settledWhenApproved } from './settledWhenApproved.ts'
import style from './block.module.css'

/** How many goals and uppdrag have each settled status; the last line names those that are not settled. */
export function GoalSummary({ section, block, commentSlot }: BlockViewProps) {
  const words = useWords()
  const hasColours = block.columns.some(({ heading }) => heading.length === 2)
  return (
    <>
      <h2>{block.title}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keyboard must reach what scrolls */}
      <section className={style['summaryFrame']} tabIndex={0} aria-label={block.title}>
        <table className={style['summary']} aria-label={block.title}>
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden-words">{words('block.summary.rowHead')}</span>
              </th>
              {block.columns.map((column) => (
                <th key={column.id} scope="col">
                  <span className={style['summaryHead']}>
                    <ScaleSymbol scale="goalStatus" value={column.id} size={22} />
                    <span>
                      {column.heading[0]}
                      {hasColours ? <span className={style['colourName']}>{column.heading[1]}</span> : null}
                    </span>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.label}</th>
                {block.columns.map((column) => (
                  <td key={column.id}>
                    <Count block={block} row={row} column={column} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <NotSettled block={block} />
      <Comment section={section} slot={block.comment} commentSlot={commentSlot} />
    </>
  )
}

/** The number; a press lists the goals that it counts. */
function Count({ block, row, column }: { block: Block; row: Row; column: Column }) {
  const words = useWords()
  const address = { block: block.id, row: row.id, column: column.id }
  const now = useComputedCell(address)
  const cell = useAsApproved()(address, now)
  const reported = useReportPart(({ report }) => report.cells[block.id]?.[row.id]?.[column.id]?.reported)
  const items = useReportPart(
    ({ report }) =>
      itemsOf(block, row.id).filter((item) => settledStatus(report.statuses[item]) === column.id),
    (a, b) => a.join() === b.join(),
  )
  const text =
    reported === undefined || reported.kind === 'empty'
      ? (cell?.text ?? '')
      : formatFigure(reported, { decimals: 0 })
  // The list is of the present: it does not explain what was approved and has changed since.
  if (items.length === 0 || cell?.text !== now?.text) return text
  const name = words('block.summary.list', { row: row.label, status: column.heading[0], count: text })
  return (
    <Popover
      name={name}
      trigger={
        <Button variant="text" small aria-label={name}>
          {text}
        </Button>
      }
    >
      <ItemLinks items={items} />
    </Popover>
  )
}

/** "1 av 16 bedömningar inte fastställd: ..." with a link to each. */
function NotSettled({ block }: { block: Block }) {
  const words = useWords()
  const all = block.rows.flatMap((row) => itemsOf(block, row.id))
  const open = useReportPart(
    ({ report }) => all.filter((item) => settledStatus(report.statuses[item]) === undefined),
    (a, b) => a.join() === b.join(),
  )
  const approved = settledWhenApproved(block, useApprovedCells())
  if (all.length === 0) return null
  const count = approved === undefined ? open.length : all.length - approved
  if (count === 0)
    return <p className={style['summaryLine']}>{words('block.summary.allSettled', { of: all.length })}</p>
  return (
    <div className={style['summaryLine']}>
      {count === 1
        ? words('block.summary.notSettledOne', { of: all.length })
        : words('block.summary.notSettled', { count, of: all.length })}
      {count === open.length ? <ItemLinks items={open} /> : null}
    </div>
  )
}

function ItemLinks({ items }: { items: readonly string[] }) {
  const r = useReportPart(({ report }) => report.id)
  const layout = useReportPart((state) => state.layout)
  const judged = new Map(judgedIn(layout).map((found) => [found.item, found]))
  return (
    <ul className={style['itemLinks']}>
      {items.map((item) => {
        const found = judged.get(item)
        return found === undefined ? null : (
          <li key={item}>
            <Link to="/rapporter/$r/avsnitt/$s" params={{ r, s: found.section.id }} hash={found.block.id}>
              {found.section.number} {found.row.label}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

/** The items that a row counts, as its relations name them. */
const itemsOf = ({ relations }: Block, row: string): readonly string[] => {
  const counted = relations.find(
    (relation): relation is Relation => relation.shown.row === row && relation.formula.op === 'statusCount',
  )
  return counted?.formula.op === 'statusCount' ? counted.formula.items : []
}
