import type { Finding } from '../../shared/check/finding.ts'
import { findingText } from '../../shared/check/findingText.ts'
import { changedQuotes } from '../../shared/people/changedQuotes.ts'
import { can, permission, type Actor } from '../../shared/people/can.ts'
import { isHandedIn, isItemDone, itemStateOf } from '../../shared/people/itemState.ts'
import type {
  ApproveTask,
  ContributionTask,
  FiguresTask,
  FindingsTask,
  ItemTask,
  MyTask,
  ReviewTask,
  ThreadTask,
} from '../../shared/people/myTask.ts'
import { itemRecordOf } from '../../shared/section/itemRecord.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { judgedItem } from '../../shared/report/decideStatus.ts'
import type { Report } from '../../shared/report/report.ts'
import { sectionTarget } from '../../shared/report/target.ts'
import type { Thread } from '../../shared/review/thread.ts'
import { figuresOf } from '../../shared/section/content.ts'
import { itemsOfRow, itemsOfSlot, rowItem } from '../../shared/section/item.ts'
import { itemIdsIn } from '../../shared/section/itemIds.ts'
import { itemPartsOf, itemsAround } from '../../shared/section/itemParts.ts'
import {
  blocksOf,
  proseSlotsOf,
  sectionsOf,
  type ReportLayout,
  type SectionLayout,
} from '../../shared/section/layout.ts'
import { isLocked, type ItemState } from '../../shared/section/workflow.ts'
import { findingTarget } from '../figures/findings.ts'
import { lastYearOf, type Earlier } from './lastYear.ts'

/** A report as one person meets it now. */
export interface MyReport {
  readonly report: Report
  readonly layout: ReportLayout
  readonly actor: Actor
  /** ISO date. */
  readonly today: string
  readonly earlier: Earlier | null
  readonly nameOf: (user: string) => string
  /** Of the whole report; asked for only where something can be to explain. */
  readonly findings: () => readonly Finding[]
}

/** Everything one person is asked for in a report, from its records alone. */
export function tasksIn(mine: MyReport): MyTask[] {
  const sections = sectionsOf(mine.layout)
  const places = new Map(sections.flatMap((section) => itemIdsIn(section).map((item) => [item, section])))
  return [
    ...approvals(mine, sections),
    ...reviews(mine, sections),
    ...items(mine, places),
    ...contributions(mine, places),
    ...changedFigures(mine, places),
    ...threads(mine, sections),
    ...findings(mine, sections),
  ]
}

type Places = ReadonlyMap<string, SectionLayout>

const act = ({ nameOf }: MyReport, { by, at }: { by: string; at: string }) => ({ by, byName: nameOf(by), at })

const reportOf = ({ report: { id, title, year, period } }: MyReport) => ({ id, title, year, period })

const sectionIn = ({ report }: MyReport, { id, number, title }: SectionLayout) => ({
  id,
  number,
  title,
  state: sectionRecordOf(report, id).state,
})

/** Of what has no date of its own: that of what it is about while it lies ahead, else the report's next. */
function dueOf({ report, today }: MyReport, items: readonly string[] = []): { due?: string } {
  const own = items.flatMap((item) => itemRecordOf(report, item).due ?? []).find((date) => date >= today)
  const due =
    own ??
    report.deadlines
      .map(({ date }) => date)
      .toSorted()
      .find((date) => date >= today)
  return due === undefined ? {} : { due }
}

function items(mine: MyReport, places: Places): ItemTask[] {
  const { report, actor, earlier } = mine
  return Object.entries(report.items).flatMap(([item, { people, unit, due, handedIn, sentBack }]) => {
    const section = places.get(item)
    if (section === undefined || !people.includes(actor.user)) return []
    const inSection = sectionRecordOf(report, section.id)
    const around = itemsAround(section, item)
    const isDone = isItemDone(report, section, item)
    // A section that came back says so at its own item too, though nobody handed that one in.
    const back =
      sentBack ?? (item === section.id && inSection.state === 'arbete' ? inSection.sentBack : undefined)
    const lastYear = earlier === null ? undefined : lastYearOf(earlier, report, item)
    const judgement = judgementState(report, section, item)
    return [
      {
        task: 'item',
        report: reportOf(mine),
        section: sectionIn(mine, section),
        item,
        ...itemName(report, section, item),
        state: back !== undefined && !isDone ? 'tillbaka' : itemStateOf(report, section, item),
        isDone,
        mayHandIn: can(actor, 'handIn', sectionTarget(report, section.id, around)),
        hasText: itemPartsOf(section, item).slots.some(
          (slot) => (report.texts[section.id]?.[slot]?.words ?? 0) > 0,
        ),
        ...(due === undefined ? {} : { due }),
        ...(unit === undefined ? {} : { unit }),
        ...(judgement === undefined ? {} : { judgement }),
        ...(back === undefined || isDone ? {} : { sentBack: { ...act(mine, back), comment: back.comment } }),
        ...(handedIn === undefined
          ? {}
          : { handedIn: { ...act(mine, handedIn), writtenBy: handedIn.writtenBy.map(mine.nameOf) } }),
        ...(lastYear === undefined ? {} : { lastYear }),
      },
    ]
  })
}

