import { describe, expect, it } from 'vitest'
import { blocksOf, findSection, proseSlotsOf, sectionsOf } from '../../../shared/section/layout.ts'
import { layoutReport, type LaidOut } from '../../../shared/section/layoutReport.ts'
import { boardTemplate, laidOut, readDemo } from '../template/demoReport.ts'

const template = boardTemplate()
const demo = laidOut(readDemo('servicenamnden-2023'))
const numbers = (report: LaidOut): string[] =>
  sectionsOf(layoutReport(template, report)).map(({ number, title }) => `${number} ${title}`)
const hidden = (...ids: string[]): LaidOut['sections'] =>
  Object.fromEntries(ids.map((id) => [id, { state: 'arbete' as const, epoch: 1, hidden: true, seals: [] }]))

const added = (id: string, after: string | null) => ({
  id,
  chapter: 'ekonomi',
  after,
  title: id,
  removed: false,
})
const explained = (report: LaidOut, section: string): string[] => {
  const found = findSection(layoutReport(template, report), section)
  return (
    (found === undefined ? [] : blocksOf(found))
      .find(({ kind }) => kind === 'legend')
      ?.rows.filter(({ kind }) => kind === 'group')
      .map(({ id }) => id) ?? []
  )
}

describe('the layout of a report', () => {
  it("[TP6] numbers every section of a board's verksamhetsberättelse", () => {
    expect(numbers(demo)).toEqual([
      '1 Inledning',
      '2 Syfte',
      '3 Väsentliga händelser',
      '4 Nämndens mål, strategier och uppdrag',
      '4.1 Sammanfattning uppföljning av mål och uppdrag',
      '4.2 Perspektiv: Invånare och samhälle',
      '4.3 Perspektiv: Process',
      '4.4 Perspektiv: Resurs',
      '5.1 Resultatrapport Servicenämnden',
      '5.2 Årets resultat',
      '5.3 Vidtagna åtgärder för att nå ekonomi i balans',
      '5.4 Investeringar',
      '5.5 Produktions- och nyckeltal',
      '6.1 Personalkostnader',
      '6.2 Kostnadsanalys',
      '6.3 Antal tillsvidareanställda årsarbetare',
      '6.4 Sjukfrånvaro',
      '7 Framtida utmaningar',
      '8 Intern styrning och kontroll',
      '8.1 Internkontrollplan',
      '8.2 ISK-bedömning',
    ])
  })

  it('[TP6] gives a hidden section no number, and its neighbours close up', () => {
    const report = { ...demo, sections: hidden('syfte', 'ekonomi-investeringar') }
    const seen = numbers(report)
    expect(seen).toContain('2 Väsentliga händelser')
    expect(seen).toContain('4.4 Produktions- och nyckeltal')
    expect(seen.some((line) => line.endsWith('Investeringar'))).toBe(false)
    expect(findSection(layoutReport(template, report), 'ekonomi-investeringar')).toMatchObject({
      hidden: true,
      number: '',
    })
  })

  it('[TP6] hides the sections of a hidden chapter with it', () => {
    const seen = numbers({ ...demo, sections: hidden('personal') })
    expect(seen.some((line) => line.endsWith('Sjukfrånvaro'))).toBe(false)
    expect(seen).toContain('6 Framtida utmaningar')
  })

  it('[TP9] puts an added section where it says, first or after another', () => {
    const report = {
      ...demo,
      addedSections: [
        added('a', null),
        added('b', 'ekonomi-arets-resultat'),
        added('c', 'b'),
        { ...added('d', null), removed: true },
      ],
    }
    expect(numbers(report).filter((line) => line.startsWith('5.'))).toEqual([
      '5.1 a',
      '5.2 Resultatrapport Servicenämnden',
      '5.3 Årets resultat',
      '5.4 b',
      '5.5 c',
      '5.6 Vidtagna åtgärder för att nå ekonomi i balans',
      '5.7 Investeringar',
      '5.8 Produktions- och nyckeltal',
    ])
    const section = findSection(layoutReport(template, report), 'b')
    expect(section).toMatchObject({ added: true, optional: true, slots: [{ kind: 'prose', id: 'b-text' }] })
  })

  it('[TP10] fills the variables of headings, tables and guidance', () => {
    const layout = layoutReport(template, { ...demo, year: 2024 })
    const report = findSection(layout, 'ekonomi-resultatrapport')
    const block = report === undefined ? undefined : blocksOf(report)[0]
    expect(block?.columns.map(({ heading }) => heading[0])).toContain('Utfall 2023')
    expect(JSON.stringify(layout)).not.toMatch(/\{(?:år|organisation|förvaltning|nämndens|period)/)
  })

  it('[BL6] explains in a legend the scales that the chapter uses, and no other', () => {
    expect(explained(demo, 'mal')).toEqual(['goalStatus', 'trend', 'indicatorStatus'])
    expect(explained(demo, 'isk-plan')).toEqual(['controlStatus'])
    const withoutIndicators = {
      ...demo,
      plan: { items: demo.plan.items.filter(({ kind }) => kind !== 'indicator') },
    }
    expect(explained(withoutIndicators, 'mal')).toEqual(['goalStatus', 'trend'])
  })

  it('[BL7] follows each block of the plan with its own Kommentar, its indicators, then what hangs below it', () => {
    const process = findSection(layoutReport(template, demo), 'mal-process')
    const slots = process?.slots.map(({ id }) => id) ?? []
    const from = slots.indexOf('nm-partner')
    expect(slots.slice(from, from + 6)).toEqual([
      'nm-partner',
      'nm-partner.comment',
      'nm-partner-indicators',
      'in-forum.comment',
      'in-kunder.comment',
      'nm-medarbetare',
    ])
    const comments = process === undefined ? [] : proseSlotsOf(process)
    expect(comments.find(({ id }) => id === 'in-forum.comment')?.in).toEqual({
      block: 'nm-partner-indicators',
      row: 'in-forum',
    })
  })

  it('[BL7] leaves out what a later decision took away', () => {
    const items = demo.plan.items.map((item) =>
      item.id === 'st-digital' ? { ...item, removed: true } : item,
    )
    const slots = findSection(layoutReport(template, { ...demo, plan: { items } }), 'mal-process')?.slots.map(
      ({ id }) => id,
    )
    expect(slots).not.toContain('st-digital')
    expect(slots).not.toContain('up-soc')
    expect(slots).toContain('st-hallbar')
  })
})
