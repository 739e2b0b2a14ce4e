import { queryOptions } from '@tanstack/react-query'
import type { NoticeKind } from '../../shared/notice/notice.ts'
import { fetchOrThrow, request, type Answer } from '../api.ts'

interface Named {
  readonly user: string
  readonly name: string
}

/** Something I am told, with the names of what it is about. */
export interface ShownNotice {
  readonly id: string
  readonly kind: NoticeKind
  readonly at: string
  readonly report: { readonly id: string; readonly title: string; readonly organisation: string }
  readonly section?: { readonly id: string; readonly number: string; readonly title: string }
  readonly item?: { readonly id: string; readonly title: string }
  readonly thread?: string
  readonly contribution?: string
  readonly due?: string
  readonly deputy?: { readonly for: Named; readonly user: Named; readonly from: string; readonly to: string }
  readonly by?: Named
  /** Where it leads, as a path of the page. */
  readonly place: string
  readonly read?: string
}

export interface Inbox {
  /** Of all; `notices` holds the latest. */
  readonly unread: number
  /** Newest first. */
  readonly notices: readonly ShownNotice[]
}

const everyMs = 60_000

export const inboxQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => fetchOrThrow<Inbox>('/api/me/notices', signal),
  refetchInterval: everyMs,
  refetchOnWindowFocus: true,
  // What was there a moment ago does as well while somebody goes from page to page.
  staleTime: 10_000,
})

export const markRead = (which: { ids: readonly string[] } | { all: true }): Promise<Answer<unknown>> =>
  request('POST', '/api/me/notices/read', { body: which })

/** The inbox once these, or all, are read; so that the page need not wait for the server to say so. */
export function inboxRead(
  inbox: Inbox,
  which: { ids: readonly string[] } | { all: true },
  at: string,
): Inbox {
  const isMeant = (id: string): boolean => 'all' in which || which.ids.includes(id)
  const count = inbox.notices.filter(({ id, read }) => read === undefined && isMeant(id)).length
  return {
    unread: 'all' in which ? 0 : Math.max(0, inbox.unread - count),
    notices: inbox.notices.map((notice) =>
      notice.read === undefined && isMeant(notice.id) ? { ...notice, read: at } : notice,
    ),
  }
}

export interface NoticeSettings {
  readonly kinds: readonly NoticeKind[]
  readonly off: readonly NoticeKind[]
  /** Whether mail is set up at all. */
  readonly mail: boolean
  readonly address?: string
}

export const settingsQuery = queryOptions({
  queryKey: ['notice-settings'],
  queryFn: ({ signal }) => fetchOrThrow<NoticeSettings>('/api/me/notice-settings', signal),
})

export const saveSettings = (off: readonly NoticeKind[]): Promise<Answer<NoticeSettings>> =>
  request('PUT', '/api/me/notice-settings', { body: { off } })
