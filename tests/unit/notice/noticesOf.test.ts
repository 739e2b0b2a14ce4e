import { describe, expect, it } from 'vitest'
import { placeOf } from '../../../shared/notice/notice.ts'
import { noticesOf } from '../../../shared/notice/noticesOf.ts'
import { apply } from '../../../shared/report/apply.ts'
import type { ReportEvent } from '../../../shared/report/event.ts'
import type { Report } from '../../../shared/report/report.ts'
import { demoReport } from '../template/demoReport.ts'

const { report: demo, layout } = demoReport('servicenamnden-2023')
const today = '2024-01-16'
const at = '2024-01-16T09:00:00.000Z'

const start: Report = {
  ...demo,
  members: {
    anna: { user: 'anna', grants: [{ role: 'samordnare' }], arrival: 0 },
    per: { user: 'per', grants: [{ role: 'skribent' }], arrival: 1 },
    karin: { user: 'karin', grants: [{ role: 'skribent', items: [] }], arrival: 2 },
    maria: { user: 'maria', grants: [{ role: 'granskare' }], arrival: 3 },
    chief: { user: 'chief', grants: [{ role: 'godkannare' }], arrival: 4 },
    reader: { user: 'reader', grants: [{ role: 'lasare' }], arrival: 5 },
  },
  texts: {},
}

/** Who is told what by the last of these events, done by `actor`: "per assigned syfte". */
function told(actor: string, report: Report, ...events: ReportEvent[]): string[] {
  let before = report
  let after = report
  let seq = 1
  const notices = () => {
    const [event] = events.slice(-1)
    if (event === undefined) throw new Error('no event')
    return noticesOf({ seq, at, actor: { user: actor }, event }, before, after, {
      layout: () => layout,
      today,
    })
  }
  for (const event of events) {
    before = after
    seq += 1
    const next = apply(before, { seq, at, actor: { user: actor }, event })
    if (next === null) throw new Error('the report is gone')
    after = next
  }
  return notices()
    .map(({ to, notice }) =>
      [to, notice.kind, notice.contribution ?? notice.thread ?? notice.item ?? notice.section ?? '']
        .join(' ')
        .trim(),
    )
    .toSorted()
}

const responsible = (item: string, ...people: string[]): ReportEvent => ({
  type: 'itemsSet',
  items: [{ id: item, people }],
})
const move = (
  section: string,
  event: 'submit' | 'sendBack' | 'ready',
  from: 'arbete' | 'granskning',
  to: 'granskning' | 'klar' | 'arbete',
): ReportEvent => ({ type: 'sectionMoved', section, event, from, to })
const opened = (more: object = {}, mentions: string[] = []): ReportEvent => ({
  type: 'threadOpened',
  thread: {
    id: 't1',
    section: 'syfte',
    kind: 'remark',
    at: { slot: 'syfte-text', quote: 'ord' },
    remark: { id: 'r1', text: 'Vad menas?', mentions },
    ...more,
  },
})

