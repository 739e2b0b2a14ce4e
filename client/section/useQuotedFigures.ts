import { useMemo } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useReportConnection } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'
import { quotedFigures, type QuotedFigures } from './quotedFigures.ts'
import type { StoredSection } from './storedSection.ts'

/** The figures that the texts of an open section quote. */
export function useQuotedFigures(
  section: SectionLayout,
  { quoted }: Pick<StoredSection, 'quoted'>,
): QuotedFigures {
  const { store } = useReportConnection()
  const words = useWords()
  return useMemo(
    () =>
      quotedFigures(store, section, quoted, ({ before, after }) =>
        words('item.figureChangedHere', { before, after }),
      ),
    [store, section, quoted, words],
  )
}
