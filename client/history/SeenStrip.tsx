import { useQuery } from '@tanstack/react-query'
import { Eye, X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useReportPart } from '../report/useReport.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import { fetchSeen, isReader, noteSeen } from './seen.ts'
import { useCompare, useCompared } from './useCompared.ts'
import { useSectionMoment } from './useSectionMoment.ts'
import { endIsInView, useRest } from './useRest.ts'
import style from './history.module.css'

/**
 * Says to who reads for others what has changed since they last read the section, and notes that they have read it when its end
 * has been in view for a moment. While there is something new that they have not looked at or waved away, nothing is noted.
 */
export function SeenStrip({ section }: { readonly section: SectionLayout }) {
  const isMine = useReportPart(({ me }) => isReader(me.grants))
  return isMine ? <SinceSeen section={section} /> : null
}

function SinceSeen({ section }: { readonly section: SectionLayout }) {
  const words = useWords()
  const compare = useCompare()
  const isComparing = useCompared() !== null
  const width = useWidth()
  const isNarrow = width === 'narrow' || width === 'phone'
  const report = useReportPart((state) => state.report.id)
  const dates = useDates(useReportPart((state) => state.today))
  const place = useRef<HTMLDivElement>(null)
  const noted = useRef('')
  const [looked, setLooked] = useState('')
  const moment = useSectionMoment(section)
  const seenAt = useReportPart(({ report: { seen }, me }) => seen[me.user]?.[section.id]?.at)
  const { data } = useQuery({
    queryKey: ['seen', report, section.id, moment, seenAt],
    queryFn: async ({ signal }) => (await fetchSeen(report, section.id, signal))[0] ?? null,
    staleTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  })
  const since = data ?? null
  const isNews = since !== null && since.changes > 0 && looked !== since.digest
  useRest(
    () => {
      const isWriting = document.activeElement?.closest('[contenteditable="true"]') != null
      if (since === null || isWriting || noted.current === since.digest) return
      if (!endIsInView(place.current?.closest('article') ?? null)) return
      noted.current = since.digest
      void noteSeen(report, section.id, since.digest)
    },
    since !== null && !isNews && !isComparing,
  )
  return (
    <div ref={place} className={isNews ? style['seen'] : undefined}>
      {isNews && since.at !== null ? (
        <Strip
          tone="info"
          icon={<Eye size={20} aria-hidden="true" />}
          actions={
            <>
              <Button
                small
                onPress={() => {
                  setLooked(since.digest)
                  // On a narrow page the panel would lie over what is compared.
                  compare({ from: 'seen', to: 'now' }, isNarrow ? null : 'historik')
                }}
              >
                {words('history.show')}
              </Button>
              <IconButton small name={words('history.waveAway')} onPress={() => setLooked(since.digest)}>
                <X size={18} aria-hidden="true" />
              </IconButton>
            </>
          }
        >
          {words('history.sinceRead', { when: dates.moment(since.at), count: since.changes })}
        </Strip>
      ) : null}
    </div>
  )
}
