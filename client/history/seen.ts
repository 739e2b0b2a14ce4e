import type { Grant, Role } from '../../shared/people/role.ts'
import { fetchOrThrow, request } from '../api.ts'
import { sectionPath } from '../section/storedSection.ts'

/** What `GET seen` answers of one section. */
export interface SeenSection {
  readonly id: string
  /** What it says now. */
  readonly digest: string
  /** When I last read it; null if never. */
  readonly at: string | null
  /** Changes since then that are not mine alone. */
  readonly changes: number
}

/** Roles whose job it is to read what others write. */
const readers: ReadonlySet<Role> = new Set(['granskare', 'godkannare', 'samordnare'])

export const isReader = (grants: readonly Pick<Grant, 'role'>[]): boolean =>
  grants.some(({ role }) => readers.has(role))

/** What has changed since I last read it, of one section or of all; throws as `fetchOrThrow` does. */
export async function fetchSeen(
  report: string,
  section?: string,
  signal?: AbortSignal,
): Promise<readonly SeenSection[]> {
  const query = section === undefined ? '' : `?section=${encodeURIComponent(section)}`
  const path = `/api/reports/${encodeURIComponent(report)}/seen${query}`
  return (await fetchOrThrow<{ sections: SeenSection[] }>(path, signal)).sections
}

/** Notes that I have read what the section says; nothing is noted if it says something else by now. */
export const noteSeen = (report: string, section: string, digest: string) =>
  request('POST', `${sectionPath(report, section)}/seen`, { body: { digest } })
