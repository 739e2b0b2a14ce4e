import type { history as sv } from '../../sv/first/history.ts'

export const history: Record<keyof typeof sv, string> = {
  'history.title': 'History',
}
