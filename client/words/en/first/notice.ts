import type { notice as sv } from '../../sv/first/notice.ts'

export const notice: Record<keyof typeof sv, string> = {
  'notice.title': 'News',
  'notice.bell': '{count, plural, =0 {News, nothing unread} one {News, one unread} other {News, # unread}}',
  'notice.arrived': '{count, plural, one {Something new for you.} other {# new things for you.}}',
  'notice.settingsOpen': 'Notifications…',
}
