import { useState } from 'react'
import type { Contribution, ProposedJudgement } from '../../shared/contribution/contribution.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { ScaleChoice } from '../block/ScaleChoice.tsx'
import { useJudgement } from '../block/useJudgement.ts'
import { useCommands } from '../report/useCommands.ts'
import { Button } from '../ui/Button.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import type { JudgedRow } from './judgedRow.ts'
import style from './contribution.module.css'

interface ProposalChoiceProps {
  readonly contribution: Contribution
  readonly section: SectionLayout
  readonly judged: JudgedRow
  readonly proposed: ProposedJudgement
  readonly isReadOnly: boolean
}

/** Status and trend as this område sees them: saved at once, seen by the others from the hand-in on. */
export function ProposalChoice({ contribution, section, judged, proposed, isReadOnly }: ProposalChoiceProps) {
  const parts = useJudgement(section, judged.block, judged.row)?.parts ?? []
  const words = useWords()
  const commands = useCommands()
  const problemText = useProblemText()
  const [chosen, choose] = useState<ProposedJudgement | null>(null)
  const [message, say] = useState<string>()
  const shown = chosen ?? proposed

  const save = async (change: { status?: string | null; trend?: string | null }): Promise<void> => {
    const answer = await commands.proposeInContribution(contribution.id, change)
    if (answer.ok) choose(answer.value)
    say(answer.ok ? undefined : words('contribution.failed', { why: problemText(answer.problem) }))
  }
  const isEmpty = shown.status === undefined && shown.trend === undefined
  return (
    <section className={style['proposal']} aria-label={words('contribution.proposal')}>
      <div className={style['proposalHead']}>
        <h3>{words('contribution.proposal')}</h3>
        {isEmpty || isReadOnly ? null : (
          <Button small variant="text" onPress={() => void save({ status: null, trend: null })}>
            {words('contribution.noProposal')}
          </Button>
        )}
      </div>
      <p className={style['hint']}>{words('contribution.proposalHint')}</p>
      <div className={style['scales']}>
        {parts.map((part) => (
          <ScaleChoice
            key={part.kind}
            part={part}
            chosen={shown[part.kind]}
            isReadOnly={isReadOnly}
            onChoose={(value) => void save({ [part.kind]: value })}
          />
        ))}
      </div>
      {message === undefined ? null : (
        <p role="alert" className={style['message']}>
          {message}
        </p>
      )}
    </section>
  )
}
