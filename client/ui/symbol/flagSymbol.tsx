import type { ReactNode } from 'react'

/** `error`: a relation that does not add up; `toExplain`: plausible, but why?; `language`: wording or year. */
export type FlagKind = 'error' | 'toExplain' | 'explained' | 'note' | 'language'

const flag = (colour: string, fill: string, inside?: ReactNode): ReactNode => (
  <g stroke={colour} strokeWidth={1.5} fill="none">
    <path d="M4 2v16" />
    <path d="M4 3h12.5l-3 3.75 3 3.75H4z" fill={fill} />
    {inside}
  </g>
)

/** A swallow-tailed flag on a pole; never a triangle or a circle, which judge goals. */
export const flagSymbols: Readonly<Record<FlagKind, ReactNode>> = {
  error: flag('var(--warn)', 'var(--warn)'),
  toExplain: flag('var(--warn)', 'var(--warn-soft)'),
  explained: flag('var(--good)', 'none', <path d="M6.4 6.8l1.7 1.7 3-3.4" />),
  note: flag('var(--ink-2)', 'none'),
  language: (
    <g stroke="var(--person-3)" strokeWidth={1.5} fill="none">
      <path d="M5.5 12L10 3l4.5 9M7.2 8.8h5.6M3 16.5q1.75-2 3.5 0t3.5 0 3.5 0 3.5 0" />
    </g>
  ),
}
