import { lastChangeAt } from '../../shared/history/sectionChanges.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useReportPart } from '../report/useReport.ts'

/** Another text of the same moment is another key: what is shown follows what is written, a rest of some seconds behind. */
export function useSectionMoment(section: SectionLayout): string {
  return useReportPart(({ report }) => {
    const { state, epoch } = sectionRecordOf(report, section.id)
    const versions = report.versions[section.id]?.length ?? 0
    return [lastChangeAt(report, section) ?? '', state, epoch, versions].join(' ')
  })
}
