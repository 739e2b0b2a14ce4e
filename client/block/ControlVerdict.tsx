import { Lock } from 'lucide-react'
import { verdictRow } from '../../shared/block/controlVerdict.ts'
import type { Block, Row } from '../../shared/block/block.ts'
import { itemsOfRow } from '../../shared/section/item.ts'
import { blocksOf, sectionsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { usePermission, useReportPart } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'
import { Symbol } from '../ui/Symbol.tsx'
import type { BlockViewProps } from './blockViewProps.ts'
import { Comment } from './Comment.tsx'
import { useChoice } from './ChoiceCell.tsx'
import { JudgementButton } from './JudgementButton.tsx'
import { JudgementLine } from './JudgementLine.tsx'
import { ScaleSymbol } from './ScaleSymbol.tsx'
import { useJudgement } from './useJudgement.ts'
import { useJudging } from './useJudging.ts'
import style from './block.module.css'

/** What the follow-up says, the sentence, the verdict with its two motives, and the motivation. */
export function ControlVerdict({ section, block, commentSlot }: BlockViewProps) {
  const words = useWords()
  const isDecided = useReportPart(({ report }) => report.state === 'beslutad')
  const statement = block.text?.map(({ text }) => text).join(' ') ?? ''
  const motives = block.rows.filter(({ id }) => id !== verdictRow)
  return (
    <>
      <Basis />
      <h2>{isDecided ? block.title : words('block.verdict.proposal', { title: block.title })}</h2>
      <p className={style['locked']}>{statement}</p>
      <Verdict section={section} block={block} statement={statement} />
      <fieldset className={style['motives']}>
        <legend>{words('block.verdict.because')}</legend>
        {motives.map((row) => (
          <Motive key={row.id} section={section} block={block} row={row} />
        ))}
      </fieldset>
      <Comment section={section} slot={block.comment} commentSlot={commentSlot} />
    </>
  )
}

function Verdict({ section, block, statement }: { section: SectionLayout; block: Block; statement: string }) {
  const words = useWords()
  const judgement = useJudgement(
    section,
    block,
    block.rows.find(({ id }) => id === verdictRow),
  )
  return judgement === undefined ? null : (
    <VerdictCards
      judgement={judgement}
      statement={statement}
      words={words}
      comment={block.comment}
      section={section}
    />
  )
}

function VerdictCards({
  judgement,
  statement,
  words,
  comment,
  section,
}: {
  judgement: NonNullable<ReturnType<typeof useJudgement>>
  statement: string
  words: ReturnType<typeof useWords>
  comment: string | undefined
  section: SectionLayout
}) {
  const judging = useJudging(judgement)
  const part = judgement.parts[0]
  const hasText = useReportPart(
    ({ report }) => comment !== undefined && (report.texts[section.id]?.[comment]?.words ?? 0) > 0,
  )
  if (part === undefined) return null
  const isClosed = judgement.isLocked || !judgement.mayPropose || judging.isReadOnly
  const { status } = judging.chosen
  return (
    <>
      <fieldset className={style['verdict']}>
        <legend className="hidden-words">{statement}</legend>
        {part.scale.values.map((value) => (
          <label
            key={value.id}
            className={style['verdictCard']}
            data-chosen={value.id === status || undefined}
          >
            <input
              type="radio"
              name={judgement.item}
              checked={value.id === status}
              disabled={isClosed}
              onChange={() => void judging.choose({ status: value.id })}
            />
            <span className={style['verdictLabel']}>{value.label}</span>
            <span className={style['verdictWording']}>{value.wording}</span>
          </label>
        ))}
      </fieldset>
      {judging.message === undefined ? null : <p className={style['problem']}>{judging.message}</p>}
      <div className={style['judgement']}>
        {judgement.maySettle ? <JudgementButton judgement={judgement} part={part} small /> : null}
        <JudgementLine judgement={judgement} />
      </div>
      {status === 'ej_tillracklig' && !hasText ? (
        <p className={style['warnLine']}>
          <Symbol family="flag" value="toExplain" size={18} />
          {words('block.verdict.needsReason')}
        </p>
      ) : null}
    </>
  )
}

function Motive({ section, block, row }: { section: SectionLayout; block: Block; row: Row }) {
  const { chosen, choose, problem } = useChoice(section, block, row, 'motive')
  const mayChoose = usePermission('setCell', section.id, itemsOfRow(section, block, row.id)).allowed
  return (
    <label className={style['motive']}>
      <input
        type="checkbox"
        checked={chosen === 'sann'}
        disabled={!mayChoose}
        onChange={(event) => choose(event.currentTarget.checked ? 'sann' : 'ej_sann')}
      />
      {row.label}
      {problem === undefined ? null : <span className={style['problem']}>{problem}</span>}
    </label>
  )
}

/** What the control plans of the report add up to; counted, never typed. */
function Basis() {
  const words = useWords()
  const report = useReportPart((state) => state.report)
  const layout = useReportPart((state) => state.layout)
  const scale = useReportPart(({ template }) => template.scales.controlStatus)
  const plans = sectionsOf(layout).flatMap((section) =>
    blocksOf(section).flatMap((block) => (block.kind === 'controlPlan' ? [{ section, block }] : [])),
  )
  const [first] = plans
  if (first === undefined || scale === undefined) return null
  const rows = plans.flatMap(({ block }) =>
    block.rows.filter(({ kind }) => kind === 'data').map((row) => ({ block, row })),
  )
  const statusOf = (id: string) => (report.statuses[id]?.settled ?? report.statuses[id]?.proposed)?.status
  const answers = (column: string, choice: string): number =>
    rows.filter(({ block, row }) => {
      const value = report.cells[block.id]?.[row.id]?.[column]?.value
      return value?.kind === 'choice' && value.choice === choice
    }).length
  return (
    <section className={style['basis']}>
      <div>
        <p className={style['basisHead']}>{words('block.verdict.measures')}</p>
        <ul>
          {scale.values.map(({ id, label }) => (
            <li key={id}>
              <ScaleSymbol scale="controlStatus" value={id} />
              {label}: {rows.filter(({ row }) => statusOf(row.id) === id).length}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <p className={style['basisHead']}>{words('block.verdict.effect')}</p>
        <ul>
          {(['ja', 'delvis', 'nej'] as const).map((choice) => (
            <li key={choice}>
              {words(`block.choice.${choice}`)}: {answers('effect', choice)}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <p className={style['basisHead']}>{words('block.verdict.next')}</p>
        <ul>
          <li>{words('block.verdict.stay', { count: answers('keepRisk', 'ja') })}</li>
          <li>{words('block.verdict.leave', { count: answers('keepRisk', 'nej') })}</li>
        </ul>
      </div>
      <p className={style['basisFoot']}>
        <Lock size={14} aria-hidden="true" />
        {words('block.verdict.computedFrom', { section: `${first.section.number} ${first.section.title}` })}
      </p>
    </section>
  )
}
