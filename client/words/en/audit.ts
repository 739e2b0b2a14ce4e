import type { audit as sv } from '../sv/audit.ts'

export const audit: Record<keyof typeof sv, string> = {
  'audit.title': 'Log',
}
