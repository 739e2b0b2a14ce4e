import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Eye, X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ReadDocument } from '../../shared/read/document.ts'
import { sectionAnchor } from '../../shared/read/ReportDocument.tsx'
import { useReports } from '../report/reportList.ts'
import { IconButton } from '../ui/Button.tsx'
import { Strip } from '../ui/Strip.tsx'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import { fetchSeen, isReader, noteSeen } from './seen.ts'
import { endIsInView, useRest } from './useRest.ts'
import style from './history.module.css'

/** In the read view: which sections have changed since I last read them. Those whose end I reach are noted as read. */
export function ReadSeen({
  report,
  document: read,
}: {
  readonly report: string
  readonly document: ReadDocument
}) {
  const { data: reports } = useReports()
  const roles = reports?.find(({ id }) => id === report)?.roles ?? []
  return isReader(roles.map((role) => ({ role }))) ? <SinceRead report={report} document={read} /> : null
}

function SinceRead({ report, document: read }: { readonly report: string; readonly document: ReadDocument }) {
  const words = useWords()
  const width = useWidth()
  // There the panel would lie over what is compared.
  const isNarrow = width === 'narrow' || width === 'phone'
  const noted = useRef(new Set<string>())
  const [isWavedAway, waveAway] = useState(false)
  const { data } = useQuery({
    queryKey: ['seen', report],
    queryFn: ({ signal }) => fetchSeen(report, undefined, signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  })
  const sections = read.chapters.flatMap((chapter) => chapter.sections)
  const news = (data ?? []).filter(
    ({ id, changes }) => changes > 0 && sections.some((section) => section.id === id),
  )
  useRest(() => {
    for (const { id, digest, changes } of data ?? []) {
      // What is new is first to be looked at, or waved away.
      if (noted.current.has(id) || (changes > 0 && !isWavedAway)) continue
      if (!endIsInView(document.getElementById(sectionAnchor(id)))) continue
      noted.current.add(id)
      void noteSeen(report, id, digest)
    }
  }, data !== undefined)
  if (news.length === 0 || isWavedAway) return null
  return (
    <div className={style['readSeen']}>
      <Strip
        tone="info"
        icon={<Eye size={20} aria-hidden="true" />}
        actions={
          <IconButton small name={words('history.waveAway')} onPress={() => waveAway(true)}>
            <X size={18} aria-hidden="true" />
          </IconButton>
        }
      >
        <p>{words('history.sinceReadReport')}</p>
        <ul>
          {news.map(({ id, changes }) => {
            const section = sections.find((each) => each.id === id)
            return (
              <li key={id}>
                <Link
                  to="/rapporter/$r/avsnitt/$s"
                  params={{ r: report, s: id }}
                  search={isNarrow ? { fran: 'seen' } : { panel: 'historik', fran: 'seen' }}
                >
                  {`${section?.number ?? ''} ${section?.title ?? ''}`.trim()}
                </Link>{' '}
                {words('history.count', { count: changes })}
              </li>
            )
          })}
        </ul>
      </Strip>
    </div>
  )
}
