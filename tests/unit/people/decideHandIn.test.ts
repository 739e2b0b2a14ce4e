import { describe, expect, test } from 'vitest'
import {
  decideHandIn,
  decideItemSentBack,
  decideQuotesConfirmed,
  decideTakenBack,
} from '../../../shared/people/decideHandIn.ts'
import { changedQuotes } from '../../../shared/people/changedQuotes.ts'
import { isItemDone, itemStateOf, itemWriters } from '../../../shared/people/itemState.ts'
import { hasNothingToReport } from '../../../shared/people/nothingToReport.ts'
import type { Actor } from '../../../shared/people/can.ts'
import type { Role } from '../../../shared/people/role.ts'
import { apply } from '../../../shared/report/apply.ts'
import { itemRecordOf } from '../../../shared/section/itemRecord.ts'
import { completenessOf } from '../../../shared/report/completeness.ts'
import type { ReportEvent } from '../../../shared/report/event.ts'
import type { Report } from '../../../shared/report/report.ts'
import type { Result } from '../../../shared/problem.ts'
import { figuresOf } from '../../../shared/section/content.ts'
import { decideStep } from '../../../shared/section/decideStep.ts'
import { findSection } from '../../../shared/section/layout.ts'
import { sectionOfItem } from '../../../shared/section/itemParts.ts'
import {
  isLocked,
  itemStates,
  sectionStates,
  type ItemState,
  type SectionState,
} from '../../../shared/section/workflow.ts'
import { demoReport } from '../template/demoReport.ts'

const { report: demo, layout } = demoReport('servicenamnden-2023')
const at = '2024-01-24T09:42:00.000Z'
const item = 'up-soc'
const section = sectionOfItem(layout, item)
if (section === undefined) throw new Error(`the demo has no ${item}`)

const actor = (user: string, role: Role, limited: { items?: string[]; sections?: string[] } = {}): Actor => ({
  user,
  system: [],
  grants: [{ role, ...limited }],
  responsibleFor: new Set(),
})
const petra = actor('petra', 'skribent', { items: [item] })
const anna = actor('anna', 'samordnare')
const maria = actor('maria', 'granskare')

/** Nobody has written anything anywhere, so that tests see only what they put in. */
const empty: Report = { ...demo, texts: {}, cells: {}, statuses: {} }
const inState = (state: ItemState, sectionState: SectionState = 'arbete', report = empty): Report => ({
  ...report,
  items: { ...report.items, [item]: { people: ['petra'], state, quoted: [] } },
  sections: {
    ...report.sections,
    [section.id]: { state: sectionState, epoch: 1, hidden: false, seals: [] },
  },
})
const writtenBy = (by: string): Report['texts'] => ({
  [section.id]: { [`${item}.comment`]: { words: 12, by, at } },
})

const after = (report: Report, result: Result<ReportEvent[]>, user = 'petra'): Report => {
  if (!result.ok) throw new Error(result.problem.code)
  return result.value.reduce<Report>(
    (now, event, seq) => apply(now, { seq: seq + 1, at, actor: { user }, event }) ?? now,
    report,
  )
}
const outcome = (result: Result<ReportEvent[]>): string => {
  if (!result.ok) return result.problem.code
  const [event] = result.value
  return event?.type === 'itemMoved' ? event.state : String(event?.type)
}

