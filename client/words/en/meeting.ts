import type { meeting as sv } from '../sv/meeting.ts'

export const meeting: Record<keyof typeof sv, string> = {
  'meeting.title': 'Walk-through',
}
