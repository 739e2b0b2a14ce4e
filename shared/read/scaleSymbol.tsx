import type { ReactNode } from 'react'

/** Scales that have shapes of their own; the ISK verdict is words alone. */
export type DrawnScale = 'goalStatus' | 'trend' | 'indicatorStatus' | 'controlStatus' | 'activityStatus'

const arrow = (d: string): ReactNode => <path d={d} fill="none" stroke="var(--ink)" strokeWidth={2.3} />
const check = (d: string): ReactNode => <path d={d} fill="none" stroke="var(--paper)" strokeWidth={2.2} />

const circle = { cx: 10, cy: 10, r: 8, stroke: 'var(--ink)', strokeWidth: 2 }
const rhombus = 'M10 2l8 8-8 8-8-8z'
const hexagon = 'M18.5 10l-4.25 7.36h-8.5L1.5 10l4.25-7.36h8.5z'
const exclamation = (colour: string): ReactNode => (
  <>
    <path d="M10 6.2v4.9" fill="none" stroke={colour} strokeWidth={2} />
    <circle cx={10} cy={13.9} r={1.25} fill={colour} stroke="none" />
  </>
)
const outlined = (d: string): ReactNode => <path d={d} fill="none" stroke="var(--ink)" strokeWidth={1.8} />
const filled = (d: string): ReactNode => (
  <path d={d} fill="var(--ink)" stroke="var(--ink)" strokeWidth={1.8} />
)

/** Shape and colour by scale and value id. A value that is not here is drawn by `unknownSymbol`. */
export const scaleSymbols: Readonly<Record<DrawnScale, Readonly<Record<string, ReactNode>>>> = {
  goalStatus: {
    uppnatt: (
      <>
        <circle cx={10} cy={10} r={9} fill="var(--good)" />
        {check('M5.9 10.3l2.9 2.9 5.4-6')}
      </>
    ),
    mindre_avvikelse: (
      <>
        <path d="M10 1.8l9 16H1z" fill="var(--mid)" stroke="var(--mid-ink)" strokeWidth={1.5} />
        <path d="M10 7.4v4.6" fill="none" stroke="var(--on-mid)" strokeWidth={2} />
        <circle cx={10} cy={14.9} r={1.2} fill="var(--on-mid)" stroke="none" />
      </>
    ),
    storre_avvikelse: (
      <>
        <rect x={1.5} y={1.5} width={17} height={17} rx={2} fill="var(--bad)" />
        {check('M6.4 6.4l7.2 7.2M13.6 6.4l-7.2 7.2')}
      </>
    ),
  },
  trend: {
    forbattrat: arrow('M10 17V3.5M4.5 9L10 3.5 15.5 9'),
    oforandrat: arrow('M3 10h13.5M11 4.5l5.5 5.5-5.5 5.5'),
    forsamrat: arrow('M10 3v13.5M4.5 11l5.5 5.5 5.5-5.5'),
  },
  indicatorStatus: {
    helt: <circle {...circle} fill="var(--ink)" />,
    delvis: (
      <>
        <circle {...circle} fill="none" />
        <path d="M10 2a8 8 0 0 0 0 16z" fill="var(--ink)" stroke="none" />
      </>
    ),
    inte_alls: <circle {...circle} fill="none" />,
    varde_saknas: <rect x={4} y={8.75} width={12} height={2.5} fill="var(--ink)" stroke="none" />,
  },
  controlStatus: {
    avslutad: (
      <>
        {filled(rhombus)}
        {check('M6.9 10.2l2.2 2.2 3.9-4.4')}
      </>
    ),
    pagaende: (
      <>
        {outlined(rhombus)}
        <path d="M10 2v16l-8-8z" fill="var(--ink)" stroke="none" />
      </>
    ),
    ej_genomford: outlined(rhombus),
  },
  activityStatus: {
    ej_startad: outlined(hexagon),
    pagaende: (
      <>
        {outlined(hexagon)}
        <path d="M10 2.64v14.72H5.75L1.5 10l4.25-7.36z" fill="var(--ink)" stroke="none" />
      </>
    ),
    avslutad: (
      <>
        {filled(hexagon)}
        {check('M6.3 10.2l2.6 2.6 4.7-5.3')}
      </>
    ),
    avvikelse: (
      <>
        {outlined(hexagon)}
        {exclamation('var(--ink)')}
      </>
    ),
    avslutad_med_avvikelse: (
      <>
        {filled(hexagon)}
        {exclamation('var(--paper)')}
      </>
    ),
  },
}

/** Lost at import: a dashed circle with a question mark, outside every scale. */
export const unknownSymbol: ReactNode = (
  <g fill="none" stroke="var(--ink-2)">
    <circle cx={10} cy={10} r={8.5} strokeWidth={1.5} strokeDasharray="2.6 2.2" />
    <path d="M7.8 8a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.6v.3" strokeWidth={1.6} />
    <circle cx={10} cy={14.2} r={1.1} fill="var(--ink-2)" stroke="none" />
  </g>
)
