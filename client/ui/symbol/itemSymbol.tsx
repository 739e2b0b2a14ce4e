import type { ReactNode } from 'react'
import type { ItemState } from '../../../shared/section/workflow.ts'

const tray = <path d="M3 11.5V17h14v-5.5" />

const drawn = (colour: string, children: ReactNode): ReactNode => (
  <g fill="none" stroke={colour} strokeWidth={1.6}>
    {children}
  </g>
)

/** A tray: empty, with text above it, with an arrow into it, with a lid, with an arrow out of it. */
export const itemSymbols: Readonly<Record<ItemState, ReactNode>> = {
  ej_paborjad: drawn('var(--line-strong)', tray),
  paborjad: drawn(
    'var(--ink-2)',
    <>
      {tray}
      <path d="M6.5 4.5h7M6.5 8h4" />
    </>,
  ),
  inlamnad: drawn(
    'var(--accent)',
    <>
      {tray}
      <path d="M10 2.5v9.7M6.4 8.7l3.6 3.5 3.6-3.5" />
    </>,
  ),
  inget_att_rapportera: drawn('var(--ink-2)', <path d="M3 11.5V17h14v-5.5zM2 11.5h16" />),
  tillbaka: drawn(
    'var(--warn)',
    <>
      {tray}
      <path d="M10 13V3M6.4 6.5L10 3l3.6 3.5" />
    </>,
  ),
}
