import { changedAfterApproval } from '../../shared/approval/sealedFigures.ts'
import type { Report } from '../../shared/report/report.ts'
import { figuresOf } from '../../shared/section/content.ts'
import { sectionsOf, type ReportLayout } from '../../shared/section/layout.ts'
import type { SealedContents } from './sealedContents.ts'

/** By approved section, how many of its figures are others now than when it was approved. */
export async function changedSections(
  sealed: SealedContents,
  report: Report,
  layout: ReportLayout,
): Promise<ReadonlyMap<string, number>> {
  const sections = sectionsOf(layout)
  const contents = await sealed.all(
    report,
    sections.map(({ id }) => id),
  )
  if (contents.size === 0) return new Map()
  const figures = figuresOf(report, layout)
  return new Map(
    sections.flatMap((section) => {
      const content = contents.get(section.id)
      return content === undefined
        ? []
        : [[section.id, changedAfterApproval(content, section, figures).length] as const]
    }),
  )
}
