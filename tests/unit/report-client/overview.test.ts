import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { placeOfToday } from '../../../client/report/DeadlineLine.tsx'
import { isMissingPeople, mostUrgent, overviewRows, passes } from '../../../client/report/overviewRow.ts'
import { actorIn } from '../../../shared/report/actor.ts'
import { newReport } from '../../../shared/report/newReport.ts'
import type { Report } from '../../../shared/report/report.ts'
import { layoutReport } from '../../../shared/section/layoutReport.ts'
import { template as templateSchema } from '../../../shared/template/template.ts'

const template = templateSchema.parse(JSON.parse(readFileSync('templates/vb-namnd-2023.json', 'utf8')))
const today = '2024-01-24'
const by = { by: 'anna', at: '2024-01-20T09:00:00.000Z' }

const rowsOf = (changes: Partial<Report>) => {
  const report: Report = {
    ...newReport(
      template,
      { id: 'r1', organisation: 'Servicenämnden', year: 2023, plan: { items: [] }, rows: {} },
      { ...by, samordnare: 'anna' },
    ),
    ...changes,
  }
  const me = actorIn(report, { user: 'anna', system: [] }, today)
  return overviewRows({ report, layout: layoutReport(template, report), findings: [], me, today })
}
const rowOf = (id: string, changes: Partial<Report>) => {
  const row = rowsOf(changes).find(({ section }) => section.id === id)
  if (row === undefined) throw new Error(`the report has no section ${id}`)
  return row
}
const due = (date: string, people: string[] = []) => ({
  syfte: { people, due: date, state: 'ej_paborjad' as const, quoted: [] },
})
const written = { syfte: { 'syfte-text': { words: 40, ...by } } }

describe('the rows of the overview', () => {
  test('[UX4] a section is not begun until something is there, and then says who changed it', () => {
    expect(rowOf('syfte', {})).toMatchObject({
      state: 'ej_paborjat',
      completeness: { filled: 0, total: 1 },
      lastChange: undefined,
    })
    expect(rowOf('syfte', { texts: written })).toMatchObject({
      state: 'arbete',
      completeness: { filled: 1, total: 1 },
      lastChange: by,
    })
  })

  test('[UX4] a section with nothing to write in is neither unbegun nor without a responsible', () => {
    for (const id of ['mal', 'isk']) {
      const row = rowOf(id, {})
      expect(row).toMatchObject({ state: 'arbete', completeness: { filled: 0, total: 0 }, responsible: [] })
      expect(isMissingPeople(row)).toBe(false)
    }
    expect(isMissingPeople(rowOf('syfte', {}))).toBe(true)
  })

  test('[UX4] a date that has passed is late, one within three days presses while little is written', () => {
    expect(rowOf('syfte', { items: due('2024-01-23') })).toMatchObject({ isLate: true, isUrgent: true })
    expect(rowOf('syfte', { items: due('2024-01-26') })).toMatchObject({ isLate: false, isUrgent: true })
    expect(rowOf('syfte', { items: due('2024-01-26'), texts: written })).toMatchObject({ isUrgent: false })
    expect(rowOf('syfte', { items: due('2024-02-26') })).toMatchObject({ isUrgent: false })
  })

  test('[RS9] handed in counts what somebody is asked for, nothing to report as an answer too; late is what is not', () => {
    const asked = (state: 'ej_paborjad' | 'inlamnad' | 'inget_att_rapportera', date = '2024-01-23') => ({
      people: ['anna'],
      due: date,
      state,
      quoted: [],
    })
    const items = {
      handelser: asked('ej_paborjad', '2024-01-31'),
      'handelser-sammanfattning': asked('inlamnad'),
      'handelser-ekonomi': asked('inget_att_rapportera'),
      'handelser-beredskap': { ...asked('ej_paborjad'), people: [] },
    }
    const late = rowOf('handelser', { items })
    expect(late).toMatchObject({ handedIn: { done: 2, total: 3 }, due: '2024-01-23', isLate: true })
    const { 'handelser-beredskap': _nobody, ...others } = items
    expect(rowOf('handelser', { items: others })).toMatchObject({ due: '2024-01-31', isLate: false })
    const sections = { handelser: { state: 'granskning' as const, epoch: 1, hidden: false, seals: [] } }
    expect(rowOf('handelser', { items, sections }).handedIn).toEqual({ done: 3, total: 3 })
  })

  test('[UX4] a section that is ready or approved is never late', () => {
    const sections = { syfte: { state: 'klar' as const, epoch: 1, hidden: false, seals: [] } }
    expect(rowOf('syfte', { items: due('2024-01-23'), sections })).toMatchObject({
      isLate: false,
      isUrgent: false,
    })
    expect(passes(rowOf('syfte', { sections }), 'klara')).toBe(true)
  })

  test('[UX4] what waits for me: my own while it is written, reviewed ones for who makes them ready', () => {
    expect(rowOf('syfte', {}).waitsForMe).toBe(false)
    expect(rowOf('syfte', { items: due('2024-02-26', ['anna']) }).waitsForMe).toBe(true)
    const sections = { syfte: { state: 'granskning' as const, epoch: 1, hidden: false, seals: [] } }
    expect(rowOf('syfte', { sections }).waitsForMe).toBe(true)
  })

  test('[UX4] the most urgent: what is late before what was sent back, before what is not begun', () => {
    const sections = {
      inledning: {
        state: 'arbete' as const,
        epoch: 1,
        hidden: false,
        seals: [],
        sentBack: { ...by, comment: 'kortare' },
      },
    }
    expect(mostUrgent(rowsOf({ sections, items: due('2024-01-23') }), today)).toMatchObject({ kind: 'late' })
    expect(mostUrgent(rowsOf({ sections, items: due('2024-01-26') }), today)).toMatchObject({
      kind: 'sentBack',
    })
    expect(mostUrgent(rowsOf({ items: due('2024-01-26') }), today)).toMatchObject({
      kind: 'notStarted',
      due: '2024-01-26',
    })
    expect(mostUrgent(rowsOf({}), today)).toMatchObject({ kind: 'unresponsible' })
  })
})

describe('the line of dates', () => {
  const dates = [
    { id: 'a', label: 'A', date: '2024-01-10' },
    { id: 'b', label: 'B', date: '2024-01-20' },
  ]
  test.each([
    ['2024-01-01', 0],
    ['2024-01-10', 0],
    ['2024-01-15', 0.25],
    ['2024-01-20', 0.5],
    ['2024-02-01', 1],
  ])('[UX4] today %s stands at %d', (day, place) => {
    expect(placeOfToday(dates, day)).toBe(place)
  })
})
