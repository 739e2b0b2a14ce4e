import type { review as sv } from '../sv/review.ts'

export const review: Record<keyof typeof sv, string> = {
  'review.title': 'Remarks',
}