describe('the states of an item', () => {
  // Rows: state; columns: Lämna in, Inget att rapportera, Ta tillbaka, Skicka tillbaka.
  const table: Readonly<Record<ItemState, readonly [string, string, string, string]>> = {
    ej_paborjad: ['inlamnad', 'inget_att_rapportera', 'item-state', 'item-state'],
    paborjad: ['inlamnad', 'inget_att_rapportera', 'item-state', 'item-state'],
    tillbaka: ['inlamnad', 'inget_att_rapportera', 'item-state', 'item-state'],
    inlamnad: ['item-state', 'item-state', 'ej_paborjad', 'tillbaka'],
    inget_att_rapportera: ['item-state', 'item-state', 'ej_paborjad', 'tillbaka'],
  }
  test.each(itemStates)('[RS1] from %s, cell by cell', (state) => {
    const report = inState(state)
    expect([
      outcome(decideHandIn(report, layout, petra, item, {})),
      outcome(decideHandIn(report, layout, petra, item, { nothingToReport: true })),
      outcome(decideTakenBack(report, layout, petra, item)),
      outcome(decideItemSentBack(report, layout, anna, item, 'Skriv mer.')),
    ]).toEqual(table[state])
  })

  test('[RS1] a refusal names the state, so that the page can show the new one', () => {
    expect(decideHandIn(inState('inlamnad'), layout, petra, item, {})).toEqual({
      ok: false,
      problem: { code: 'item-state', culprit: item, details: { state: 'inlamnad' } },
    })
  })

  test.each(sectionStates)(
    '[RS2] in a section that is %s: writers until the lock, reviewers too',
    (state) => {
      const locked = isLocked(state)
      expect(outcome(decideHandIn(inState('ej_paborjad', state), layout, petra, item, {}))).toBe(
        locked ? 'section-locked' : 'inlamnad',
      )
      expect(outcome(decideTakenBack(inState('inlamnad', state), layout, petra, item))).toBe(
        locked ? 'section-locked' : 'ej_paborjad',
      )
      expect(outcome(decideItemSentBack(inState('inlamnad', state), layout, maria, item, 'Mer.'))).toBe(
        locked ? 'section-locked' : 'tillbaka',
      )
    },
  )

  test('[RS2] who hands in: its people, authors of the section, the samordnare; nobody else', () => {
    const report = inState('ej_paborjad')
    const hands = (who: Actor): string => outcome(decideHandIn(report, layout, who, item, {}))
    expect(hands(petra)).toBe('inlamnad')
    expect(hands(anna)).toBe('inlamnad')
    expect(hands(actor('per', 'skribent'))).toBe('inlamnad')
    expect(hands(actor('eva', 'skribent', { sections: [section.id] }))).toBe('inlamnad')
    expect(
      hands({ ...actor('ali', 'skribent', { items: ['other'] }), responsibleFor: new Set([item]) }),
    ).toBe('inlamnad')
    expect(hands(actor('ali', 'skribent', { items: ['other'] }))).toBe('not-permitted')
    for (const role of ['granskare', 'godkannare', 'namndsekreterare', 'lasare'] as const)
      expect([role, hands(actor('x', role))]).toEqual([role, 'not-permitted'])
  })

  test('[RS2] who sends back: granskare, godkännare, samordnare, each within their sections, with a reason', () => {
    const report = inState('inlamnad')
    const sends = (who: Actor, words = 'Skriv mer.'): string =>
      outcome(decideItemSentBack(report, layout, who, item, words))
    for (const role of ['samordnare', 'granskare', 'godkannare'] as const)
      expect([role, sends(actor('x', role))]).toEqual([role, 'tillbaka'])
    for (const role of ['skribent', 'namndsekreterare', 'lasare'] as const)
      expect([role, sends(actor('x', role))]).toEqual([role, 'not-permitted'])
    expect(sends(actor('x', 'granskare', { sections: ['framtid'] }))).toBe('not-permitted')
    expect(sends(actor('x', 'granskare', { sections: [section.id] }))).toBe('tillbaka')
    expect(sends(maria, '  ')).toBe('reason-required')
  })

  test('[RS2] an item that is nowhere, and one in a hidden section', () => {
    expect(outcome(decideHandIn(empty, layout, anna, 'nowhere', {}))).toBe('not-found')
    const hidden = {
      chapters: layout.chapters.map((chapter) => ({
        ...chapter,
        sections: chapter.sections.map((one) => ({ ...one, hidden: true })),
      })),
    }
    expect(outcome(decideHandIn(empty, hidden, anna, item, {}))).toBe('section-hidden')
  })
})