/** What an item is called outside its section, and what it is. */
function itemName(report: Report, section: SectionLayout, item: string): { kind: string; title: string } {
  if (item === section.id) return { kind: 'section', title: section.title }
  const planned = report.plan.items.find(({ id }) => id === item)
  if (planned !== undefined) return { kind: planned.kind, title: planned.fields.text }
  const slot = proseSlotsOf(section).find(({ id }) => id === item)
  if (slot !== undefined) {
    const block = blocksOf(section).find(({ id }) => id === slot.in?.block)
    return { kind: 'text', title: block?.title ?? slot.heading ?? section.title }
  }
  for (const block of blocksOf(section)) {
    if (block.id === item) return { kind: 'table', title: block.title }
    const row = block.rows.find((candidate) => rowItem(block, candidate) === item)
    if (row !== undefined) return { kind: 'row', title: `${block.title}: ${row.label}` }
  }
  return { kind: 'other', title: section.title }
}

function judgementState(report: Report, section: SectionLayout, item: string): ItemTask['judgement'] {
  const isJudged = itemPartsOf(section, item).rows.some(
    ({ block, row }) =>
      judgedItem(block, row) === item &&
      block.columns.some(({ id, type }) => type === 'status' && row.without?.includes(id) !== true),
  )
  if (!isJudged) return undefined
  const status = report.statuses[item]
  if (status?.settled?.status !== undefined) return 'settled'
  return status?.proposed?.status === undefined ? 'missing' : 'proposed'
}

function contributions(mine: MyReport, places: Places): ContributionTask[] {
  const { report, actor } = mine
  return Object.values(report.contributions).flatMap((contribution) => {
    const { id, item, state, unit, due, writers, asked, sentBack } = contribution
    const section = places.get(item)
    const open = openStates.find((candidate) => candidate === state)
    if (section === undefined || open === undefined || !writers.includes(actor.user)) return []
    if (isLocked(sectionRecordOf(report, section.id).state)) return []
    return [
      {
        task: 'contribution',
        report: reportOf(mine),
        section: sectionIn(mine, section),
        contribution: id,
        item,
        title: itemName(report, section, item).title,
        state: open,
        ...(unit === undefined ? {} : { unit }),
        ...(due === undefined ? dueOf(mine, [item, section.id]) : { due }),
        ...(asked === undefined
          ? {}
          : { asked: { ...act(mine, asked), ...(asked.words === undefined ? {} : { words: asked.words }) } }),
        ...(sentBack === undefined
          ? {}
          : { sentBack: { ...act(mine, sentBack), comment: sentBack.comment } }),
      },
    ]
  })
}

const openStates = ['ej_paborjad', 'paborjad', 'tillbaka'] as const satisfies readonly ItemState[]

/** In what I handed in or answer for. A locked text keeps its figures, so nothing is asked there. */
function changedFigures(mine: MyReport, places: Places): FiguresTask[] {
  const { report, layout, actor } = mine
  const stoodFor = Object.entries(report.items).filter(
    ([, { people, handedIn, quoted, state }]) =>
      quoted.length > 0 && isHandedIn(state) && (handedIn?.by === actor.user || people.includes(actor.user)),
  )
  if (stoodFor.length === 0) return []
  const reader = figuresOf(report, layout)
  return stoodFor.flatMap(([item, { quoted }]) => {
    const section = places.get(item)
    if (section === undefined || isLocked(sectionRecordOf(report, section.id).state)) return []
    const around = itemsAround(section, item)
    if (!can(actor, 'handIn', sectionTarget(report, section.id, around))) return []
    const figures = changedQuotes(reader, quoted)
    const [first] = figures
    if (first === undefined) return []
    const cell = report.cells[first.block]?.[first.row]?.[first.column]
    return [
      {
        task: 'figures',
        report: reportOf(mine),
        section: sectionIn(mine, section),
        item,
        title: itemName(report, section, item).title,
        figures,
        ...(cell === undefined ? {} : { changed: act(mine, cell) }),
        ...dueOf(mine, around),
      },
    ]
  })
}

