import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { changedAfterApproval, type FigureChange } from '../../shared/approval/sealedFigures.ts'
import type { Seal } from '../../shared/approval/seal.ts'
import { cellKey, placeFinder } from '../../shared/check/place.ts'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import { formatFigure } from '../../shared/figure/formatFigure.ts'
import { placedBlocksOf } from '../../shared/report/checkInput.ts'
import type { Report } from '../../shared/report/report.ts'
import { figuresOf } from '../../shared/section/content.ts'
import { findSection } from '../../shared/section/layout.ts'
import { fetchOrThrow } from '../api.ts'
import { cellLink } from '../figure/cellLink.ts'
import type { SealAnswer } from '../report/commands.ts'
import { useReportPart } from '../report/useReport.ts'
import { look } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { Strip } from '../ui/Strip.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import style from './ApprovedBand.module.css'

/** Says which figures that an approved section shows have changed elsewhere since, the old value and the new. */
export default function FiguresSinceStrip({
  section,
  seal,
}: {
  readonly section: string
  readonly seal: Seal
}) {
  const words = useWords()
  const report = useReportPart((state) => state.report)
  const layout = useReportPart((state) => state.layout)
  const answer = useQuery({
    queryKey: ['seal', report.id, section, seal.hash],
    queryFn: ({ signal }) =>
      fetchOrThrow<SealAnswer>(
        `/api/reports/${encodeURIComponent(report.id)}/sections/${encodeURIComponent(section)}/seal`,
        signal,
      ),
    staleTime: Infinity,
  })
  const content = answer.data?.content
  const sectionLayout = findSection(layout, section)
  const changed = useMemo(
    () =>
      content == null || sectionLayout === undefined
        ? []
        : changedAfterApproval(content, sectionLayout, figuresOf(report, layout)),
    [content, sectionLayout, report, layout],
  )
  const [first] = changed
  if (first === undefined) return null
  return (
    <Strip
      tone="warn"
      icon={<Symbol family="flag" value="error" />}
      actions={
        <Link
          to="/rapporter/$r/avsnitt/$s"
          params={{ r: report.id, s: placeFinder(placedBlocksOf(layout))(first.address)?.section ?? section }}
          search={{ cell: cellLink(first.address) }}
          {...look('outlined', true)}
        >
          {words('section.show')}
        </Link>
      }
    >
      <strong>{words('approval.figuresChanged')}</strong>{' '}
      <span className={style['changes']}>
        {changed.slice(0, 3).map((figure) => (
          <Change key={cellKey(figure.address)} figure={figure} />
        ))}
        {changed.length > 3 ? (
          <span>{words('approval.moreFigures', { count: changed.length - 3 })}</span>
        ) : null}
        <span>{words('approval.asApproved')}</span>
      </span>
    </Strip>
  )
}

/** "Resultat, Utfall 2023 i 5.1 ändrades 8 feb från −12,0 till −11,9." */
function Change({ figure }: { readonly figure: FigureChange }) {
  const words = useWords()
  const layout = useReportPart((state) => state.layout)
  const dates = useDates(useReportPart((state) => state.today))
  const place = useMemo(() => placeFinder(placedBlocksOf(layout))(figure.address), [layout, figure])
  const record = useReportPart(({ report }) => cellIn(report, figure.address))
  if (place === undefined) return null
  const text = (value: FigureChange['before']): string =>
    value.kind === 'empty' ? words('approval.emptyFigure') : formatFigure(value, place.format)
  const values = {
    figure: `${place.row.label}, ${place.column.heading.join(' ')}`,
    section: findSection(layout, place.section)?.number ?? '',
    before: text(figure.before),
    after: text(figure.after),
  }
  return (
    <span>
      {record === undefined
        ? words('approval.figureChanged', values)
        : words('approval.figureChangedAt', { ...values, at: dates.short(record.at.slice(0, 10)) })}
    </span>
  )
}

const cellIn = ({ cells }: Report, { block, row, column }: CellAddress) => cells[block]?.[row]?.[column]
