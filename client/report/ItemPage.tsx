import { Navigate, useParams, useSearch } from '@tanstack/react-router'
import { sectionsOf } from '../../shared/section/layout.ts'
import { itemIdsIn } from '../../shared/section/itemIds.ts'
import { useReportPart } from './useReport.ts'

/** Leads a link to an item, as mails have them, to its place in its section; the overview where it is gone. */
export default function ItemPage() {
  const { r, i } = useParams({ from: '/signed-in/rapporter/$r/punkt/$i' })
  const { bidrag } = useSearch({ from: '/signed-in/rapporter/$r/punkt/$i' })
  const layout = useReportPart((state) => state.layout)
  const section = sectionsOf(layout).find((candidate) => itemIdsIn(candidate).includes(i))
  if (section === undefined) return <Navigate to="/rapporter/$r" params={{ r }} replace />
  const hash = i === section.id ? {} : { hash: i }
  const search = bidrag === undefined ? {} : { bidrag }
  return (
    <Navigate to="/rapporter/$r/avsnitt/$s" params={{ r, s: section.id }} search={search} {...hash} replace />
  )
}
