import { useNavigate, useSearch } from '@tanstack/react-router'
import { Maximize } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Judged } from '../../shared/report/decideStatus.ts'
import { Shell } from '../report/Shell.tsx'
import { useReport } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { TextField } from '../ui/Field.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { Segments } from '../ui/Segments.tsx'
import { useWords } from '../ui/words.ts'
import { agendaOf, agendaParts, isSettled, nextUnsettled } from './agenda.ts'
import { MeetingItem } from './MeetingItem.tsx'
import { Outcome } from './Outcome.tsx'
import style from './meeting.module.css'

/** Genomgång: one judgement after the other on the wall of a meeting room; the meeting is recorded with each. */
export default function MeetingPage() {
  const words = useWords()
  const open = useReport()
  const { report, layout } = open
  const navigate = useNavigate()
  const announce = useAnnounce()
  const search = useSearch({ from: '/signed-in/rapporter/$r/genomgang' })
  const [meeting, setMeeting] = useState(report.lastMeeting ?? '')
  const wall = useRef<HTMLDivElement>(null)

  const parts = agendaParts.filter((part) => agendaOf(layout, part).length > 0)
  const part = parts.find((name) => name === search.visa) ?? parts[0] ?? 'alla'
  const agenda = agendaOf(layout, part)
  // Where one is stays put when others settle meanwhile.
  const [first] = useState(() => nextUnsettled(agenda, report, undefined)?.item)
  const asked = search.punkt ?? first
  const current = asked === 'summering' ? undefined : agenda.find(({ item }) => item === asked)
  const at = current === undefined ? agenda.length : agenda.indexOf(current)

  const go = (item: string, visa: string = part): void =>
    void navigate({
      to: '/rapporter/$r/genomgang',
      params: { r: report.id },
      search: { visa, punkt: item },
      replace: true,
    })
  const goTo = (judged: Judged | undefined): void => go(judged?.item ?? 'summering')
  const isLast = current !== undefined && nextUnsettled(agenda, report, current.item) === undefined
  const isOnlyOneOpen = isLast && !isSettled(report, current)
  const settledCount = agenda.filter((judged) => isSettled(report, judged)).length

  useEffect(() => {
    if (current === undefined) return
    announce.polite(words('meeting.at', { n: at + 1, of: agenda.length, title: current.row.label }))
    // Said when one moves on, not when others change something.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [asked])

  if (parts.length === 0) {
    return (
      <Shell title={words('meeting.title')}>
        <EmptyState title={words('meeting.title')}>{words('meeting.nothing')}</EmptyState>
      </Shell>
    )
  }
  return (
    <Shell title={words('meeting.title')}>
      <div className={style['page']} ref={wall}>
        <div className={style['head']}>
          <h1>{words('meeting.title')}</h1>
          <p className={style['count']}>
            {words('meeting.progress', { settled: settledCount, of: agenda.length })}
          </p>
          <div className={style['meetingName']}>
            <TextField
              label={words('block.status.meeting')}
              placeholder={words('block.status.meetingHint')}
              value={meeting}
              onChange={setMeeting}
              maxLength={200}
              narrow
            />
          </div>
          {document.fullscreenEnabled ? (
            <Button variant="text" onPress={() => void wall.current?.requestFullscreen()}>
              <Maximize size={18} aria-hidden="true" />
              {words('meeting.fullScreen')}
            </Button>
          ) : null}
        </div>
        {parts.length < 2 ? null : (
          <Segments
            name={words('meeting.parts')}
            chosen={part}
            choices={parts.map((id) => ({
              id,
              word: words(`meeting.part.${id}`, { count: agendaOf(layout, id).length }),
            }))}
            onChoose={(visa) => {
              const next = agendaOf(layout, visa)
              go(nextUnsettled(next, report, undefined)?.item ?? 'summering', visa)
            }}
          />
        )}
        <Steps agenda={agenda} current={current} onGo={goTo} />
        {current === undefined ? (
          <Outcome agenda={agenda} onGo={goTo} />
        ) : (
          <MeetingItem
            key={current.item}
            judged={current}
            meeting={meeting}
            isLast={isLast}
            onSettled={() => goTo(nextUnsettled(agenda, open.report, current.item))}
            onBack={at > 0 ? () => goTo(agenda[at - 1]) : undefined}
            // The only one that is left: whoever skips it too is done.
            onSkip={() => goTo(isOnlyOneOpen ? undefined : agenda[at + 1])}
          />
        )}
      </div>
    </Shell>
  )
}

/** One mark a judgement: settled, proposed, nothing yet; a press goes there. */
function Steps({
  agenda,
  current,
  onGo,
}: {
  agenda: readonly Judged[]
  current: Judged | undefined
  onGo: (judged: Judged) => void
}) {
  const words = useWords()
  const { report } = useReport()
  return (
    <ol className={style['steps']} aria-label={words('meeting.steps')}>
      {agenda.map((judged, at) => {
        const state = isSettled(report, judged)
          ? 'settled'
          : report.statuses[judged.item]?.proposed?.status === undefined
            ? 'nothing'
            : 'proposed'
        return (
          <li key={judged.item}>
            <button
              type="button"
              className={style['step']}
              data-state={state}
              aria-current={judged === current ? 'step' : undefined}
              aria-label={words('meeting.step', {
                n: at + 1,
                title: judged.row.label,
                state: words(`meeting.state.${state}`),
              })}
              onClick={() => onGo(judged)}
            />
          </li>
        )
      })}
    </ol>
  )
}
