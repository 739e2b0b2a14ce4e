import type { Finding } from '../../shared/check/finding.ts'
import type { RuleId } from '../../shared/check/relation.ts'
import type { MessageId } from '../sv.ts'
import { useWords } from '../ui/words.ts'
import style from './check.module.css'

/** What the second operand of a rule is to the first; the rules that add name no sign. */
const between: Partial<Readonly<Record<RuleId, MessageId>>> = {
  'budget-deviation': 'check.minus',
  'actual-deviation': 'check.minus',
  change: 'check.minus',
  ratio: 'check.dividedBy',
  'change-percent': 'check.dividedBy',
}

const resultWord = (rule: RuleId): MessageId => {
  if (rule === 'sum' || rule === 'net') return 'check.sum'
  return rule === 'same-fact' || rule === 'turnover' ? 'check.otherPlace' : 'check.computed'
}

/** The operands as one would write them on paper: below each other, a rule, what they make, what stands there, the difference. */
export function SumOnPaper({ finding }: { finding: Finding }) {
  const words = useWords()
  const { rule, operands, computedText, shownText, differenceText } = finding
  if (computedText === undefined || shownText === undefined) return null
  const sign = between[rule]
  return (
    <table className={style['sum']}>
      <tbody>
        {operands.map(({ address, label, text }, at) => (
          <tr key={`${address.block}.${address.row}.${address.column}`}>
            <th scope="row">{at > 0 && sign !== undefined ? words(sign, { label }) : label}</th>
            <td>{text}</td>
          </tr>
        ))}
        <tr data-line="result">
          <th scope="row">{words(resultWord(rule))}</th>
          <td>{computedText}</td>
        </tr>
        <tr>
          <th scope="row">{words('check.inTable')}</th>
          <td>{shownText}</td>
        </tr>
        {differenceText === undefined ? null : (
          <tr data-line="difference">
            <th scope="row">{words('check.difference')}</th>
            <td>{differenceText}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
