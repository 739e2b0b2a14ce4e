import { startCheck } from '../../shared/check/findings.ts'
import { cell } from '../../shared/check/relations.ts'
import { boardInput } from '../unit/check/fixtures/board2023.ts'
import type { Row } from './table.ts'

const timeOf = (times: number, run: () => void): number => {
  for (let warm = 0; warm < times / 5; warm++) run()
  const start = performance.now()
  for (let at = 0; at < times; at++) run()
  return (performance.now() - start) / times
}

/** One changed cell against a check of the whole year 2023. */
export function measureCheck(): Row[] {
  const { input } = boardInput({ delivered: true })
  const live = startCheck(input)
  const changed = cell('result', 'staffCosts', 'actual')
  const whole = timeOf(200, () => startCheck(input).findings())
  const one = timeOf(2000, () => live.recheck({ cells: [changed] }))
  return [
    {
      what: 'check of one changed cell',
      unit: 'ms',
      ours: one,
      peer: whole,
      than: 'check of the whole report',
    },
  ]
}
