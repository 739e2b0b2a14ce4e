import { Link } from '@tanstack/react-router'
import { approvalTarget } from '../../shared/approval/authors.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { sectionsOf } from '../../shared/section/layout.ts'
import { useReportConnection, useReportPart } from '../report/useReport.ts'
import { look } from '../ui/Button.tsx'
import { useWords } from '../ui/words.ts'

/** Leads an approver or a deputy to all that awaits approval; nothing where nothing does. */
export function ApproveAllLink() {
  const words = useWords()
  const { store } = useReportConnection()
  const r = useReportPart(({ report }) => report.id)
  const count = useReportPart(
    ({ report, layout }) =>
      sectionsOf(layout).filter(
        (section) =>
          sectionRecordOf(report, section.id).state === 'klar' &&
          store.may('approve', approvalTarget(report, section)).allowed,
      ).length,
  )
  if (count === 0) return null
  return (
    <Link to="/rapporter/$r/godkann" params={{ r }} {...look('filled')}>
      {words('approval.approveAllAsk', { count })}
    </Link>
  )
}
