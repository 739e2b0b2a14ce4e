import { describe, expect, test } from 'vitest'
import { createIntl } from 'react-intl'
import type { LogNames } from '../../../client/audit/describeEvent.ts'
import { describeEvent } from '../../../client/audit/describeEvent.ts'
import { filterLog, filterOf } from '../../../client/audit/filterLog.ts'
import { logCsv } from '../../../client/audit/logCsv.ts'
import { kindOf, logKinds, replayLog } from '../../../client/audit/logEntry.ts'
import { eventPlaces } from '../../../client/audit/sectionsOfEvent.ts'
import { verifyLog } from '../../../client/audit/verifyLog.ts'
import { en } from '../../../client/en.ts'
import { sv } from '../../../client/sv.ts'
import { svLater } from '../../../client/svLater.ts'
import { wordsOf } from '../../../client/ui/words.ts'
import { nextEntry, verifyChain, type Entry } from '../../../server/store/entryChain.ts'
import { chainStart, type ChainedEntry } from '../../../shared/audit/chain.ts'
import { reportEvent, type ReportEvent } from '../../../shared/report/event.ts'
import { newReport } from '../../../shared/report/newReport.ts'
import { layoutReport } from '../../../shared/section/layoutReport.ts'
import { boardTemplate } from '../template/demoReport.ts'

const template = boardTemplate()
const report = newReport(
  template,
  { id: 'r1', organisation: 'Servicenämnden', year: 2023, plan: { items: [] }, rows: {} },
  { by: 'anna', at: '2024-01-15T08:00:00.000Z', samordnare: 'anna' },
)
const layout = layoutReport(template, report)
const places = eventPlaces(layout)

type Did = readonly [at: string, user: string, event: ReportEvent, forUser?: string]

function logOf(...did: readonly Did[]): Entry<ReportEvent>[] {
  const entries: Entry<ReportEvent>[] = []
  for (const [at, user, event, forUser] of did) {
    const end = entries.at(-1) ?? { seq: 0, hash: chainStart }
    entries.push(nextEntry(end, at, forUser === undefined ? { user } : { user, forUser }, event))
  }
  return entries
}

const created: Did = ['2024-01-15T08:00:00.000Z', 'anna', { type: 'reportCreated', report }]
const moved = (event: 'submit' | 'approve'): ReportEvent => ({
  type: 'sectionMoved',
  section: 'syfte',
  event,
  from: event === 'submit' ? 'arbete' : 'klar',
  to: event === 'submit' ? 'granskning' : 'godkand',
})
const named = (user: string, role: 'granskare' | 'skribent'): ReportEvent => ({
  type: 'memberSet',
  user,
  grants: [{ role }],
})
const seen: ReportEvent = { type: 'sectionSeen', section: 'syfte', digest: 'a'.repeat(64) }

const log = logOf(
  created,
  ['2024-01-16T22:59:59.000Z', 'anna', named('ek', 'skribent')],
  ['2024-01-16T23:00:01.000Z', 'anna', named('ek', 'granskare')],
  ['2024-01-18T09:00:00.000Z', 'per', moved('submit')],
  ['2024-01-19T09:00:00.000Z', 'ek', seen],
  ['2024-01-20T09:00:00.000Z', 'ek', moved('approve'), 'gunilla'],
)

const namesIn = (messages: Record<string, string>, locale: string): LogNames => ({
  words: wordsOf(createIntl({ locale, messages })),
  person: (user) => user,
  section: (id) => id,
  cell: ({ row, column }) => `${row} ${column}`,
  value: (_, value) => (value.kind === 'number' ? value.value : value.kind),
  block: (id) => id,
  item: (id) => id,
  judged: (_, value) => value,
  finding: (id) => id,
  date: (isoDate) => isoDate,
})
const names = namesIn({ ...sv, ...svLater }, 'sv')
const replayed = replayLog(log)
const told = (entry: (typeof replayed)[number]) =>
  entry.event === null
    ? { sentence: '', before: [], after: [] }
    : describeEvent(entry.event, entry.before, names)
const shown = (search: Parameters<typeof filterOf>[0]): number[] =>
  filterLog(replayed, filterOf(search), places, told).map(({ stored }) => stored.seq)

