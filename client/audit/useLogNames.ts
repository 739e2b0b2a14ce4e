import { useMemo } from 'react'
import { findingText } from '../../shared/check/findingText.ts'
import { sectionsOf, blocksOf } from '../../shared/section/layout.ts'
import { figurePlace, judgedLabel, printedAt, type FigurePlace } from '../history/changedPlaces.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { assignRows } from '../report/assignRows.ts'
import { useLanguage } from '../ui/Language.tsx'
import { useDates } from '../ui/dates.ts'
import { useWords } from '../ui/words.ts'
import type { LogNames } from './describeEvent.ts'

/** What the things of this report are called now. */
export function useLogNames(): LogNames {
  const words = useWords()
  const { language } = useLanguage()
  const layout = useReportPart((state) => state.layout)
  const people = useReportPart((state) => state.people)
  const scales = useReportPart((state) => state.template.scales)
  const plan = useReportPart(({ report }) => report.plan.items)
  const findings = useReportPart((state) => state.findings)
  const dates = useDates(useReportPart((state) => state.today))
  return useMemo(() => {
    const sections = new Map(
      layout.chapters.flatMap((chapter) =>
        chapter.sections.map((section) => [section.id, `${section.number} ${section.title}`] as const),
      ),
    )
    const blocks = new Map(
      sectionsOf(layout).flatMap((section) =>
        blocksOf(section).map(
          (block) => [block.id, block.title === '' ? sections.get(section.id) : block.title] as const,
        ),
      ),
    )
    const items = itemNames(layout, plan, sections)
    const texts = new Map(findings.map((finding) => [finding.id, findingText(finding, language).sentence]))
    const places = new Map<string, FigurePlace | undefined>()
    const placeAt = ({ block, row, column }: Parameters<LogNames['cell']>[0]): FigurePlace | undefined => {
      const key = `${block} ${row} ${column}`
      if (!places.has(key)) places.set(key, figurePlace(layout, { block, row, column }))
      return places.get(key)
    }
    return {
      words,
      person: (user) => (user === 'server' ? words('audit.server') : nameOf(people, user)),
      section: (id) => sections.get(id) ?? id,
      cell: (address) => {
        const place = placeAt(address)
        return place === undefined
          ? `${address.block}, ${address.row}, ${address.column}`
          : `${place.row.label}, ${place.column.heading.join(' ')}`
      },
      value: (address, value) =>
        value.kind === 'empty' ? words('approval.emptyFigure') : printedAt(placeAt(address), value),
      block: (id) => blocks.get(id) ?? id,
      item: (id) => items.get(id) ?? id,
      judged: (part, value) => judgedLabel(scales, part, value),
      finding: (id) => texts.get(id) ?? id,
      date: dates.short,
    }
  }, [words, language, layout, people, scales, plan, findings, dates])
}

/** Items as the page where responsibility is given out calls them; texts without a heading by their section. */
function itemNames(
  layout: Parameters<typeof assignRows>[0],
  plan: Parameters<typeof assignRows>[1],
  sections: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const names = new Map(plan.map(({ id, fields }) => [id, fields.text]))
  for (const { id, number, title, parent } of assignRows(layout, plan)) {
    const named = number === undefined ? title : `${number} ${title}`
    if (!names.has(id)) names.set(id, named === '' ? (sections.get(parent ?? '') ?? id) : named)
  }
  for (const section of sectionsOf(layout))
    for (const slot of section.slots) {
      const heading = slot.kind === 'prose' ? slot.heading : slot.block.title
      if (!names.has(slot.id))
        names.set(
          slot.id,
          heading === undefined || heading === '' ? `${section.number} ${section.title}` : heading,
        )
    }
  return names
}
