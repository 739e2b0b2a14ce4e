import type { Decision } from '../../shared/plan/plan.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReport } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'
import { writtenFor } from './writtenFor.ts'

export interface InReport {
  readonly report: string
  readonly section: SectionLayout | null
  readonly goTo: string
  /** What a change means where the item is printed; with the decision it will be marked with, once the plan is locked. */
  readonly sentences: (mark: Pick<Decision, 'date' | 'reference'> | null) => string
}

/** Where an item of the plan stands in the report, and what is written for it there. */
export function useInReport(item: string): InReport {
  const words = useWords()
  const { report, layout, people } = useReport()
  const { section, words: count, by, judgement } = writtenFor(layout, report, item)
  const name = section === null ? '' : `${section.number} ${section.title}`
  const sentences: InReport['sentences'] = (mark) =>
    [
      section === null
        ? words('plan.notPrinted')
        : mark === null
          ? words('plan.showsNew', { section: section.number })
          : words('plan.showsMarked', {
              section: section.number,
              mark: `${mark.date} ${mark.reference}`.trim() || '…',
            }),
      by === null
        ? words('plan.nothingWritten')
        : words('plan.writtenBy', { name: nameOf(people, by), count }),
      ...(judgement === 'none' ? [] : [words(`plan.judgement.${judgement}`)]),
    ].join(' ')
  return { report: report.id, section, goTo: words('plan.goToSection', { section: name }), sentences }
}
