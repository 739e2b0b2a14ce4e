import { useEffect, useEffectEvent, useRef } from 'react'
import type { Report } from '../../shared/report/report.ts'
import type { Thread } from '../../shared/review/thread.ts'
import { findSection } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportConnection } from '../report/useReport.ts'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useWords } from '../ui/words.ts'
import { isToMe } from './threadState.ts'

export type ThreadNews = {
  readonly kind: 'toMe' | 'opened' | 'replied'
  readonly thread: Thread
  readonly by: string
}

/** What others have said since: to me wherever it stands, else in this section alone. */
export function threadNews(
  before: Report['threads'],
  now: Report['threads'],
  section: string,
  me: { readonly user: string; readonly isSamordnare: boolean },
): ThreadNews[] {
  if (before === now) return []
  return Object.values(now).flatMap((thread): ThreadNews[] => {
    const known = before[thread.id]
    if (known === thread) return []
    const last = thread.remarks.at(-1)
    const isNews =
      last !== undefined && last.by !== me.user && thread.remarks.length > (known?.remarks.length ?? 0)
    const isNewlyMine =
      isToMe(thread, me) &&
      (known === undefined || !isToMe(known, me) || last?.mentions.includes(me.user) === true)
    if (isNews && isNewlyMine) return [{ kind: 'toMe', thread, by: last.by }]
    if (!isNews || thread.section !== section) return []
    return [{ kind: known === undefined ? 'opened' : 'replied', thread, by: last.by }]
  })
}

/** Says politely to a screen reader what others write beside this section, and what is written to me. */
export function useThreadNews(section: string): void {
  const words = useWords()
  const { polite } = useAnnounce()
  const { store } = useReportConnection()
  const before = useRef(store.state().report.threads)
  const tell = useEffectEvent(() => {
    const { report, me, people, layout } = store.state()
    const now = report.threads
    if (now === before.current) return
    const isSamordnare = me.grants.some(({ role }) => role === 'samordnare')
    const news = threadNews(before.current, now, section, { user: me.user, isSamordnare })
    before.current = now
    for (const { kind, thread, by } of news) {
      const place = findSection(layout, thread.section)
      const name = nameOf(people, by)
      polite(
        kind === 'toMe'
          ? words('review.saidMine', {
              name,
              section: place === undefined ? '' : `${place.number} ${place.title}`,
            })
          : words(kind === 'opened' ? 'review.saidNew' : 'review.saidReply', { name }),
        `thread ${kind}`,
      )
    }
  })
  useEffect(() => store.subscribe(() => tell()), [store])
}