describe('who is told what', () => {
  it('[NO1] assigned: those who are named now and were not before, never who named them', () => {
    const event = responsible('syfte', 'per', 'karin', 'anna')
    expect(told('anna', start, event)).toEqual(['karin assigned syfte', 'per assigned syfte'])
    expect(told('anna', start, responsible('syfte', 'per'), event)).toEqual(['karin assigned syfte'])
    expect(told('anna', start, { type: 'itemsSet', items: [{ id: 'syfte', due: '2024-02-01' }] })).toEqual([])
  })

  it('[NO4] who may not read drafts is told nothing: a läsare, a stranger, somebody taken out', () => {
    expect(told('anna', start, responsible('syfte', 'reader', 'stranger'))).toEqual([])
    const gone: ReportEvent = { type: 'memberRemoved', user: 'per' }
    expect(told('anna', start, gone, responsible('syfte', 'per'))).toEqual([])
  })

  it('[NO1] sentBack: the people of the item and who handed it in; of a section who is responsible and who klarmarkerade', () => {
    const handedIn: ReportEvent = {
      type: 'itemMoved',
      item: 'syfte',
      event: 'handIn',
      state: 'inlamnad',
      writtenBy: ['karin'],
    }
    const back: ReportEvent = {
      type: 'itemMoved',
      item: 'syfte',
      event: 'sendBack',
      state: 'tillbaka',
      comment: 'Mer.',
    }
    expect(told('maria', start, responsible('syfte', 'per'), handedIn, back)).toEqual([
      'karin sentBack syfte',
      'per sentBack syfte',
    ])
    expect(told('anna', start, responsible('syfte', 'per'), handedIn)).toEqual([])
    const report = { ...start, sections: { syfte: submittedBy('karin') } }
    expect(
      told('maria', report, responsible('syfte', 'per'), move('syfte', 'sendBack', 'granskning', 'arbete')),
    ).toEqual(['karin sentBack syfte', 'per sentBack syfte'])
  })

  it('[NO1] thread: who is responsible for what it is about, whom it names, who it is assigned to', () => {
    expect(told('maria', start, responsible('syfte', 'per'), opened())).toEqual(['per thread t1'])
    expect(
      told('maria', start, responsible('syfte', 'per'), opened({ assignee: 'karin' }, ['per', 'maria'])),
    ).toEqual(['karin thread t1', 'per thread t1'])
    const reply: ReportEvent = {
      type: 'threadReplied',
      thread: 't1',
      remark: { id: 'r2', text: 'Det står nu.', mentions: ['chief'] },
    }
    const maria = apply(start, { seq: 2, at, actor: { user: 'maria' }, event: opened() })
    if (maria === null) throw new Error('no report')
    expect(told('per', maria, reply)).toEqual(['chief thread t1', 'maria thread t1'])
    expect(told('anna', maria, { type: 'threadChanged', thread: 't1', assignee: 'per' })).toEqual([
      'per thread t1',
    ])
    expect(told('anna', maria, { type: 'threadChanged', thread: 't1', resolved: true })).toEqual([])
    expect(told('per', maria, { type: 'suggestionDecided', thread: 't1', accepted: false })).toEqual([
      'maria thread t1',
    ])
  })

  it('[NO1] an error in a locked text is told to the samordnare', () => {
    expect(told('per', start, opened({ kind: 'lockedTextFault', at: { block: 'isk-krav' } }))).toEqual([
      'anna thread t1',
    ])
  })

  it('[NO7] readyForApproval: whoever may approve it now, deputies within their dates, never its only author', () => {
    const ready = move('syfte', 'ready', 'granskning', 'klar')
    expect(told('anna', start, ready)).toEqual(['chief readyForApproval syfte'])
    const deputies = (from: string, to: string): Report => ({
      ...start,
      deputies: [{ for: 'chief', user: 'ek', from, to, reason: 'Semester' }],
    })
    expect(told('anna', deputies('2024-01-16', '2024-01-16'), ready)).toEqual([
      'chief readyForApproval syfte',
      'ek readyForApproval syfte',
    ])
    expect(told('anna', deputies('2024-01-17', '2024-01-20'), ready)).toEqual([
      'chief readyForApproval syfte',
    ])
    const limited: Report = {
      ...start,
      members: {
        ...start.members,
        chief: { user: 'chief', grants: [{ role: 'godkannare', sections: ['inledning'] }], arrival: 4 },
      },
    }
    expect(told('anna', limited, ready)).toEqual([])
    const alone: Report = { ...start, texts: { syfte: { 'syfte-text': { words: 3, by: 'chief', at } } } }
    expect(told('anna', alone, ready)).toEqual([])
    expect(told('per', start, move('syfte', 'submit', 'arbete', 'granskning'))).toEqual([])
  })

  it('[NO16] figureChanged: those who stand for a text that quotes it, also of a sum, and only while it reads otherwise', () => {
    const cell = (value: string): ReportEvent => ({
      type: 'cellsSet',
      cells: [
        {
          block: 'resultatrapport',
          row: 'otherIncome',
          column: 'actual',
          before: { kind: 'empty' },
          after: { kind: 'number', value },
          reported: false,
          provenance: { kind: 'typed' },
        },
      ],
    })
    const quoting = (row: string, value: string): Report => ({
      ...start,
      items: {
        syfte: {
          people: ['per'],
          state: 'inlamnad',
          handedIn: { by: 'per', at, writtenBy: [] },
          quoted: [{ block: 'resultatrapport', row, column: 'actual', value: { kind: 'number', value } }],
        },
      },
    })
    const base = apply(quoting('otherIncome', '10.0'), {
      seq: 1,
      at,
      actor: { user: 'anna' },
      event: cell('10.0'),
    })
    if (base === null) throw new Error('no report')
    expect(told('anna', base, cell('11.0'))).toEqual(['per figureChanged syfte'])
    expect(told('anna', base, cell('10.0'))).toEqual([])
    expect(told('per', base, cell('11.0'))).toEqual([])
    const takenBack: Report = {
      ...base,
      items: { syfte: { people: ['per'], state: 'ej_paborjad', quoted: base.items['syfte']?.quoted ?? [] } },
    }
    expect(told('anna', takenBack, cell('11.0'))).toEqual([])
    const sum = { ...quoting('sumIncome', '1.0'), cells: base.cells }
    expect(told('anna', sum, cell('999.0'))).toEqual(['per figureChanged syfte'])
  })

  it('[NO1] contributionAsked: the writers who are asked, not who writes unseen on their own; a contribution sent back', () => {
    const started = (isAsked: boolean): ReportEvent => ({
      type: 'contributionStarted',
      contribution: {
        id: 'bidrag-1',
        section: 'syfte',
        item: 'syfte',
        slot: 'syfte-text',
        writers: ['per', 'karin'],
        isAsked,
      },
    })
    expect(told('anna', start, started(true))).toEqual([
      'karin contributionAsked bidrag-1',
      'per contributionAsked bidrag-1',
    ])
    expect(told('per', start, started(false))).toEqual([])
    expect(
      told('anna', start, started(true), {
        type: 'contributionChanged',
        contribution: 'bidrag-1',
        writers: ['per', 'maria'],
      }),
    ).toEqual(['maria contributionAsked bidrag-1'])
    expect(
      told('anna', start, started(true), {
        type: 'contributionMoved',
        contribution: 'bidrag-1',
        state: 'tillbaka',
        comment: 'Kortare.',
      }),
    ).toEqual(['karin sentBack bidrag-1', 'per sentBack bidrag-1'])
  })

  it('[NO1] deputy: who stands in, also before the first day, and for whom; once for the same dates', () => {
    const set: ReportEvent = {
      type: 'deputiesSet',
      deputies: [{ for: 'chief', user: 'ek', from: '2024-02-01', to: '2024-02-09', reason: 'Semester' }],
    }
    expect(told('anna', start, set)).toEqual(['chief deputy', 'ek deputy'])
    expect(told('anna', start, set, set)).toEqual([])
  })

  it('[NO3] the same entry gives the same ids, and no id twice to one person', () => {
    const event: ReportEvent = {
      type: 'itemsSet',
      items: ['inledning', 'syfte'].map((id) => ({ id, people: ['per'] })),
    }
    const entry = { seq: 7, at, actor: { user: 'anna' }, event }
    const after = apply(start, entry)
    if (after === null) throw new Error('no report')
    const ids = () =>
      noticesOf(entry, start, after, { layout: () => layout, today }).map(({ notice }) => notice.id)
    expect(ids()).toEqual(ids())
    expect(new Set(ids()).size).toBe(2)
  })

  it('[NO8] each notice leads to its place', () => {
    const of = { report: 'r', section: 's', item: 'i' }
    expect(placeOf({ ...of, kind: 'assigned' })).toBe('/rapporter/r/punkt/i')
    expect(placeOf({ ...of, kind: 'contributionAsked', contribution: 'b' })).toBe(
      '/rapporter/r/punkt/i?bidrag=b',
    )
    expect(placeOf({ report: 'r', section: 's', kind: 'sentBack' })).toBe('/rapporter/r/avsnitt/s')
    expect(placeOf({ report: 'r', section: 's', thread: 't', kind: 'thread' })).toBe(
      '/rapporter/r/avsnitt/s?panel=synpunkter&trad=t',
    )
    expect(placeOf({ report: 'r', section: 's', kind: 'readyForApproval' })).toBe('/rapporter/r/godkann')
    expect(placeOf({ report: 'r', kind: 'deputy' })).toBe('/rapporter/r')
  })
})

function submittedBy(by: string): Report['sections'][string] {
  return { state: 'granskning', epoch: 1, hidden: false, seals: [], submitted: { by, at } }
}
