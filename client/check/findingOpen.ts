import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Finding } from '../../shared/check/finding.ts'
import { cellLink } from '../figure/cellLink.ts'
import { useReportPart } from '../report/useReport.ts'

/** The cell that a finding speaks about, as it stands in the address. */
export const linkOf = ({ block, row, column }: Finding): string | undefined =>
  block === undefined || row === undefined || column === undefined
    ? undefined
    : cellLink({ block, row, column })

/** Leads to what the finding speaks about, in whichever section it stands, with the panel open beside it. */
export function useOpenFinding(): (finding: Finding) => void {
  const navigate = useNavigate()
  const r = useReportPart(({ report }) => report.id)
  return useCallback(
    (finding) => {
      const cell = linkOf(finding)
      const slot = finding.slot ?? finding.block
      void navigate({
        to: '/rapporter/$r/avsnitt/$s',
        params: { r, s: finding.section },
        search: { panel: 'kontroller', ...(cell === undefined ? {} : { cell }) },
        ...(cell === undefined && slot !== undefined ? { hash: slot } : {}),
        // The cell or the text itself is scrolled to; the router would go to the top after that.
        resetScroll: false,
      })
    },
    [navigate, r],
  )
}
