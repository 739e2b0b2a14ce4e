import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { type SectionLayout, sectionsOf } from '../../shared/section/layout.ts'
import { useReportPart } from '../report/useReport.ts'

/** The sections before and after in the report. */
export function useNeighbours(section: string): {
  previous: SectionLayout | undefined
  next: SectionLayout | undefined
} {
  const layout = useReportPart((state) => state.layout)
  return useMemo(() => {
    const all = sectionsOf(layout)
    const at = all.findIndex(({ id }) => id === section)
    return { previous: all[at - 1], next: all[at + 1] }
  }, [layout, section])
}

/** Alt+Page Up and Page Down: the section before and after. */
export function useSectionKeys(section: SectionLayout): void {
  const navigate = useNavigate()
  const r = useReportPart((state) => state.report.id)
  const { previous, next } = useNeighbours(section.id)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return
      const to = event.key === 'PageUp' ? previous : event.key === 'PageDown' ? next : undefined
      if (to === undefined) return
      event.preventDefault()
      void navigate({ to: '/rapporter/$r/avsnitt/$s', params: { r, s: to.id } })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [navigate, r, previous, next])
}
