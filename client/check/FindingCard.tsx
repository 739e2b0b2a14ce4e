import { useEffect, useId, useRef, useState } from 'react'
import type { Finding } from '../../shared/check/finding.ts'
import { findingText } from '../../shared/check/findingText.ts'
import { itemsOfRow } from '../../shared/section/item.ts'
import { blocksOf, findSection } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useCommands } from '../report/useCommands.ts'
import { usePermission, useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { CheckField, TextField } from '../ui/Field.tsx'
import { useLanguage } from '../ui/Language.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { explanationOf } from './explanation.ts'
import { linkOf, useOpenFinding } from './findingOpen.ts'
import { SumOnPaper } from './SumOnPaper.tsx'
import { useFindingFix } from './useFindingFix.ts'
import style from './check.module.css'

interface FindingCardProps {
  readonly finding: Finding
  /** Findings that follow from this one; they are told here and have no cards of their own. */
  readonly following: readonly Finding[]
  /** Its cell is the one in the address. */
  readonly isActive: boolean
  /** In front of the sentence where the whole report is shown. */
  readonly place: string | undefined
}

/** One finding: the sentence, the sum on paper, at most two actions, and what somebody has said about it. */
export function FindingCard({ finding, following, isActive, place }: FindingCardProps) {
  const words = useWords()
  const { language } = useLanguage()
  const open = useOpenFinding()
  const fix = useFindingFix(finding)
  const heading = useId()
  const card = useRef<HTMLElement>(null)
  const [isExplaining, explain] = useState(false)
  const mayExplain = useMayExplain(finding)
  const explanation = useReportPart(({ report }) => explanationOf(report, finding))
  useEffect(() => {
    if (isActive) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  const { sentence, hint } = findingText(finding, language)
  const isAsking = finding.severity === 'warning' && explanation === undefined
  return (
    <article
      ref={card}
      className={style['card']}
      aria-labelledby={heading}
      data-active={isActive || undefined}
    >
      {place === undefined ? null : <p className={style['place']}>{place}</p>}
      <h4 id={heading} className={style['sentence']}>
        {sentence}
      </h4>
      {finding.kind === 'error' || isActive ? <SumOnPaper finding={finding} /> : null}
      {hint === undefined ? null : <p className={style['hint']}>{hint}</p>}
      {following.length === 0 ? null : (
        <p className={style['hint']}>
          {words('check.follows')} {following.map((other) => placeName(other)).join('; ')}
        </p>
      )}
      <ExplanationLine finding={finding} mayExplain={mayExplain} />
      {isExplaining ? (
        <ExplainForm finding={finding} following={following} onClose={() => explain(false)} />
      ) : (
        <div className={style['actions']}>
          {fix === undefined ? null : (
            <Button small onPress={() => void fix.apply()}>
              {fix.kind === 'useComputed'
                ? words('check.useComputed')
                : words('check.changeTo', { value: finding.computedText ?? '' })}
            </Button>
          )}
          {isAsking && mayExplain ? (
            <Button small onPress={() => explain(true)}>
              {words('check.explain')}
            </Button>
          ) : null}
          <Button small variant="text" onPress={() => open(finding)}>
            {linkOf(finding) === undefined ? words('check.showText') : words('check.show')}
          </Button>
        </div>
      )}
    </article>
  )
}

const placeName = ({ label, columnLabel }: Finding): string =>
  columnLabel === undefined ? label : `${label}, ${columnLabel}`

function useMayExplain(finding: Finding): boolean {
  const items = useReportPart(
    ({ layout }) => {
      const section = findSection(layout, finding.section)
      const block = section && blocksOf(section).find(({ id }) => id === finding.block)
      return section && block
        ? itemsOfRow(section, block, finding.row)
        : [...(finding.slot === undefined ? [] : [finding.slot]), finding.section]
    },
    (a, b) => a.join() === b.join(),
  )
  return usePermission('explain', finding.section, items).allowed
}

/** Who has explained it and how. */
function ExplanationLine({ finding, mayExplain }: { finding: Finding; mayExplain: boolean }) {
  const words = useWords()
  const commands = useCommands()
  const people = useReportPart((state) => state.people)
  const dates = useDates(useReportPart((state) => state.today))
  const explanation = useReportPart(({ report }) => explanationOf(report, finding))
  if (explanation === undefined) return null
  const { reason, by, at } = explanation
  return (
    <div className={style['explanation']}>
      <p>{words('check.explainedBy', { name: nameOf(people, by), when: dates.moment(at), reason })}</p>
      {mayExplain ? (
        <Button small variant="text" onPress={() => void commands.explainFindings([finding.id], null)}>
          {words('check.removeReason')}
        </Button>
      ) : null}
    </div>
  )
}

function ExplainForm({
  finding,
  following,
  onClose,
}: Pick<FindingCardProps, 'finding' | 'following'> & { onClose: () => void }) {
  const words = useWords()
  const commands = useCommands()
  const problemText = useProblemText()
  const [reason, setReason] = useState('')
  const [also, setAlso] = useState<ReadonlySet<string>>(new Set(following.map(({ id }) => id)))
  const [problem, setProblem] = useState<string>()
  const save = async (): Promise<void> => {
    const answer = await commands.explainFindings(
      [finding.id, ...following.map(({ id }) => id).filter((id) => also.has(id))],
      reason.trim(),
    )
    if (answer.ok) onClose()
    else setProblem(problemText(answer.problem))
  }
  return (
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label={words('check.explain')}
        hint={words('check.why')}
        lines={3}
        autoFocus
        maxLength={2000}
        value={reason}
        onChange={setReason}
        error={problem}
        onKeyDown={({ key }) => {
          if (key === 'Escape') onClose()
        }}
      />
      {following.map((other) => (
        <CheckField
          key={other.id}
          label={words('check.also', { place: placeName(other) })}
          isSelected={also.has(other.id)}
          onChange={(isSelected) =>
            setAlso(
              (known) =>
                new Set(isSelected ? [...known, other.id] : [...known].filter((id) => id !== other.id)),
            )
          }
        />
      ))}
      <div className={style['formButtons']}>
        <Button small onPress={onClose}>
          {words('common.cancel')}
        </Button>
        <Button small variant="filled" type="submit" isDisabled={reason.trim() === ''}>
          {words('check.saveReason')}
        </Button>
      </div>
    </form>
  )
}