describe('what is handed in', () => {
  test('[RS3] that it is begun is seen: a text, a figure or a judgement, not what came from last year', () => {
    const state = (changes: Partial<Report>) => itemStateOf({ ...empty, ...changes }, section, item)
    expect(state({})).toBe('ej_paborjad')
    expect(state({ texts: writtenBy('ali') })).toBe('paborjad')
    expect(
      state({ statuses: { [item]: { revision: 1, proposed: { status: 'uppnatt', by: 'ali', at } } } }),
    ).toBe('paborjad')
    const table = findSection(layout, 'ekonomi-arets-resultat')
    if (table === undefined) throw new Error('the demo has no 5.2')
    const cell = (kind: 'typed' | 'carried') => ({
      driftredovisning: {
        it: {
          budgetDeviation: {
            value: { kind: 'number' as const, value: '9.8' },
            revision: 1,
            provenance: kind === 'typed' ? { kind } : { kind, report: 'r', label: '2022' },
            by: 'ali',
            at,
          },
        },
      },
    })
    const row = (kind: 'typed' | 'carried') =>
      itemStateOf({ ...empty, cells: cell(kind) }, table, 'driftredovisning.it')
    expect([row('typed'), row('carried')]).toEqual(['paborjad', 'ej_paborjad'])
  })

  test('[RS3] taken back it is begun again, if something is there', () => {
    const written = inState('inlamnad', 'arbete', { ...empty, texts: writtenBy('petra') })
    const back = after(written, decideTakenBack(written, layout, petra, item))
    expect(itemRecordOf(back, item)).toMatchObject({ state: 'ej_paborjad' })
    expect(itemStateOf(back, section, item)).toBe('paborjad')
  })

  test('[RS4] written by Ali, handed in by Petra; her own words need no other name', () => {
    const others = inState('ej_paborjad', 'arbete', { ...empty, texts: writtenBy('ali') })
    expect(itemWriters(others, section, item)).toEqual(['ali'])
    const handed = after(others, decideHandIn(others, layout, petra, item, {}))
    expect(itemRecordOf(handed, item).handedIn).toEqual({ by: 'petra', at, writtenBy: ['ali'] })
    const own = inState('ej_paborjad', 'arbete', { ...empty, texts: writtenBy('petra') })
    const mine = after(own, decideHandIn(own, layout, petra, item, {}))
    expect(itemRecordOf(mine, item).handedIn).toEqual({ by: 'petra', at, writtenBy: [] })
  })

  test('[RS4] who has judged an item has not written its text', () => {
    const statuses = { [item]: { revision: 1, proposed: { status: 'uppnatt', by: 'petra', at } } }
    const judged = inState('ej_paborjad', 'arbete', { ...empty, statuses })
    const both = { ...judged, texts: writtenBy('ali') }
    const writtenByOf = (report: Report) =>
      itemRecordOf(after(report, decideHandIn(report, layout, petra, item, {})), item).handedIn?.writtenBy
    expect([writtenByOf(both), writtenByOf(judged)]).toEqual([['ali'], []])
  })

  test('[RS5] figures that the text quotes are kept as they read, and told when they read otherwise', () => {
    const address = { block: 'driftredovisning', row: 'it', column: 'budgetDeviation' }
    const withIt = (value: string): Report => ({
      ...inState('ej_paborjad'),
      cells: {
        driftredovisning: {
          it: {
            budgetDeviation: {
              value: { kind: 'number', value },
              revision: 1,
              provenance: { kind: 'typed' },
              by: 'olle',
              at,
            },
          },
        },
      },
    })
    const before = withIt('39.7')
    const handed = after(before, decideHandIn(before, layout, petra, item, { quotes: [address] }))
    const { quoted } = itemRecordOf(handed, item)
    expect(quoted).toEqual([{ ...address, value: { kind: 'number', value: '39.7' } }])
    const changes = (report: Report) => changedQuotes(figuresOf(report, layout), quoted)
    expect(changes(before)).toEqual([])
    expect(changes(withIt('39.7004'))).toMatchObject([{ before: '39,7', after: '39,7004' }])
    expect(changes(withIt('38.9'))).toMatchObject([{ ...address, before: '39,7', after: '38,9' }])

    const moved = { ...handed, cells: withIt('38.9').cells }
    const confirmed = after(moved, decideQuotesConfirmed(moved, layout, petra, item, [address]))
    expect(changedQuotes(figuresOf(confirmed, layout), itemRecordOf(confirmed, item).quoted)).toEqual([])
    expect(outcome(decideQuotesConfirmed(empty, layout, anna, item, []))).toBe('nothing-to-change')
  })

  test('[RS6] where there is nothing to report nothing more is asked, and the text is left out of print', () => {
    const report = { ...inState('ej_paborjad'), texts: writtenBy('petra') }
    const nothing = after(report, decideHandIn(report, layout, petra, item, { nothingToReport: true }))
    expect(nothing.texts).toEqual(report.texts)
    expect(hasNothingToReport(nothing, [`${item}.comment`, item, section.id])).toBe(true)
    const done = (of: Report) => completenessOf(of, section).filled
    expect(done(nothing)).toBeGreaterThan(done({ ...nothing, items: {} }))
    // The nearest word counts: a text that was handed in is printed in a section that has nothing else.
    const whole = {
      ...nothing,
      items: { ...nothing.items, [section.id]: nothing.items[item] ?? itemRecordOf(empty, item) },
    }
    const handed = { ...whole, items: { ...whole.items, [item]: itemRecordOf(inState('inlamnad'), item) } }
    expect(hasNothingToReport(handed, [item, section.id])).toBe(false)
    expect(hasNothingToReport(handed, [section.id])).toBe(true)
  })
})

