import { useState } from 'react'
import type { ProposedJudgement } from '../../shared/contribution/contribution.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { ScaleSymbol } from '../block/ScaleSymbol.tsx'
import { labelOf, useJudgement } from '../block/useJudgement.ts'
import { useCommands } from '../report/useCommands.ts'
import { useOnline } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import type { JudgedRow } from './judgedRow.ts'
import style from './panel.module.css'

interface ProposedLineProps {
  readonly section: SectionLayout
  readonly judged: JudgedRow
  readonly proposed: ProposedJudgement
  readonly who: string
  readonly item: string
}

/** The judgement an område proposes; whoever may propose takes it over with a click of its own. */
export function ProposedLine({ section, judged, proposed, who, item }: ProposedLineProps) {
  const words = useWords()
  const done = useDone()
  const problemText = useProblemText()
  const commands = useCommands()
  const online = useOnline()
  const [isBusy, setBusy] = useState(false)
  const judgement = useJudgement(section, judged.block, judged.row)
  const said = (judgement?.parts ?? []).flatMap((part) => {
    const value = proposed[part.kind]
    const label = labelOf(part, value)
    return value === undefined || label === undefined ? [] : [{ part, value, label }]
  })
  if (judgement === undefined || said.length === 0) return null
  const present = judgement.record?.proposed
  const isTaken = said.every(({ part, value }) => present?.[part.kind] === value)

  const take = async (): Promise<void> => {
    setBusy(true)
    try {
      const answer = await commands.proposeStatus(item, {
        ...proposed,
        revision: judgement.record?.revision ?? 0,
      })
      done({
        sentence: answer.ok
          ? words('contribution.proposalUsed')
          : words('contribution.failed', { why: problemText(answer.problem) }),
      })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={style['proposed']}>
      <span className="hidden-words">
        {words('contribution.proposed', { status: said.map(({ label }) => label).join(', ') })}
      </span>
      {said.map(({ part, value, label }) => (
        <span key={part.kind} className={style['judged']} aria-hidden="true">
          <ScaleSymbol scale={part.scaleId} value={value} size={18} />
          {label}
        </span>
      ))}
      {isTaken || judgement.isSettled || !judgement.mayPropose ? null : (
        <Button
          small
          variant="text"
          isDisabled={isBusy || !online}
          aria-label={words('contribution.useProposalOf', { who })}
          onPress={() => void take()}
        >
          {words('contribution.useProposal')}
        </Button>
      )}
    </div>
  )
}
