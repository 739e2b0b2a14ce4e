import { Navigate, useParams, useSearch } from '@tanstack/react-router'
import { fillOf } from '../../shared/figure/cellFormat.ts'
import { rowItem } from '../../shared/section/item.ts'
import { itemIdsIn } from '../../shared/section/itemIds.ts'
import { blocksOf, sectionsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { cellLink } from '../figure/cellLink.ts'
import { useReportPart } from './useReport.ts'

/** Leads a link to an item, as mails have them, to its place in its section; the overview where it is gone. */
export default function ItemPage() {
  const { r, i } = useParams({ from: '/signed-in/rapporter/$r/punkt/$i' })
  const { bidrag } = useSearch({ from: '/signed-in/rapporter/$r/punkt/$i' })
  const layout = useReportPart((state) => state.layout)
  const section = sectionsOf(layout).find((candidate) => itemIdsIn(candidate).includes(i))
  if (section === undefined) return <Navigate to="/rapporter/$r" params={{ r }} replace />
  const hash = i === section.id ? {} : { hash: i }
  const cell = firstFigure(section, i)
  const search = {
    ...(bidrag === undefined ? {} : { bidrag }),
    ...(cell === undefined ? {} : { cell }),
  }
  return (
    <Navigate to="/rapporter/$r/avsnitt/$s" params={{ r, s: section.id }} search={search} {...hash} replace />
  )
}

/** Of a row: the first figure that is filled in there. */
function firstFigure(section: SectionLayout, item: string): string | undefined {
  for (const block of blocksOf(section)) {
    const row = block.rows.find((candidate) => rowItem(block, candidate) === item)
    const column = block.columns.find(
      (candidate) =>
        candidate.type === 'number' &&
        row !== undefined &&
        row.without?.includes(candidate.id) !== true &&
        ['entered', 'imported'].includes(fillOf(row, candidate)),
    )
    if (row !== undefined && column !== undefined)
      return cellLink({ block: block.id, row: row.id, column: column.id })
  }
  return undefined
}
