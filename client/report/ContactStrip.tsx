import { useEffect, useRef } from 'react'
import { WifiOff } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { useReportConnection, useReportPart } from './useReport.ts'

/** Says since when there has been no contact, what goes on meanwhile, and that it is back. */
export function ContactStrip() {
  const words = useWords()
  const dates = useDates()
  const { assertive, polite } = useAnnounce()
  const { tryNow } = useReportConnection()
  const contact = useReportPart((state) => state.contact)
  const since = contact.state === 'offline' ? contact.since : null
  const wasLost = useRef(false)

  useEffect(() => {
    if (since !== null) {
      wasLost.current = true
      assertive(words('contact.lost', { time: dates.time(since) }))
    } else if (wasLost.current) {
      wasLost.current = false
      polite(words('contact.back'), 'contact')
    }
  }, [since, assertive, polite, words, dates])

  if (since === null) return null
  return (
    <Strip
      tone="warn"
      full
      icon={<WifiOff size={20} aria-hidden="true" />}
      actions={
        <Button small onPress={tryNow}>
          {words('contact.tryNow')}
        </Button>
      }
    >
      <b>{words('contact.lost', { time: dates.time(since) })}</b> {words('contact.lostAdvice')}
    </Strip>
  )
}
