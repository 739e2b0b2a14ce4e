import type { CellAddress } from '../figure/cellAddress.ts'
import { ok, refuse, type Result } from '../problem.ts'
import { itemRecordOf } from '../section/itemRecord.ts'
import { sectionRecordOf } from '../section/sectionRecord.ts'
import type { ReportEvent } from '../report/event.ts'
import type { Report } from '../report/report.ts'
import { refusalOf, sectionTarget } from '../report/target.ts'
import { figuresOf } from '../section/content.ts'
import { itemIdsIn } from '../section/itemIds.ts'
import { itemsAround } from '../section/itemParts.ts'
import type { ReportLayout, SectionLayout } from '../section/layout.ts'
import { isLocked, itemSteps, type ItemEvent, type ItemState } from '../section/workflow.ts'
import type { Actor, Target } from './can.ts'
import { quotedNow } from './changedQuotes.ts'
import { namedWriters } from './itemState.ts'

/** @param quotes  figures that the item's texts quote now */
interface HandIn {
  readonly nothingToReport?: boolean | undefined
  readonly quotes?: readonly CellAddress[]
}

/**
 * Lämna in, or Inget att rapportera: what is written is kept then, but not printed.
 *
 * @returns `not-found`, `section-hidden`, `not-permitted`, `section-locked` or `item-state` (with the state)
 */
export function decideHandIn(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  item: string,
  { nothingToReport = false, quotes = [] }: HandIn,
): Result<ReportEvent[]> {
  const found = ownItem(report, layout, actor, item)
  if (!found.ok) return found
  const event: ItemEvent = nothingToReport ? 'nothingToReport' : 'handIn'
  const state = nextState(report, item, event)
  if (!state.ok) return state
  const writers = nothingToReport ? [] : namedWriters(report, found.value, item)
  return ok([
    {
      type: 'itemMoved',
      item,
      event,
      state: state.value,
      // Whoever has written in it themselves hands in their own.
      ...(writers.length === 0 || writers.includes(actor.user) ? {} : { writtenBy: writers }),
      quoted: nothingToReport ? [] : quotedNow(figuresOf(report, layout), quotes),
    },
  ])
}

/** Ta tillbaka: by anybody who might hand it in. Returns the problems of `decideHandIn`. */
export function decideTakenBack(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  item: string,
): Result<ReportEvent[]> {
  const found = ownItem(report, layout, actor, item)
  if (!found.ok) return found
  const state = nextState(report, item, 'takeBack')
  return state.ok ? ok([{ type: 'itemMoved', item, event: 'takeBack', state: state.value }]) : state
}

/**
 * Skicka tillbaka one item, whatever its section's state until the lock; a locked section is sent back as a whole.
 *
 * @returns the problems of `decideHandIn`, or `reason-required`
 */
export function decideItemSentBack(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  item: string,
  comment: string,
): Result<ReportEvent[]> {
  const section = visibleSection(layout, item)
  if (!section.ok) return section
  const { id } = section.value
  const problem = refusalOf(actor, 'sendBack', sendBackTarget(report, section.value, item))
  if (problem !== null) return { ok: false, problem: { ...problem, culprit: item } }
  const { state: sectionState } = sectionRecordOf(report, id)
  if (isLocked(sectionState)) return refuse('section-locked', id, { state: sectionState })
  const state = nextState(report, item, 'sendBack')
  if (!state.ok) return state
  const words = comment.trim()
  if (words === '') return refuse('reason-required', item)
  return ok([{ type: 'itemMoved', item, event: 'sendBack', state: state.value, comment: words }])
}

/** Of sending one item back. Without the section: its own way back depends on its state, an item's does not. */
export const sendBackTarget = (
  report: Pick<Report, 'state'>,
  section: SectionLayout,
  item: string,
): Target => ({ report: report.state, items: itemsAround(section, item) })

/** Stämmer ändå: the writer has looked at the figures that changed. Returns `nothing-to-change` where none is quoted. */
export function decideQuotesConfirmed(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  item: string,
  quotes: readonly CellAddress[],
): Result<ReportEvent[]> {
  const found = ownItem(report, layout, actor, item)
  if (!found.ok) return found
  const quoted = quotedNow(figuresOf(report, layout), quotes)
  return quoted.length === 0 && itemRecordOf(report, item).quoted.length === 0
    ? refuse('nothing-to-change', item)
    : ok([{ type: 'quotesConfirmed', item, quoted }])
}

function ownItem(report: Report, layout: ReportLayout, actor: Actor, item: string): Result<SectionLayout> {
  const section = visibleSection(layout, item)
  if (!section.ok) return section
  const problem = refusalOf(
    actor,
    'handIn',
    sectionTarget(report, section.value.id, itemsAround(section.value, item)),
  )
  return problem === null ? section : { ok: false, problem }
}

function visibleSection(layout: ReportLayout, item: string): Result<SectionLayout> {
  const section = layout.chapters
    .flatMap(({ sections }) => sections)
    .find((candidate) => itemIdsIn(candidate).includes(item))
  if (section === undefined) return refuse('not-found', item)
  return section.hidden ? refuse('section-hidden', section.id) : ok(section)
}

function nextState(report: Report, item: string, event: ItemEvent): Result<ItemState> {
  const { state } = itemRecordOf(report, item)
  const next = itemSteps[state][event]
  return next === undefined ? refuse('item-state', item, { state }) : ok(next)
}
