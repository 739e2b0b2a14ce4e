import type { ReportEvent } from '../../shared/report/event.ts'
import type { Report } from '../../shared/report/report.ts'
import { itemIdsIn } from '../../shared/section/itemIds.ts'
import { blocksOf, proseSlotsOf, type ReportLayout } from '../../shared/section/layout.ts'

/** Where the things stand that events name: section by block, and by item. */
export interface EventPlaces {
  readonly block: ReadonlyMap<string, string>
  readonly item: ReadonlyMap<string, string>
}

/** By the layout of now: what has been taken away since stands nowhere. */
export function eventPlaces(layout: ReportLayout): EventPlaces {
  const block = new Map<string, string>()
  const item = new Map<string, string>()
  for (const chapter of layout.chapters) {
    for (const section of chapter.sections) {
      for (const { id } of blocksOf(section)) block.set(id, section.id)
      for (const { id } of proseSlotsOf(section)) item.set(id, section.id)
      for (const id of itemIdsIn(section)) item.set(id, section.id)
    }
  }
  return { block, item }
}

/** The sections that an event is about; none where it is about the report as a whole. */
export function sectionsOfEvent(
  event: ReportEvent,
  before: Report | null,
  { block, item }: EventPlaces,
): readonly string[] {
  const known = (section: string | undefined): readonly string[] => (section === undefined ? [] : [section])
  switch (event.type) {
    case 'sectionMoved':
    case 'sectionHidden':
    case 'sectionRetitled':
    case 'sectionRemoved':
    case 'textChanged':
    case 'imageAdded':
    case 'versionKept':
    case 'sectionSeen':
      return [event.section]
    case 'sectionAdded':
      return [event.section.id]
    case 'epochsRaised':
      return event.sections
    case 'cellsSet':
      return [...new Set(event.cells.flatMap((cell) => known(block.get(cell.block))))]
    case 'rowAdded':
    case 'rowRenamed':
    case 'rowMoved':
    case 'rowRemoved':
    case 'blockFinal':
      return known(block.get(event.block))
    case 'statusProposed':
    case 'statusSettled':
    case 'statusUnsettled':
    case 'planItemChanged':
    case 'planItemMoved':
    case 'planItemRemoved':
    case 'itemMoved':
    case 'quotesConfirmed':
      return known(item.get(event.item) ?? block.get(event.item))
    case 'planItemAdded':
      return known(item.get(event.item.id))
    case 'itemsSet':
      return [...new Set(event.items.flatMap(({ id }) => known(item.get(id))))]
    case 'threadOpened':
      return [event.thread.section]
    case 'threadReplied':
    case 'threadChanged':
    case 'suggestionDecided':
      return known(before?.threads[event.thread]?.section)
    case 'contributionStarted':
      return [event.contribution.section]
    case 'contributionChanged':
    case 'contributionMoved':
      return known(before?.contributions[event.contribution]?.section)
    case 'reportCreated':
    case 'reportChanged':
    case 'planReplaced':
    case 'planLocked':
    case 'memberSet':
    case 'memberRemoved':
    case 'deputiesSet':
    case 'findingsExplained':
      return []
    default:
      return event satisfies never
  }
}
