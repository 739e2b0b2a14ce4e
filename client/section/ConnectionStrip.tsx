import { CloudOff } from 'lucide-react'
import { useReportPart } from '../report/useReport.ts'
import { signedOut } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { useEditing } from './editing.ts'

/** Why nothing can be written, or that what is written waits. Says nothing where the frame already speaks of the contact. */
export function ConnectionStrip() {
  const words = useWords()
  const dates = useDates()
  const { snapshot, doc } = useEditing()
  const isFrameOffline = useReportPart(({ contact }) => contact.state === 'offline')
  const { connection } = snapshot
  const icon = <CloudOff size={20} aria-hidden="true" />
  const reload = <Button onPress={() => globalThis.location.reload()}>{words('section.reload')}</Button>
  switch (connection.state) {
    case 'opening':
    case 'live':
      return null
    case 'waiting':
    case 'unreachable':
      return isFrameOffline ? null : (
        <Strip
          tone="warn"
          full
          icon={icon}
          actions={<Button onPress={() => doc.join()}>{words('contact.tryNow')}</Button>}
        >
          <strong>{words('section.lost', { time: dates.time(connection.since) })}</strong>{' '}
          {words(connection.state === 'waiting' ? 'section.lostAdvice' : 'section.neverOpened')}
        </Strip>
      )
    case 'closed':
      switch (connection.because) {
        case 'locked':
          return null
        case 'signedOut':
          return (
            <Strip
              tone="warn"
              full
              icon={icon}
              actions={
                <Button onPress={() => signedOut.dispatchEvent(new Event('signedOut'))}>
                  {words('section.signIn')}
                </Button>
              }
            >
              {words('section.signedOut')}
            </Strip>
          )
        case 'noAccess':
          return (
            <Strip tone="warn" full icon={icon}>
              {words('section.noAccess')}
            </Strip>
          )
        case 'gone':
          return (
            <Strip tone="warn" full icon={icon} actions={reload}>
              {words('section.gone')}
            </Strip>
          )
        case 'outdated':
          return (
            <Strip tone="warn" full icon={icon} actions={reload}>
              {words('section.outdated')}
            </Strip>
          )
        case 'failed':
          return (
            <Strip
              tone="bad"
              full
              icon={icon}
              actions={<Button onPress={() => doc.join()}>{words('common.tryAgain')}</Button>}
            >
              {words('section.failed')}
            </Strip>
          )
      }
  }
}
