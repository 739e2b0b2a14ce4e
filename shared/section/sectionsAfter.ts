import { defined } from '../defined.ts'
import type { ReportEvent } from '../report/event.ts'
import { mapId } from '../report/ordered.ts'
import type { Report, SectionRecord } from '../report/report.ts'
import { sectionRecordOf } from './sectionRecord.ts'

type SectionEvent = Extract<
  ReportEvent,
  { type: 'sectionMoved' | 'sectionHidden' | 'sectionAdded' | 'sectionRetitled' | 'sectionRemoved' }
>
type Sections = Pick<Report, 'sections' | 'addedSections'>
type Stamp = { by: string; at: string }

/** The sections of a report after one more event about one of them; a removed one is kept, marked. */
export function sectionsAfter(
  { sections, addedSections }: Sections,
  event: SectionEvent,
  stamp: Stamp,
): Sections {
  switch (event.type) {
    case 'sectionMoved':
      return {
        sections: withSection(sections, event.section, (section) => sectionMoved(section, event, stamp)),
        addedSections,
      }
    case 'sectionHidden':
      return {
        sections: withSection(sections, event.section, (section) => ({ ...section, hidden: event.hidden })),
        addedSections,
      }
    case 'sectionAdded':
      return {
        sections: withSection(sections, event.section.id, (section) => section),
        addedSections: [...addedSections, event.section],
      }
    case 'sectionRetitled':
      return {
        sections,
        addedSections: mapId(addedSections, event.section, (added) => ({ ...added, title: event.title })),
      }
    case 'sectionRemoved':
      return {
        sections,
        addedSections: mapId(addedSections, event.section, (added) => ({ ...added, removed: true })),
      }
    default:
      return event satisfies never
  }
}

/** Every text of the report begins anew, sections as contributions, each in an epoch that no text has had. */
export function epochsAfter(
  { sections, contributions }: Pick<Report, 'sections' | 'contributions'>,
  event: ReportEvent & { type: 'epochsRaised' },
): Pick<Report, 'sections' | 'contributions'> {
  const raised = <T extends { epoch: number }>(kept: T): T => ({
    ...kept,
    epoch: Math.max(kept.epoch + 1, event.to),
  })
  const known = new Set([...Object.keys(sections), ...event.sections])
  for (const id of Object.keys(contributions)) known.delete(id)
  return {
    sections: [...known].reduce((all, id) => withSection(all, id, raised), sections),
    contributions: Object.fromEntries(
      Object.values(contributions).map((contribution) => [contribution.id, raised(contribution)]),
    ),
  }
}

const withSection = (
  sections: Report['sections'],
  section: string,
  change: (record: SectionRecord) => SectionRecord,
): Report['sections'] => ({ ...sections, [section]: change(sectionRecordOf({ sections }, section)) })

function sectionMoved(
  section: SectionRecord,
  event: SectionEvent & { type: 'sectionMoved' },
  stamp: Stamp,
): SectionRecord {
  const { submitted, sentBack, locked: _locked, reopened: _reopened, ...kept } = section
  const moved = { ...kept, state: event.to }
  switch (event.event) {
    case 'submit':
      return {
        ...moved,
        submitted: { ...stamp, ...(event.message === undefined ? {} : { message: event.message }) },
      }
    case 'sendBack':
      return { ...moved, sentBack: { ...stamp, comment: event.message ?? '' } }
    case 'ready':
      return { ...moved, ...defined({ submitted, sentBack }), locked: stamp }
    case 'approve':
      return {
        ...moved,
        ...defined({ submitted, sentBack }),
        locked: stamp,
        seals: event.seal === undefined ? section.seals : [...section.seals, event.seal],
      }
    case 'reopen':
      return {
        ...moved,
        // The approved text is never touched again: the next edit belongs to a new doc.
        epoch: section.state === 'godkand' ? section.epoch + 1 : section.epoch,
        reopened: { ...stamp, reason: event.message ?? '' },
      }
    default:
      return moved
  }
}
