import { Lock } from 'lucide-react'
import type { Row } from '../../shared/block/block.ts'
import { rowItem } from '../../shared/section/item.ts'
import { ItemMark } from '../people/ItemMark.tsx'
import { useReportPart } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'
import type { BlockViewProps } from './blockViewProps.ts'
import { Comment } from './Comment.tsx'
import { ChoiceCell } from './ChoiceCell.tsx'
import { CommentMissing } from './CommentMissing.tsx'
import { JudgementButton } from './JudgementButton.tsx'
import { JudgementLine } from './JudgementLine.tsx'
import { useJudgement } from './useJudgement.ts'
import style from './block.module.css'

/** Area as a heading, the risk as what holds its measures together, each measure with status, effect and Kommentar. */
export function ControlPlan(props: BlockViewProps) {
  const words = useWords()
  const { block } = props
  const kinds = useReportPart(({ report }) => report.plan.items)
  const kindOf = new Map(kinds.map((item) => [item.id, item.kind]))
  const isRisk = (row: Row): boolean => kindOf.get(row.id) === 'risk'
  const measures = block.rows.filter((row) => row.kind === 'data' && !isRisk(row))
  const answered = useReportPart(
    ({ report }) =>
      measures.filter(
        ({ id }) =>
          (report.statuses[id]?.settled ?? report.statuses[id]?.proposed)?.status !== undefined &&
          report.cells[block.id]?.[id]?.['effect'] !== undefined,
      ).length,
  )
  return (
    <>
      <h2>{block.title}</h2>
      <p className={style['meta']}>
        {words('block.control.counts', {
          risks: block.rows.filter(isRisk).length,
          measures: measures.length,
        })}{' '}
        · {words('block.control.answered', { answered, of: measures.length })}
      </p>
      {block.rows.map((row) => {
        if (row.kind === 'group') {
          return (
            <h3 key={row.id} className={style['area']}>
              {row.label}
            </h3>
          )
        }
        return isRisk(row) ? (
          <Risk
            key={row.id}
            {...props}
            row={row}
            measures={measures.filter(({ parent }) => parent === row.id)}
          />
        ) : null
      })}
    </>
  )
}

function Risk({ row, measures, ...props }: BlockViewProps & { row: Row; measures: readonly Row[] }) {
  const words = useWords()
  const { section, block, commentSlot } = props
  const year = useReportPart(({ report }) => report.year)
  const keepRisk = block.columns.find(({ id }) => id === 'keepRisk')
  return (
    <section className={style['risk']} aria-label={`${words('block.control.risk')}: ${row.label}`}>
      <p className={style['origin']}>
        {words('block.control.risk')}
        <Lock size={14} aria-hidden="true" />
        <span className="hidden-words">{words('block.locked')}</span>
        {words('block.goal.fromPlan', { source: words('block.goal.plan', { year }) })}
      </p>
      <p className={style['riskText']}>{row.label}</p>
      {measures.map((measure, at) => (
        <Measure key={measure.id} {...props} row={measure} number={at + 1} of={measures.length} />
      ))}
      {keepRisk === undefined ? null : (
        <div className={style['measure']}>
          <ChoiceCell
            section={section}
            block={block}
            row={row}
            column={keepRisk}
            hint={words('block.control.onePerRisk')}
          />
          <Comment section={section} slot={row.comment} commentSlot={commentSlot} />
        </div>
      )}
    </section>
  )
}

function Measure({
  section,
  block,
  row,
  number,
  of,
  commentSlot,
}: BlockViewProps & { row: Row; number: number; of: number }) {
  const words = useWords()
  const judgement = useJudgement(section, block, row)
  const effect = block.columns.find(({ id }) => id === 'effect')
  const regionWide = useReportPart(
    ({ report }) => report.plan.items.find(({ id }) => id === row.id)?.fields.regionWide === true,
  )
  // The block has put the words that all such measures begin with before the measure's own.
  const at = regionWide ? row.label.indexOf(':') + 1 : 0
  const part = judgement?.parts[0]
  return (
    <div className={style['measure']}>
      <div className={style['measureHead']}>
        <div>
          <p className={style['meta']}>{words('block.control.measure', { number, of })}</p>
          <p className={style['measureText']}>
            {at > 0 ? <strong>{row.label.slice(0, at)}</strong> : null}
            {row.label.slice(at)}
          </p>
        </div>
        {judgement === undefined || part === undefined ? null : (
          <JudgementButton judgement={judgement} part={part} />
        )}
      </div>
      {judgement === undefined ? null : (
        <p className={style['rowLine']}>
          <JudgementLine judgement={judgement} />
        </p>
      )}
      <ItemMark section={section} item={rowItem(block, row)} name={row.label} />
      {effect === undefined ? null : <ChoiceCell section={section} block={block} row={row} column={effect} />}
      <Comment section={section} slot={row.comment} commentSlot={commentSlot} />
      <CommentMissing section={section.id} item={row.id} />
    </div>
  )
}
