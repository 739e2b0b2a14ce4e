import type { ReactNode } from 'react'
import type { SectionState } from '../../../shared/section/workflow.ts'

/** States of a section as the page shows them: `ej_paborjat` is `arbete` with nothing written yet. */
export type ShownSectionState = SectionState | 'ej_paborjat'

const page = { x: 4, y: 2.5, width: 12, height: 15, rx: 1.5, fill: 'none', strokeWidth: 1.5 }

/** A disc with twelve scallops, so that approval cannot be taken for a goal's round status. */
const rosette = Array.from({ length: 145 }, (_, step) => {
  const angle = (step / 144) * 2 * Math.PI
  const radius = 8.6 + 0.75 * Math.cos(12 * angle)
  return `${step === 0 ? 'M' : 'L'}${(10 + radius * Math.cos(angle)).toFixed(2)} ${(10 + radius * Math.sin(angle)).toFixed(2)}`
}).join('')

const approved = (
  <>
    <path d={`${rosette}Z`} fill="var(--accent)" stroke="none" />
    <path d="M6.3 10.3l2.6 2.6 4.9-5.5" fill="none" stroke="var(--on-accent)" strokeWidth={2} />
  </>
)

export const sectionSymbols: Readonly<Record<ShownSectionState | 'beslutad', ReactNode>> = {
  ej_paborjat: <rect {...page} stroke="var(--line-strong)" strokeDasharray="2.4 2" />,
  arbete: (
    <g stroke="var(--ink-2)" strokeWidth={1.5} fill="none">
      <rect {...page} />
      <path d="M7 7h6M7 10.5h3.5" />
    </g>
  ),
  granskning: (
    <g stroke="var(--accent)" strokeWidth={1.5}>
      <path
        d="M4 3h12a1.5 1.5 0 0 1 1.5 1.5V12a1.5 1.5 0 0 1-1.5 1.5H8.5L5 17v-3.5H4A1.5 1.5 0 0 1 2.5 12V4.5A1.5 1.5 0 0 1 4 3z"
        fill="var(--accent-soft)"
      />
      <path d="M5.8 6.6h8.4M5.8 9.8h5.4" fill="none" />
    </g>
  ),
  klar: (
    <g stroke="var(--accent)" strokeWidth={1.5}>
      <path d="M6.5 8V5.6a3.5 3.5 0 0 1 7 0V8" fill="none" />
      <rect x={3.5} y={8} width={13} height={9.5} rx={1.5} fill="var(--accent-soft)" />
      <circle cx={10} cy={12.75} r={1.3} fill="var(--accent)" stroke="none" />
    </g>
  ),
  godkand: approved,
  beslutad: (
    <>
      <circle cx={10} cy={10} r={9.8} fill="none" stroke="var(--accent)" strokeWidth={1} />
      <g transform="translate(10 10) scale(.86) translate(-10 -10)">{approved}</g>
    </>
  ),
}
