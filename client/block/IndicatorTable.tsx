import type { Row } from '../../shared/block/block.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import type { Block } from '../../shared/block/block.ts'
import { rowItem } from '../../shared/section/item.ts'
import { FigureTable } from '../figure/FigureTable.tsx'
import { ItemMark } from '../people/ItemMark.tsx'
import type { BlockViewProps } from './blockViewProps.ts'
import { Comment } from './Comment.tsx'
import { CommentMissing } from './CommentMissing.tsx'
import { JudgementButton } from './JudgementButton.tsx'
import { JudgementLine } from './JudgementLine.tsx'
import { useJudgement } from './useJudgement.ts'
import style from './block.module.css'

/** A goal's indicators: value, target and two judgements in a row, the Kommentar in full width below it. */
export function IndicatorTable({ section, block, commentSlot }: BlockViewProps) {
  const judged = block.columns.filter(({ type }) => type === 'status' || type === 'trend')
  return (
    <FigureTable
      section={section}
      block={block}
      isForm
      extra={judged.map(({ id, heading, type }) => ({
        id,
        heading: heading.join(' '),
        renderCell: (row) => (
          <RowJudgement
            section={section}
            block={block}
            row={row}
            kind={type === 'trend' ? 'trend' : 'status'}
          />
        ),
      }))}
      renderBelow={(row) => (
        <div className={style['indicatorBelow']}>
          <RowLine section={section} block={block} row={row} />
          <ItemMark section={section} item={rowItem(block, row)} name={row.label} />
          <CommentMissing section={section.id} item={row.planItem ?? row.id} />
          <Comment section={section} slot={row.comment} commentSlot={commentSlot} />
        </div>
      )}
    />
  )
}

interface RowProps {
  readonly section: SectionLayout
  readonly block: Block
  readonly row: Row
}

function RowJudgement({ section, block, row, kind }: RowProps & { kind: 'status' | 'trend' }) {
  const judgement = useJudgement(section, block, row)
  const part = judgement?.parts.find((candidate) => candidate.kind === kind)
  return judgement === undefined || part === undefined ? null : (
    <JudgementButton judgement={judgement} part={part} small />
  )
}

function RowLine({ section, block, row }: RowProps) {
  const judgement = useJudgement(section, block, row)
  return judgement === undefined ? null : (
    <p className={style['rowLine']}>
      <JudgementLine judgement={judgement} />
    </p>
  )
}