describe('the chain, verified in the page', () => {
  test('[AC7] holds for what the server has written', async () => {
    expect(await verifyLog(log)).toBeNull()
    expect(await verifyLog([])).toBeNull()
  })

  const changed = (at: number, change: Partial<ChainedEntry>): ChainedEntry[] =>
    log.map((entry, index) => (index === at ? { ...entry, ...change } : entry))

  test('[AC7] names the first entry that does not hold, as the server would', async () => {
    const faults: readonly (readonly ChainedEntry[])[] = [
      changed(3, { event: moved('approve') }),
      changed(2, { actor: { user: 'per' } }),
      changed(4, { at: '2024-01-19T09:00:01.000Z' }),
      changed(1, { prevHash: 'f'.repeat(64) }),
      log.toSpliced(2, 1),
    ]
    for (const entries of faults) {
      const found = await verifyLog(entries)
      expect(found).not.toBeNull()
      expect(found).toEqual(verifyChain(entries.map((entry) => ({ ...entry, actor: { ...entry.actor } }))))
    }
  })

  test('[AC7] an erased entry leaves the chain whole', async () => {
    expect(await verifyLog(changed(3, { event: null }))).toBeNull()
    expect(replayLog(changed(3, { event: null }))[3]).toMatchObject({ event: null, kind: null })
  })
})

describe('an entry in words', () => {
  test('[AC8] what an event does not say of before is read from the report as it stood', () => {
    const [, first, second] = replayed.map(told)
    expect(first).toEqual({ sentence: 'Gav roller till ek', before: [], after: ['Skribent'] })
    expect(second).toEqual({ sentence: 'Gav roller till ek', before: ['Skribent'], after: ['Granskare'] })
  })

  test('[AC8] every type of event has a kind, and a sentence in both languages', () => {
    const types = reportEvent.options.map((option) => option.shape.type.value)
    expect(Object.keys(kindOf).toSorted()).toEqual(types.toSorted())
    for (const kind of Object.values(kindOf)) expect(logKinds).toContain(kind)
    const swedish = told(replayed[5] ?? fail())
    expect(swedish.sentence).toBe('Godkände syfte')
    const { event, before } = replayed[5] ?? fail()
    expect(event && describeEvent(event, before, namesIn(en, 'en')).sentence).toBe('Approved syfte')
  })

  test('[AC8] several figures at once are told one by one', () => {
    const cell = { block: 'b', column: 'actual', reported: false, provenance: { kind: 'typed' as const } }
    const before = { kind: 'empty' as const }
    const cells = ['intakt', 'kostnad'].map((row, at) => ({
      ...cell,
      row,
      before,
      after: { kind: 'number' as const, value: String(at) },
    }))
    expect(describeEvent({ type: 'cellsSet', cells }, null, names)).toEqual({
      sentence: 'Ändrade 2 siffror',
      before: ['intakt actual: empty', 'kostnad actual: empty'],
      after: ['intakt actual: 0', 'kostnad actual: 1'],
    })
  })
})

describe('the selection', () => {
  test('[AC9] shows the latest first, and who has read what only to who asks', () => {
    expect(shown({})).toEqual([6, 4, 3, 2, 1])
    expect(shown({ lasning: '1' })).toEqual([6, 5, 4, 3, 2, 1])
    expect(shown({ slag: 'reading' })).toEqual([5])
  })

  test('[AC9] goes by person, also by whom a deputy stood in for; by kind, section and words', () => {
    expect(shown({ person: 'gunilla' })).toEqual([6])
    expect(shown({ person: 'ek' })).toEqual([6])
    expect(shown({ slag: 'people' })).toEqual([3, 2])
    expect(shown({ avsnitt: 'syfte' })).toEqual([6, 4])
    expect(shown({ sok: 'GRANSKARE' })).toEqual([3])
  })

  test('[AC9] a period is of whole Swedish days, both included', () => {
    expect(shown({ fran: '2024-01-16', till: '2024-01-16' })).toEqual([2])
    expect(shown({ fran: '2024-01-17', till: '2024-01-18' })).toEqual([4, 3])
  })
})

describe('the file', () => {
  const heads = ['Nr', 'När', 'Vem', 'Vad', 'Före', 'Efter', 'Kontrollsumma'] as const
  const line = {
    seq: 1,
    at: '2024-01-18 10.00',
    who: 'Per',
    what: 'Skrev',
    before: '',
    after: '',
    hash: 'ab',
  }

  test('[AC10] opens in Excel with its columns and letters in place', () => {
    expect(logCsv(heads, [{ ...line, what: 'Ändrade "ö"; å' }])).toBe(
      '\uFEFFNr;När;Vem;Vad;Före;Efter;Kontrollsumma\r\n1;2024-01-18 10.00;Per;"Ändrade ""ö""; å";;;ab',
    )
  })

  test('[AC10] nothing in it is computed by whoever opens it', () => {
    for (const formula of ['=HYPERLINK("x")', '+1', '-1', '@sum', '\t=1', '\r=1', ' =1', '=1\n2', '\n=1']) {
      const [, row = ''] = logCsv(heads, [{ ...line, what: formula }]).split(/\r\n(?=1;)/)
      expect(row).toMatch(/^1;2024-01-18 10\.00;Per;"?'/)
    }
  })
})

const fail = (): never => {
  throw new Error('the log is shorter than it was written')
}
