import { Link } from '@tanstack/react-router'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useReportPart } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'
import { useNeighbours } from './useNeighbours.ts'

/** The way on to the sections before and after. */
export function SectionFooter({ section }: { readonly section: SectionLayout }) {
  const words = useWords()
  const r = useReportPart((state) => state.report.id)
  const { previous, next } = useNeighbours(section.id)
  return (
    <nav className="section-footer" aria-label={words('section.footer')}>
      {previous === undefined ? (
        <span />
      ) : (
        <Link to="/rapporter/$r/avsnitt/$s" params={{ r, s: previous.id }}>
          {words('section.previous', { section: `${previous.number} ${previous.title}` })}
        </Link>
      )}
      {next === undefined ? null : (
        <Link to="/rapporter/$r/avsnitt/$s" params={{ r, s: next.id }}>
          {words('section.next', { section: `${next.number} ${next.title}` })}
        </Link>
      )}
    </nav>
  )
}
