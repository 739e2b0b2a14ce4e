import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import type { Grant } from '../../shared/people/role.ts'
import type { ReportEvent } from '../../shared/report/event.ts'
import type { Report } from '../../shared/report/report.ts'
import type { Words } from '../ui/words.ts'

/** How the things that events name by their ids are called; of things that are gone, the id. */
export interface LogNames {
  readonly words: Words
  readonly person: (user: string) => string
  readonly section: (id: string) => string
  readonly cell: (address: CellAddress) => string
  readonly value: (address: CellAddress, value: CellValue) => string
  readonly block: (id: string) => string
  readonly item: (id: string) => string
  readonly judged: (part: 'status' | 'trend', value: string) => string
  readonly finding: (id: string) => string
  /** "7 feb 2024" */
  readonly date: (isoDate: string) => string
}

/** One entry in words: a sentence without its subject, and line by line what was before and what came after. */
export interface Described {
  readonly sentence: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

const none: readonly string[] = []

/**
 * Tells an event.
 *
 * @param before  the report as it stood before it, for what the event itself does not say
 */
export function describeEvent(event: ReportEvent, before: Report | null, names: LogNames): Described {
  const { words } = names
  const told = (
    sentence: string,
    was: readonly string[] = none,
    is: readonly string[] = none,
  ): Described => ({
    sentence,
    before: was,
    after: is,
  })
  switch (event.type) {
    case 'reportCreated':
      return told(words('audit.reportCreated', { title: event.report.title }))
    case 'reportChanged': {
      const { was, is } = reportChange(event, before, names)
      return told(words('audit.reportChanged'), was, is)
    }
    case 'cellsSet': {
      const [first] = event.cells
      const many = event.cells.length > 1
      const line = (cell: (typeof event.cells)[number], value: CellValue): string =>
        many ? `${names.cell(cell)}: ${names.value(cell, value)}` : names.value(cell, value)
      return told(
        many || first === undefined
          ? words('audit.cellsSet', { count: event.cells.length })
          : words('audit.cellSet', { cell: names.cell(first) }),
        event.cells.map((cell) => line(cell, cell.before)),
        event.cells.map((cell) => line(cell, cell.after)),
      )
    }
    case 'statusProposed':
      return told(
        words('audit.statusProposed', { item: names.item(event.item) }),
        judgedLines(event.before, names),
        judgedLines(event, names),
      )
    case 'statusSettled':
      return told(
        event.meeting === undefined
          ? words('audit.statusSettled', { item: names.item(event.item) })
          : words('audit.statusSettledIn', { item: names.item(event.item), meeting: event.meeting }),
        judgedLines(event.before, names),
        judgedLines(event, names),
      )
    case 'statusUnsettled':
      return told(
        words('audit.statusUnsettled', { item: names.item(event.item) }),
        judgedLines(before?.statuses[event.item]?.settled, names),
      )
    case 'sectionMoved':
      return told(
        words(`audit.step.${event.event}`, { section: names.section(event.section) }),
        [words(`state.${event.from}`)],
        [words(`state.${event.to}`), ...(event.message === undefined ? [] : [quoted(event.message)])],
      )
    case 'sectionHidden':
      return told(
        words(event.hidden ? 'audit.sectionHidden' : 'audit.sectionShown', {
          section: names.section(event.section),
        }),
      )
    case 'sectionAdded':
      return told(words('audit.sectionAdded'), none, [event.section.title])
    case 'sectionRetitled':
      return told(
        words('audit.sectionRetitled', { section: names.section(event.section) }),
        list(before?.addedSections.find(({ id }) => id === event.section)?.title),
        [event.title],
      )
    case 'sectionRemoved':
      return told(
        words('audit.sectionRemoved'),
        list(before?.addedSections.find(({ id }) => id === event.section)?.title ?? event.section),
      )
    case 'epochsRaised':
      return told(words('audit.epochsRaised', { reason: event.reason }))
    case 'planItemAdded':
      return told(words('audit.planItemAdded') + decided(event.decision, names), none, [
        event.item.fields.text,
      ])
    case 'planItemChanged':
      return told(
        words('audit.planItemChanged', { item: names.item(event.item) }) + decided(event.decision, names),
        fieldLines(event.before, event.fields),
        fieldLines(event.fields, event.before),
      )
    case 'planItemMoved':
      return told(words('audit.planItemMoved', { item: names.item(event.item) }))
    case 'planItemRemoved':
      return told(
        words('audit.planItemRemoved') + decided(event.decision, names),
        list(before?.plan.items.find(({ id }) => id === event.item)?.fields.text ?? event.item),
      )
    case 'planReplaced':
      return told(
        words('audit.planReplaced'),
        list(before && words('audit.planItems', { count: before.plan.items.length })),
        [words('audit.planItems', { count: event.plan.items.length })],
      )
    case 'planLocked':
      return told(words('audit.planLocked') + decided(event.decision, names))
    case 'memberSet':
      return told(
        words('audit.memberSet', { name: names.person(event.user) }),
        grantLines(before?.members[event.user]?.grants, names),
        grantLines(event.grants, names),
      )
    case 'memberRemoved':
      return told(
        words('audit.memberRemoved', { name: names.person(event.user) }),
        grantLines(before?.members[event.user]?.grants, names),
      )
    case 'deputiesSet':
      return told(
        words('audit.deputiesSet'),
        deputyLines(before?.deputies, names),
        deputyLines(event.deputies, names),
      )
    case 'itemsSet':
      return itemsSet(event, before, names)
    case 'rowAdded':
      return told(words('audit.rowAdded', { table: names.block(event.block) }), none, [event.row.label])
    case 'rowRenamed':
      return told(
        words('audit.rowRenamed', { table: names.block(event.block) }),
        list(rowLabel(before, event)),
        [event.label],
      )
    case 'rowMoved':
      return told(
        words('audit.rowMoved', {
          table: names.block(event.block),
          row: rowLabel(before, event) ?? event.row,
        }),
      )
    case 'rowRemoved':
      return told(words('audit.rowRemoved', { table: names.block(event.block) }), [
        rowLabel(before, event) ?? event.row,
      ])
    case 'blockFinal':
      return told(
        words(event.final ? 'audit.blockFinal' : 'audit.blockPreliminary', {
          table: names.block(event.block),
        }),
      )
    case 'findingsExplained':
      return told(
        words(event.reason === null ? 'audit.explanationRemoved' : 'audit.findingsExplained', {
          findings: event.findings.map(names.finding).join('; '),
        }),
        event.findings.flatMap((id) => list(before?.explanations[id]?.reason)),
        list(event.reason),
      )
    case 'textChanged':
      return told(
        words('audit.textChanged', {
          section: names.section(event.section),
          names: [...new Set(event.slots.map(({ by }) => names.person(by)))].join(', '),
        }),
        event.slots.map(({ slot }) =>
          wordsLine(slot, before?.texts[event.section]?.[slot]?.words ?? 0, names),
        ),
        event.slots.map(({ slot, words: count }) => wordsLine(slot, count, names)),
      )
    case 'imageAdded':
      return told(words('audit.imageAdded', { section: names.section(event.section) }))
    case 'itemMoved':
      return told(
        words(`audit.item.${event.event}`, { item: names.item(event.item) }),
        list(before && words(`itemState.${before.items[event.item]?.state ?? 'ej_paborjad'}`)),
        [
          words(`itemState.${event.state}`),
          ...(event.writtenBy === undefined
            ? []
            : [words('audit.writtenBy', { names: event.writtenBy.map(names.person).join(', ') })]),
          ...(event.comment === undefined ? [] : [quoted(event.comment)]),
        ],
      )
    case 'quotesConfirmed':
      return told(words('audit.quotesConfirmed', { item: names.item(event.item) }))
    case 'threadOpened':
      return told(
        words(
          event.thread.kind === 'lockedTextFault'
            ? 'audit.faultReported'
            : event.thread.replacement === undefined
              ? 'audit.threadOpened'
              : 'audit.suggestionMade',
          { section: names.section(event.thread.section) },
        ),
        'quote' in event.thread.at ? [quoted(event.thread.at.quote)] : none,
        [
          ...(event.thread.replacement === undefined ? [] : [quoted(event.thread.replacement)]),
          event.thread.remark.text,
        ],
      )
    case 'threadReplied':
      return told(
        words('audit.threadReplied', { section: threadSection(before, event.thread, names) }),
        none,
        [event.remark.text],
      )
    case 'threadChanged':
      return told(
        words(
          event.resolved === undefined
            ? 'audit.threadAssigned'
            : event.resolved
              ? 'audit.threadResolved'
              : 'audit.threadReopened',
          { section: threadSection(before, event.thread, names) },
        ),
        event.assignee === undefined ? none : list(personOf(before?.threads[event.thread]?.assignee, names)),
        event.assignee === undefined ? none : list(personOf(event.assignee, names)),
      )
    case 'suggestionDecided':
      return told(
        words(
          event.accepted === null
            ? 'audit.suggestionUndone'
            : event.accepted
              ? 'audit.suggestionAccepted'
              : 'audit.suggestionRejected',
          { section: threadSection(before, event.thread, names) },
        ),
        quoteOf(before, event.thread),
        event.accepted === true
          ? list(before?.threads[event.thread]?.suggestion?.replacement)
          : list(event.reason),
      )
    case 'contributionStarted':
      return told(
        words(event.contribution.isAsked ? 'audit.contributionAsked' : 'audit.contributionStarted', {
          item: names.item(event.contribution.item),
          names: event.contribution.writers.map(names.person).join(', '),
        }),
      )
    case 'contributionChanged':
      return told(
        words('audit.contributionChanged', {
          item: contributionItem(before, event.contribution, names),
        }),
        event.writers === undefined
          ? none
          : list(before?.contributions[event.contribution]?.writers.map(names.person).join(', ')),
        event.writers === undefined ? none : [event.writers.map(names.person).join(', ')],
      )
    case 'contributionMoved':
      return told(
        words(`audit.contribution.${event.state}`, {
          item: contributionItem(before, event.contribution, names),
        }),
        none,
        list(event.comment),
      )
    case 'versionKept':
      return told(words(`audit.version.${event.version.reason}`, { section: names.section(event.section) }))
    case 'sectionSeen':
      return told(words('audit.sectionSeen', { section: names.section(event.section) }))
    default:
      return event satisfies never
  }
}

const list = (value: string | null | undefined): readonly string[] =>
  value === undefined || value === null || value === '' ? none : [value]

const quoted = (text: string): string => `”${text}”`

const personOf = (user: string | null | undefined, names: LogNames): string | undefined =>
  user === undefined || user === null ? undefined : names.person(user)

function judgedLines(
  judged: { readonly status?: string | undefined; readonly trend?: string | undefined } | undefined,
  names: LogNames,
): string[] {
  return (['status', 'trend'] as const).flatMap((part) => {
    const value = judged?.[part]
    return value === undefined ? [] : [names.judged(part, value)]
  })
}

type Decision = Extract<ReportEvent, { type: 'planLocked' }>['decision']

const decided = (decision: Decision, names: LogNames): string =>
  decision === undefined ? '' : ` (${decision.body}, ${names.date(decision.date)}, ${decision.reference})`

type PlanFields = Extract<ReportEvent, { type: 'planItemChanged' }>['fields']

/** The fields of `fields` that are others in `other`. */
const fieldLines = (fields: PlanFields, other: PlanFields): string[] =>
  Object.entries(fields).flatMap(([name, value]) =>
    JSON.stringify(value) === JSON.stringify(Object.entries(other).find(([key]) => key === name)?.[1])
      ? []
      : [typeof value === 'string' ? value : JSON.stringify(value)],
  )

const grantLines = (grants: readonly Grant[] | undefined, { words, section, item }: LogNames): string[] =>
  (grants ?? []).map(({ role, sections = [], items = [] }) =>
    [words(`role.${role}`), ...sections.map(section), ...items.map(item)].join(', '),
  )

const deputyLines = (deputies: Report['deputies'] | undefined, { words, person, date }: LogNames): string[] =>
  (deputies ?? []).map(({ user, for: forUser, from, to, reason }) =>
    words('audit.deputy', {
      name: person(user),
      forName: person(forUser),
      from: date(from),
      to: date(to),
      reason,
    }),
  )

function itemsSet(
  { items }: Extract<ReportEvent, { type: 'itemsSet' }>,
  before: Report | null,
  names: LogNames,
): Described {
  const { words } = names
  const [first] = items
  const many = items.length > 1
  const line = (
    id: string,
    set: (typeof items)[number],
    { people, unit, due }: { people?: readonly string[]; unit?: string | null; due?: string | null },
  ): string => {
    const parts = [
      ...(set.people === undefined ? [] : [people?.map(names.person).join(', ') || words('audit.nobody')]),
      ...(set.unit === undefined ? [] : [unit ?? words('audit.noUnit')]),
      ...(set.due === undefined ? [] : [due == null ? words('audit.noDate') : names.date(due)]),
    ].join(', ')
    return many ? `${names.item(id)}: ${parts}` : parts
  }
  return {
    sentence:
      many || first === undefined
        ? words('audit.itemsSet', { count: items.length })
        : words('audit.itemSet', { item: names.item(first.id) }),
    before:
      before === null
        ? none
        : items.map((set) => {
            const { people, unit, due } = before.items[set.id] ?? {}
            return line(set.id, set, {
              ...(people === undefined ? {} : { people }),
              unit: unit ?? null,
              due: due ?? null,
            })
          }),
    after: items.map((set) =>
      line(set.id, set, {
        ...(set.people === undefined ? {} : { people: set.people }),
        unit: set.unit ?? null,
        due: set.due ?? null,
      }),
    ),
  }
}

function reportChange(
  event: Extract<ReportEvent, { type: 'reportChanged' }>,
  before: Report | null,
  { words, date }: LogNames,
): { was: string[]; is: string[] } {
  const lines = (source: Partial<Pick<Report, 'title' | 'deadlines' | 'readersFrom' | 'asOf'>>): string[] => [
    ...(event.title === undefined || source.title === undefined ? [] : [source.title]),
    ...(event.deadlines === undefined || source.deadlines === undefined
      ? []
      : source.deadlines.map((deadline) => `${deadline.label} ${date(deadline.date)}`)),
    ...(event.readersFrom === undefined || source.readersFrom === undefined
      ? []
      : [words('audit.readersFrom', { state: words(`state.${source.readersFrom}`) })]),
    ...(event.asOf === undefined || source.asOf === undefined ? [] : [date(source.asOf)]),
  ]
  const { title, deadlines, readersFrom, asOf } = event
  return {
    was: before === null ? [] : lines(before),
    is: lines({
      ...(title === undefined ? {} : { title }),
      ...(deadlines === undefined ? {} : { deadlines }),
      ...(readersFrom === undefined ? {} : { readersFrom }),
      ...(asOf === undefined ? {} : { asOf }),
    }),
  }
}

const rowLabel = (
  before: Report | null,
  { block, row }: { readonly block: string; readonly row: string },
): string | undefined => before?.rows[block]?.find(({ id }) => id === row)?.label

const wordsLine = (slot: string, count: number, { words, item }: LogNames): string =>
  words('audit.words', { slot: item(slot), count })

const threadSection = (before: Report | null, thread: string, names: LogNames): string => {
  const section = before?.threads[thread]?.section
  return section === undefined ? '' : names.section(section)
}

const quoteOf = (before: Report | null, thread: string): readonly string[] => {
  const at = before?.threads[thread]?.at
  return at !== undefined && 'quote' in at ? [quoted(at.quote)] : none
}

const contributionItem = (before: Report | null, contribution: string, names: LogNames): string => {
  const item = before?.contributions[contribution]?.item
  return item === undefined ? contribution : names.item(item)
}