describe('a section that goes on, or back', () => {
  const handedIn = (sectionState: SectionState): Report => {
    const report = inState('inlamnad', sectionState)
    return {
      ...report,
      items: {
        ...report.items,
        'up-livscykel': { people: ['petra'], state: 'inget_att_rapportera', quoted: [] },
        'up-it-roll': { people: ['petra'], state: 'ej_paborjad', quoted: [] },
      },
    }
  }
  const states = (report: Report) =>
    ['up-soc', 'up-livscykel', 'up-it-roll'].map((id) => itemRecordOf(report, id).state)

  test('[RS7] sent back, it brings what was handed in along, with the words', () => {
    const report = handedIn('granskning')
    const back = after(
      report,
      decideStep(report, layout, maria, section.id, 'sendBack', 'Skriv hur mycket.'),
      'maria',
    )
    expect(states(back)).toEqual(['tillbaka', 'inget_att_rapportera', 'ej_paborjad'])
    expect(itemRecordOf(back, item).sentBack).toEqual({ by: 'maria', at, comment: 'Skriv hur mycket.' })
  })

  test('[RS7] or only what is named, nothing to report included', () => {
    const report = handedIn('granskning')
    const send = (items: string[]) => decideStep(report, layout, maria, section.id, 'sendBack', 'Mer.', items)
    expect(states(after(report, send(['up-livscykel'])))).toEqual(['inlamnad', 'tillbaka', 'ej_paborjad'])
    expect(states(after(report, send([])))).toEqual(states(report))
    expect(outcome(send(['up-it-roll']))).toBe('item-state')
    expect(outcome(send(['framtid']))).toBe('not-found')
  })

  test('[RS8] marked as done, it changes no item; its own counts as done, and all do once it is locked', () => {
    const report = handedIn('arbete')
    const submitted = after(report, decideStep(report, layout, anna, section.id, 'submit'))
    expect(submitted.items).toEqual(report.items)
    const done = (of: Report, id: string) => isItemDone(of, section, id)
    expect([done(report, section.id), done(submitted, section.id)]).toEqual([false, true])
    expect([done(submitted, 'up-it-roll'), done(handedIn('klar'), 'up-it-roll')]).toEqual([false, true])
  })
})
