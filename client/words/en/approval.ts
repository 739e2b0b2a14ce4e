import type { approval as sv } from '../sv/approval.ts'

export const approval: Record<keyof typeof sv, string> = {
  'approval.title': 'Approve',
}
