import type { notice as sv } from '../sv/notice.ts'

export const notice: Record<keyof typeof sv, string> = {
  'notice.title': 'News',
}
