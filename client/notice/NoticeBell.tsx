import { useQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { ButtonContext } from 'react-aria-components/Button'
import { Button } from '../ui/Button.tsx'
import { Sheet } from '../ui/Dialog.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useOverlayTrigger } from '../ui/useOverlayTrigger.ts'
import { useFetchedAhead } from '../ui/useFetchedAhead.ts'
import { useWidth } from '../ui/useWidth.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import style from './notice.module.css'
import { inboxQuery } from './notices.ts'

const NoticeList = onDemand(() => import('./NoticeList.tsx'))
const NoticePopover = onDemand(() => import('./NoticePopover.tsx'))
const NoticeSettings = onDemand(() => import('./NoticeSettings.tsx'))
const fetchedAhead = [NoticeList, NoticePopover]

/** How many are unread, and what they are. */
export function NoticeBell() {
  const words = useWords()
  const { polite } = useAnnounce()
  const isPhone = useWidth() === 'phone'
  const [isSheetOpen, openSheet] = useState(false)
  const { at, openedAt, close, button } = useOverlayTrigger('dialog')
  useFetchedAhead(fetchedAhead)
  const [isSetting, openSettings] = useState(false)
  const { data: inbox } = useQuery(inboxQuery)
  const unread = inbox?.unread ?? 0
  const newest = inbox?.notices[0]?.id
  const known = useRef<{ unread: number; newest: string | undefined } | null>(null)
  useEffect(() => {
    if (inbox === undefined) return
    const before = known.current
    known.current = { unread, newest }
    // Not at the first look: what has waited overnight is told by the number.
    if (before !== null && unread > before.unread && newest !== before.newest)
      polite(words('notice.arrived', { count: unread - before.unread }), 'notice')
  }, [inbox, unread, newest, polite, words])

  const listWith = (onGo: () => void): ReactNode => (
    <Suspense fallback={<Waiting />}>
      <NoticeList
        onGo={onGo}
        onSettings={() => {
          // The list would lie over the dialog.
          onGo()
          openSettings(true)
        }}
      />
    </Suspense>
  )
  const settings = isSetting ? (
    <Suspense>
      <NoticeSettings onClose={() => openSettings(false)} />
    </Suspense>
  ) : null
  const name = words('notice.bell', { count: unread })
  const face = (
    <span className={style['bell']}>
      <Bell size={20} aria-hidden="true" />
      {unread === 0 ? null : (
        <span className={style['count']} aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </span>
  )
  if (isPhone)
    return (
      <>
        <Button variant="quiet" aria-label={name} data-icon-only onPress={() => openSheet(true)}>
          {face}
        </Button>
        <Sheet
          isOpen={isSheetOpen}
          onClose={() => openSheet(false)}
          title={words('notice.title')}
          from="bottom"
        >
          {listWith(() => openSheet(false))}
        </Sheet>
        {settings}
      </>
    )
  return (
    <>
      <ButtonContext value={{ ...button, ref: at }}>
        <Button variant="quiet" aria-label={name} data-icon-only>
          {face}
        </Button>
      </ButtonContext>
      {openedAt === null ? null : (
        <Suspense>
          <NoticePopover at={at} onClose={close}>
            {listWith(close)}
          </NoticePopover>
        </Suspense>
      )}
      {settings}
    </>
  )
}
