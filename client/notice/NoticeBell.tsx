import { useQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { Suspense, useEffect, useRef, useState } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { Button } from '../ui/Button.tsx'
import { Sheet } from '../ui/Dialog.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import popover from '../ui/Popover.module.css'
import { useWidth } from '../ui/useWidth.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import style from './notice.module.css'
import { inboxQuery } from './notices.ts'

const NoticeList = onDemand(() => import('./NoticeList.tsx'))
const NoticeSettings = onDemand(() => import('./NoticeSettings.tsx'))

/** How many are unread, and what they are. */
export function NoticeBell() {
  const words = useWords()
  const { polite } = useAnnounce()
  const isPhone = useWidth() === 'phone'
  const [isOpen, setOpen] = useState(false)
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

  const close = (): void => setOpen(false)
  const list = (
    <Suspense fallback={<Waiting />}>
      <NoticeList
        onGo={close}
        onSettings={() => {
          // The list would lie over the dialog.
          close()
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
        <Button variant="quiet" aria-label={name} data-icon-only onPress={() => setOpen(true)}>
          {face}
        </Button>
        <Sheet isOpen={isOpen} onClose={close} title={words('notice.title')} from="bottom">
          {list}
        </Sheet>
        {settings}
      </>
    )
  return (
    <>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button variant="quiet" aria-label={name} data-icon-only>
          {face}
        </Button>
        <Popover
          className={`${popover['popover'] ?? ''} ${style['popover'] ?? ''}`}
          offset={6}
          placement="bottom end"
        >
          <Dialog aria-label={words('notice.title')} className={style['dialog'] ?? ''}>
            <h2 className={style['title']}>{words('notice.title')}</h2>
            {list}
          </Dialog>
        </Popover>
      </DialogTrigger>
      {settings}
    </>
  )
}
