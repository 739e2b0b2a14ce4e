import type { ReactNode } from 'react'
import style from './EmptyState.module.css'

interface EmptyStateProps {
  readonly title?: string
  readonly icon?: ReactNode
  readonly children?: ReactNode
  /** Every empty state offers a start. */
  readonly actions?: ReactNode
}

export function EmptyState({ title, icon, children, actions }: EmptyStateProps) {
  return (
    <div className={style['empty']}>
      {icon === undefined ? null : <div className={style['icon']}>{icon}</div>}
      {title === undefined ? null : <h2 className={style['title']}>{title}</h2>}
      {children === undefined ? null : <div className={style['text']}>{children}</div>}
      {actions === undefined ? null : <div className={style['actions']}>{actions}</div>}
    </div>
  )
}
