import type { check as sv } from '../../sv/first/check.ts'

export const check: Record<keyof typeof sv, string> = {
  'check.title': 'Checks',
  'check.useComputed': 'Use the computed value',
  'check.changeTo': 'Change to {value}',
  'check.explainAsk': 'Explain…',
  'check.here': 'Here {shown}, should be {computed}, difference {difference}.',
  'check.hereOther': 'Here {shown}, there {computed}, difference {difference}.',
}
