import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { findSection } from '../../shared/section/layout.ts'
import { isLocked } from '../../shared/section/workflow.ts'
import { fetchOrThrow, RefusedError } from '../api.ts'
import { fetchBlockViews } from '../block/kinds.tsx'
import { Shell } from '../report/Shell.tsx'
import { useReportPart, useSectionRecord } from '../report/useReport.ts'
import { Button, look } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { SectionDocument } from './SectionDocument.tsx'
import { sectionPath, type StoredSection } from './storedSection.ts'
import './section.css'

/** `/rapporter/:r/avsnitt/:s`: one section to write in and read. */
export default function SectionPage() {
  const { s } = useParams({ strict: false })
  const section = useReportPart(({ layout }) => (s === undefined ? undefined : findSection(layout, s)))
  // Another section is another page: nothing of the one before may stay.
  return section === undefined || section.hidden ? (
    <SectionMissing />
  ) : (
    <OpenSection key={section.id} section={section} />
  )
}

function OpenSection({ section }: { readonly section: SectionLayout }) {
  const words = useWords()
  const report = useReportPart((state) => state.report.id)
  const { state, epoch } = useSectionRecord(section.id)
  const answer = useQuery({
    // A locked section shows what the server has, so it is asked again when the lock comes, and when it is approved.
    queryKey: ['section', report, section.id, epoch, isLocked(state) && state],
    queryFn: async ({ signal }) => {
      const [stored] = await Promise.all([
        fetchOrThrow<StoredSection>(sectionPath(report, section.id), signal),
        fetchBlockViews(section),
      ])
      return stored
    },
    placeholderData: (before) => before,
    staleTime: isLocked(state) ? 60_000 : 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  if (answer.data === undefined && answer.isPending) {
    return (
      <Shell title={`${section.number} ${section.title}`}>
        <Waiting lines={8} />
      </Shell>
    )
  }
  if (answer.data === undefined) {
    const code = answer.error instanceof RefusedError ? answer.error.problem.code : 'internal'
    return (
      <Shell title={`${section.number} ${section.title}`}>
        <EmptyState
          title={`${section.number} ${section.title}`}
          actions={<Button onPress={() => void answer.refetch()}>{words('common.tryAgain')}</Button>}
        >
          {words('section.fetchFailed', { code })}
        </EmptyState>
      </Shell>
    )
  }
  return <SectionDocument section={section} stored={answer.data} />
}

function SectionMissing() {
  const words = useWords()
  const r = useReportPart((state) => state.report.id)
  return (
    <Shell title={words('section.missingTitle')}>
      <h1>{words('section.missingTitle')}</h1>
      <p>{words('section.missing')}</p>
      <Link to="/rapporter/$r" params={{ r }} {...look('outlined')}>
        {words('section.toOverview')}
      </Link>
    </Shell>
  )
}
