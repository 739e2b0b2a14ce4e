import type { ReactNode } from 'react'
import style from './Strip.module.css'

interface StripProps {
  readonly tone: 'info' | 'warn' | 'bad' | 'good'
  readonly icon?: ReactNode
  /** At most one filled button among them. */
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** From edge to edge under the top bar, without rounded corners. */
  readonly full?: boolean
}

/** A message in its place: it pushes what is below down and covers nothing. */
export function Strip({ tone, icon, actions, children, full = false }: StripProps) {
  return (
    <div className={style['strip']} data-tone={tone} data-full={full || undefined}>
      {icon === undefined ? null : <span className={style['icon']}>{icon}</span>}
      <div className={style['text']}>{children}</div>
      {actions === undefined ? null : <div className={style['actions']}>{actions}</div>}
    </div>
  )
}
