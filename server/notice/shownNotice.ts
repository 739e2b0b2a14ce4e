import { isHandedIn } from '../../shared/people/itemState.ts'
import { placeOf, type Notice } from '../../shared/notice/notice.ts'
import { mayBeTold } from '../../shared/notice/noticesOf.ts'
import { itemRecordOf } from '../../shared/section/itemRecord.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import type { Report } from '../../shared/report/report.ts'
import { findSection, type SectionLayout } from '../../shared/section/layout.ts'
import type { Accounts } from '../people/accounts.ts'
import { isoDay } from '../reports/changeReport.ts'
import type { OpenReport, Reports } from '../reports/reports.ts'

/** A notice with the names of what it is about, as they are now. */
export interface ShownNotice extends Pick<Notice, 'id' | 'kind' | 'at' | 'due' | 'thread' | 'contribution'> {
  readonly report: { readonly id: string; readonly title: string; readonly organisation: string }
  readonly section?: { readonly id: string; readonly number: string; readonly title: string }
  /** Its title is text of the report: not for mails. */
  readonly item?: { readonly id: string; readonly title: string }
  readonly deputy?: { readonly for: Named; readonly user: Named; readonly from: string; readonly to: string }
  readonly by?: Named
  /** Where it leads, as a path. */
  readonly place: string
}

export interface Named {
  readonly user: string
  readonly name: string
}

interface Deps {
  readonly reports: Pick<Reports, 'peek'>
  readonly accounts: Pick<Accounts, 'everybody'>
  readonly now: () => Date
}

/** @returns names for these notices; those about something the person may not, or can no longer, know of are left out */
export function shownTo<N extends Notice>(
  { reports, accounts, now }: Deps,
  user: string,
  notices: readonly N[],
): (ShownNotice & { readonly from: N })[] {
  const names = new Map(accounts.everybody().map((person) => [person.user, person.name]))
  const named = (who: string): Named => ({ user: who, name: names.get(who) ?? who })
  const today = isoDay(now())
  return notices.flatMap((from) => {
    const open = reports.peek(from.report)
    const report = open?.report()
    if (open === null || report === undefined || !mayBeTold(report, user, from, today)) return []
    const { id, kind, at, due, thread, contribution, deputy, by } = from
    return [
      {
        from,
        id,
        kind,
        at,
        report: { id: report.id, title: report.title, organisation: report.organisation },
        ...placeNames(open, report, from),
        ...(due === undefined ? {} : { due }),
        ...(thread === undefined ? {} : { thread }),
        ...(contribution === undefined ? {} : { contribution }),
        ...(deputy === undefined
          ? {}
          : { deputy: { ...deputy, for: named(deputy.for), user: named(deputy.user) } }),
        ...(by === undefined ? {} : { by: named(by) }),
        place: placeOf(from),
      },
    ]
  })
}

function placeNames(
  open: OpenReport,
  report: Report,
  { section: sectionId, item }: Notice,
): Pick<ShownNotice, 'section' | 'item'> {
  const section = sectionId === undefined ? undefined : findSection(open.layout(report), sectionId)
  if (section === undefined) return {}
  const { id, number, title } = section
  return {
    section: { id, number, title },
    ...(item === undefined || item === id
      ? {}
      : { item: { id: item, title: itemTitle(report, section, item) } }),
  }
}

/** What the item is called: the plan's words, the heading of its text or table, the label of its row. */
function itemTitle(report: Report, section: SectionLayout, item: string): string {
  const plan = report.plan.items.find(({ id }) => id === item)?.fields.text
  const slot = section.slots.find(({ id }) => id === item)
  const blocks = section.slots.flatMap((known) => (known.kind === 'block' ? [known.block] : []))
  const row = blocks.flatMap((block) =>
    block.rows.filter(({ id }) => `${block.id}.${id}` === item).map(({ label }) => label),
  )[0]
  const title = slot?.kind === 'block' ? slot.block.title : slot?.heading
  return plan ?? title ?? blocks.find(({ id }) => id === item)?.title ?? row ?? section.title
}

/** Whether it has taken care of itself since: handed in, or no longer waiting for approval. */
export function isMoot(report: Report, { kind, item, section }: Notice): boolean {
  switch (kind) {
    case 'dueSoon':
    case 'overdue':
    case 'assigned':
      return item !== undefined && isHandedIn(itemRecordOf(report, item).state)
    case 'readyForApproval':
      return section !== undefined && sectionRecordOf(report, section).state !== 'klar'
    default:
      return false
  }
}
