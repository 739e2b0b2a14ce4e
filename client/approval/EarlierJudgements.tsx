import { useQuery } from '@tanstack/react-query'
import { judgedIn } from '../../shared/report/decideStatus.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { fetchOrThrow } from '../api.ts'
import { judgedLabel } from '../history/changedPlaces.ts'
import { useReportPart } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'
import type { Report } from '../../shared/report/report.ts'
import style from './approve.module.css'

/** Judgements that are others than in the report before, where there is one that I may read. */
export function EarlierJudgements({ section }: { readonly section: SectionLayout }) {
  const words = useWords()
  const layout = useReportPart((state) => state.layout)
  const statuses = useReportPart(({ report }) => report.statuses)
  const plan = useReportPart(({ report }) => report.plan.items)
  const scales = useReportPart((state) => state.template.scales)
  const previous = useReportPart(({ report, previousReports }) =>
    previousReports.find(({ id }) => id === report.previous),
  )
  const judged = judgedIn(layout).filter((each) => each.section.id === section.id)
  const { data } = useQuery({
    queryKey: ['section', previous?.id, section.id],
    queryFn: ({ signal }) =>
      fetchOrThrow<{ statuses: Report['statuses'] }>(
        `/api/reports/${encodeURIComponent(previous?.id ?? '')}/sections/${encodeURIComponent(section.id)}`,
        signal,
      ),
    enabled: previous !== undefined && judged.length > 0,
    // A section that the report before did not have.
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  if (data === undefined || previous === undefined) return null
  const changed = judged.flatMap(({ item, row, block }) => {
    const earlier = plan.find(({ id }) => id === item)?.previous ?? item
    const was = statusOf(data.statuses[earlier])
    const is = statusOf(statuses[item])
    return was === undefined || is === undefined || was === is
      ? []
      : [{ item, label: row.label === '' ? block.title : row.label, was, is }]
  })
  if (changed.length === 0) return null
  return (
    <section className={style['part']}>
      <h3>{words('approval.judgedSince', { year: previous.year })}</h3>
      <ul className={style['judged']}>
        {changed.map(({ item, label, was, is }) => (
          <li key={item}>
            {label}
            <small>
              {judgedLabel(scales, 'status', was)} {words('history.became')}{' '}
              <strong>{judgedLabel(scales, 'status', is)}</strong>
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

const statusOf = (record: Report['statuses'][string] | undefined): string | undefined =>
  (record?.settled ?? record?.proposed)?.status