/** Open remarks that wait for my word: assigned to me, naming me, or about what I answer for while nobody else is named. */
function threads(mine: MyReport, sections: readonly SectionLayout[]): ThreadTask[] {
  const { report, actor } = mine
  return Object.values(report.threads).flatMap((thread) => {
    const { id, at, remarks, resolved, suggestion } = thread
    const section = sections.find((candidate) => candidate.id === thread.section)
    const last = remarks.at(-1)
    if (section === undefined || last === undefined || resolved !== undefined) return []
    if (last.by === actor.user || !can(actor, 'readDraft', sectionTarget(report, section.id))) return []
    const around = threadItems(section, at)
    if (!isForMe(report, actor, thread, around)) return []
    return [
      {
        task: 'thread',
        report: reportOf(mine),
        section: sectionIn(mine, section),
        thread: id,
        said: { ...act(mine, last), text: last.text },
        ...('slot' in at ? { quote: at.quote } : {}),
        isSuggestion: suggestion !== undefined,
        ...dueOf(mine, around),
      },
    ]
  })
}

function isForMe(
  report: Report,
  { user }: Actor,
  { assignee, remarks, kind }: Thread,
  around: readonly string[],
): boolean {
  const named = remarks.flatMap(({ mentions }) => mentions)
  if (assignee === user || named.includes(user)) return true
  if (assignee !== undefined || named.length > 0 || kind === 'lockedTextFault') return false
  const responsible = around.map((item) => itemRecordOf(report, item).people).find(({ length }) => length > 0)
  return responsible?.includes(user) === true
}

function threadItems(section: SectionLayout, at: Thread['at']): string[] {
  if ('slot' in at) {
    const slot = proseSlotsOf(section).find(({ id }) => id === at.slot)
    return slot === undefined ? [section.id] : itemsOfSlot(section, slot)
  }
  const block = blocksOf(section).find(({ id }) => id === at.block)
  return block === undefined ? [section.id] : itemsOfRow(section, block, at.row)
}

/**
 * What does not add up where I answer, one row a section. What is only missing is asked by the item itself, until it is
 * said to be done.
 */
function findings(mine: MyReport, sections: readonly SectionLayout[]): FindingsTask[] {
  const { report, layout, actor } = mine
  if (actor.responsibleFor.size === 0) return []
  const toExplain = mine
    .findings()
    .filter(({ id, severity }) => severity === 'warning' && report.explanations[id] === undefined)
    .filter((finding) => {
      const target = findingTarget(report, layout, finding)
      const around = target.items ?? []
      const nearest = around.find((item) => itemRecordOf(report, item).people.length > 0)
      if (nearest === undefined || !actor.responsibleFor.has(nearest)) return false
      const section = sections.find(({ id }) => id === finding.section)
      if (section === undefined || isLocked(sectionRecordOf(report, section.id).state)) return false
      const isAsked = finding.kind !== 'missing' || isItemDone(report, section, nearest)
      return isAsked && can(actor, 'explain', target)
    })
  return sections.flatMap((section) => {
    const here = toExplain.filter((finding) => finding.section === section.id)
    const [first] = here
    if (first === undefined) return []
    return [
      {
        task: 'findings',
        report: reportOf(mine),
        section: sectionIn(mine, section),
        count: here.length,
        text: findingText(first, 'sv').sentence,
        textEn: findingText(first, 'en').sentence,
        ...dueOf(mine, [section.id]),
      },
    ]
  })
}

/** Sections handed to review that a granskare has not read since. */
function reviews(mine: MyReport, sections: readonly SectionLayout[]): ReviewTask[] {
  const { report, actor } = mine
  return sections.flatMap((section) => {
    const { state, submitted } = sectionRecordOf(report, section.id)
    const seen = report.seen[actor.user]?.[section.id]
    if (state !== 'granskning' || submitted === undefined || !reviewsIn(actor, section)) return []
    if (submitted.by === actor.user || (seen !== undefined && seen.at >= submitted.at)) return []
    const { message } = submitted
    return [
      {
        task: 'review',
        report: reportOf(mine),
        section: sectionIn(mine, section),
        submitted: { ...act(mine, submitted), ...(message === undefined ? {} : { message }) },
      },
    ]
  })
}

const reviewsIn = ({ grants }: Actor, { id }: SectionLayout): boolean =>
  grants.some(
    ({ role, sections, items: limited }) =>
      role === 'granskare' && (sections?.includes(id) ?? limited === undefined),
  )

/** What I may approve now; where only I have written somebody else has to. */
function approvals(mine: MyReport, sections: readonly SectionLayout[]): ApproveTask[] {
  const { report, actor } = mine
  const ready = sections.filter(
    ({ id }) => permission(actor, 'approve', sectionTarget(report, id, [id])).allowed,
  )
  return ready.length === 0
    ? []
    : [
        {
          task: 'approve',
          report: reportOf(mine),
          sections: ready.map(({ id, number, title }) => ({ id, number, title })),
        },
      ]
}
