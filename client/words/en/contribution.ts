import type { contribution as sv } from '../sv/contribution.ts'

export const contribution: Record<keyof typeof sv, string> = {
  'contribution.title': 'Contributions',
}
