import { Check, Lock, WifiOff } from 'lucide-react'
import { useDates } from './dates.ts'
import style from './SavedState.module.css'
import { useWords } from './words.ts'

export type Saved =
  /** Nothing has been written since the page was opened. */
  | { readonly state: 'nothing' }
  /** Everything is on the server's disk since `at` (epoch ms). */
  | { readonly state: 'saved'; readonly at: number }
  | { readonly state: 'saving' }
  | { readonly state: 'waiting'; readonly count: number }
  | { readonly state: 'locked' }

/** The one place that says whether what was written is on disk; always a sentence. */
export function SavedState({ saved }: { saved: Saved }) {
  const words = useWords()
  const dates = useDates()
  switch (saved.state) {
    case 'nothing':
      return <State icon={<Check size={16} aria-hidden="true" />}>{words('saved.nothing')}</State>
    case 'saved':
      return (
        <State icon={<Check size={16} aria-hidden="true" />}>
          {words('saved.savedAt', { time: dates.time(saved.at) })}
        </State>
      )
    case 'saving':
      return <State>{words('saved.saving')}</State>
    case 'waiting':
      return (
        <State warn icon={<WifiOff size={16} aria-hidden="true" />}>
          {words('saved.waiting', { count: saved.count })}
        </State>
      )
    case 'locked':
      return <State icon={<Lock size={15} aria-hidden="true" />}>{words('saved.locked')}</State>
    default:
      return saved satisfies never
  }
}

function State({
  icon,
  warn = false,
  children,
}: {
  icon?: React.ReactNode
  warn?: boolean
  children: string
}) {
  return (
    <span className={style['saved']} data-warn={warn || undefined} data-testid="saved-state">
      {icon}
      {children}
    </span>
  )
}
