import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { sectionsOf } from '../../shared/section/layout.ts'
import { fetchOrThrow } from '../api.ts'
import { useReportPart } from '../report/useReport.ts'
import { Strip } from '../ui/Strip.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import style from './ApprovedBand.module.css'

/** Of `GET /api/reports/:r`: how many figures of an approved section are others now. */
interface Counted {
  readonly sections: readonly { readonly id: string; readonly changedAfterApproval?: number }[]
}

const everyMs = 60_000

/** Names the approved sections whose figures have changed elsewhere since, each with the way to what changed. */
export function ChangedApprovals() {
  const words = useWords()
  const report = useReportPart((state) => state.report.id)
  const layout = useReportPart((state) => state.layout)
  const approved = useReportPart(({ report: { sections } }) =>
    sectionsOf(layout)
      .flatMap(({ id }) =>
        sectionRecordOf({ sections }, id).state === 'godkand' ? [sections[id]?.seals.at(-1)?.hash ?? id] : [],
      )
      .join(),
  )
  const answer = useQuery({
    queryKey: ['changed-approvals', report, approved],
    queryFn: ({ signal }) => fetchOrThrow<Counted>(`/api/reports/${encodeURIComponent(report)}`, signal),
    enabled: approved !== '',
    refetchInterval: everyMs,
    staleTime: 0,
  })
  const changed = new Set(
    answer.data?.sections.flatMap(({ id, changedAfterApproval = 0 }) =>
      changedAfterApproval === 0 ? [] : [id],
    ),
  )
  const sections = sectionsOf(layout).filter(({ id }) => changed.has(id))
  if (sections.length === 0) return null
  return (
    <div className={style['since']}>
      <Strip tone="warn" icon={<Symbol family="flag" value="error" />}>
        {words('approval.figuresChangedIn')}{' '}
        {sections.map(({ id, number, title }, at) => (
          <span key={id}>
            {at === 0 ? '' : ', '}
            <Link to="/rapporter/$r/avsnitt/$s" params={{ r: report, s: id }}>
              {number} {title}
            </Link>
          </span>
        ))}
      </Strip>
    </div>
  )
}
