import { useMemo } from 'react'
import { changedQuotes, type ChangedQuote } from '../../shared/people/changedQuotes.ts'
import { can } from '../../shared/people/can.ts'
import { sendBackTarget } from '../../shared/people/decideHandIn.ts'
import { isHandedIn, itemStateOf } from '../../shared/people/itemState.ts'
import { itemRecordOf } from '../../shared/section/itemRecord.ts'
import type { ItemRecord } from '../../shared/report/report.ts'
import { figuresOf } from '../../shared/section/content.ts'
import { itemPartsOf, itemsAround } from '../../shared/section/itemParts.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { isLocked, type ItemState } from '../../shared/section/workflow.ts'
import { usePermission, useReportPart, useSectionRecord } from '../report/useReport.ts'

/** One item as its place in the section shows it. */
export interface Item {
  readonly id: string
  readonly record: ItemRecord
  readonly state: ItemState
  readonly isMine: boolean
  readonly mayHandIn: boolean
  readonly maySendBack: boolean
  readonly isHandedIn: boolean
  readonly hasText: boolean
  /** Figures that my text quotes and that read otherwise now. */
  readonly changed: readonly ChangedQuote[]
}

export function useItem(section: SectionLayout, item: string): Item {
  const parts = useMemo(() => itemPartsOf(section, item), [section, item])
  const around = useMemo(() => itemsAround(section, item), [section, item])
  const record = useReportPart(({ report }) => itemRecordOf(report, item))
  const state = useReportPart(({ report }) => itemStateOf(report, section, item, parts))
  const me = useReportPart((open) => open.me.user)
  const mayHandIn = usePermission('handIn', section.id, around).allowed
  const { state: sectionState } = useSectionRecord(section.id)
  const hasText = useReportPart(({ report }) =>
    parts.slots.some((slot) => (report.texts[section.id]?.[slot]?.words ?? 0) > 0),
  )
  const mayReview = useReportPart(({ report, me: actor }) =>
    can(actor, 'sendBack', sendBackTarget(report, section, item)),
  )
  const changed = useReportPart(
    ({ report, layout }) =>
      mayHandIn && record.quoted.length > 0 ? changedQuotes(figuresOf(report, layout), record.quoted) : none,
    isSame,
  )
  return {
    id: item,
    record,
    state,
    isMine: record.people.includes(me),
    mayHandIn,
    maySendBack: mayReview && !isLocked(sectionState) && isHandedIn(state),
    isHandedIn: isHandedIn(state),
    hasText,
    changed,
  }
}

const none: readonly ChangedQuote[] = []
const isSame = (a: readonly ChangedQuote[], b: readonly ChangedQuote[]): boolean =>
  a.length === b.length &&
  a.every(({ before, after }, at) => before === b[at]?.before && after === b[at].after)
