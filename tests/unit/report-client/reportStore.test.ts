import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createReportStore, type ReportStore } from '../../../client/report/reportStore.ts'
import type { ReportEvent } from '../../../shared/report/event.ts'
import { newReport } from '../../../shared/report/newReport.ts'
import { sectionTarget } from '../../../shared/report/target.ts'
import { template as templateSchema } from '../../../shared/template/template.ts'

const template = templateSchema.parse(JSON.parse(readFileSync('templates/vb-namnd-2023.json', 'utf8')))
const at = '2024-01-24T09:00:00.000Z'

function openStore(user = 'anna'): ReportStore {
  const report = newReport(
    template,
    { id: 'r1', organisation: 'Servicenämnden', year: 2023, plan: { items: [] }, rows: {} },
    { by: 'anna', at, samordnare: 'anna' },
  )
  return createReportStore({
    report,
    seq: 1,
    template,
    people: { anna: { user: 'anna', name: 'Anna Lindqvist', title: '' } },
    me: { user, system: [] },
    today: '2024-01-24',
    previousReports: [],
  })
}

const entry = (seq: number, event: ReportEvent, user = 'anna') => ({ seq, at, actor: { user }, event })

const cellSet = (row: string, column: string, value: string): ReportEvent => ({
  type: 'cellsSet',
  cells: [
    {
      block: 'resultatrapport',
      row,
      column,
      before: { kind: 'empty' },
      after: { kind: 'number', value },
      reported: false,
      provenance: { kind: 'typed' },
    },
  ],
})

const reopenable = (store: ReturnType<typeof openStore>) => ({
  ...sectionTarget(store.state().report, 'syfte'),
  section: { id: 'syfte', state: 'godkand' as const },
})

describe('the store of one report', () => {
  test('[UX1] applies entries in order, leaves known ones out and says when some are missing', () => {
    const store = openStore()
    const hide: ReportEvent = { type: 'sectionHidden', section: 'syfte', hidden: true }
    expect(store.applyEntry(entry(2, hide))).toBe('applied')
    expect(store.applyEntry(entry(2, hide))).toBe('known')
    expect(store.applyEntry(entry(4, hide))).toBe('gap')
    expect(store.state().seq).toBe(2)
  })

  test('[UX2] a changed figure leaves layout, people and rights the same objects', () => {
    const store = openStore()
    const before = store.state()
    const [income] = before.layout.chapters.flatMap(({ sections }) =>
      sections.flatMap(({ slots }) =>
        slots.flatMap((slot) =>
          slot.kind === 'block' && slot.block.id === 'resultatrapport' ? [slot.block] : [],
        ),
      ),
    )
    const column = income?.columns.find(({ fill, type }) => fill === 'entered' && type === 'number')?.id ?? ''
    expect(store.applyEntry(entry(2, cellSet('otherIncome', column, '12.5')))).toBe('applied')
    const after = store.state()
    expect(after.report.cells['resultatrapport']?.['otherIncome']?.[column]?.value).toEqual({
      kind: 'number',
      value: '12.5',
    })
    expect(after.layout).toBe(before.layout)
    expect(after.me).toBe(before.me)
    expect(after.people).toBe(before.people)
  })

  test('[UX2] computed cells follow a changed figure', () => {
    const store = openStore()
    const block = store
      .state()
      .layout.chapters.flatMap(({ sections }) => sections)
      .flatMap(({ slots }) => slots.flatMap((slot) => (slot.kind === 'block' ? [slot.block] : [])))
      .find(({ id }) => id === 'resultatrapport')
    const sum = block?.relations.find(
      ({ formula, shown }) => formula.op === 'sum' && shown.row === 'sumIncome',
    )
    if (sum?.formula.op !== 'sum') throw new Error('the result report has no sum of income')
    const { column } = sum.shown
    sum.formula.of.forEach(({ row }, index) => store.applyEntry(entry(2 + index, cellSet(row, column, '10'))))
    const value = store.state().computed(sum.shown)?.value
    expect(value?.kind === 'number' ? Number(value.value) : value).toBe(10 * sum.formula.of.length)
  })

  test('[UX2] a hidden section is laid out anew and loses its number', () => {
    const store = openStore()
    const before = store.state().layout
    store.applyEntry(entry(2, { type: 'sectionHidden', section: 'syfte', hidden: true }))
    const section = store
      .state()
      .layout.chapters.flatMap(({ sections }) => sections)
      .find(({ id }) => id === 'syfte')
    expect(store.state().layout).not.toBe(before)
    expect(section).toMatchObject({ hidden: true, number: '' })
  })

  test('[UX3] rights follow the entry that changes them', () => {
    const store = openStore('per')
    const mayWrite = (): boolean => store.may('write', sectionTarget(store.state().report, 'syfte')).allowed
    expect(mayWrite()).toBe(false)
    store.applyEntry(entry(2, { type: 'memberSet', user: 'per', grants: [{ role: 'skribent' }] }))
    expect(mayWrite()).toBe(true)
    store.applyEntry(entry(3, { type: 'memberRemoved', user: 'per' }))
    expect(mayWrite()).toBe(false)
  })

  test('[AP24] a deputy of yesterday has no rights when the day turns', () => {
    const store = openStore('per')
    const mayApprove = (): boolean => store.may('reopen', reopenable(store)).allowed
    store.applyEntry(entry(2, { type: 'memberSet', user: 'gunilla', grants: [{ role: 'godkannare' }] }))
    const { today } = store.state()
    const deputies = [{ for: 'gunilla', user: 'per', from: today, to: today, reason: 'Resa' }]
    store.applyEntry(entry(3, { type: 'deputiesSet', deputies }))
    expect(mayApprove()).toBe(true)
    store.setToday('2999-01-01')
    expect(mayApprove()).toBe(false)
  })

  test('[UX1] an older record never replaces a newer state', () => {
    const store = openStore()
    const first = { ...store.state(), me: { user: 'anna', system: [] } }
    store.applyEntry(entry(2, { type: 'reportChanged', title: 'Ny rubrik' }))
    store.replace(first)
    expect(store.state().report.title).toBe('Ny rubrik')
  })

  test('[UX1] I am not among the others who are here', () => {
    const store = openStore()
    store.setPresence([
      { user: 'anna', section: 'syfte' },
      { user: 'per', section: null },
    ])
    expect(store.state().presence.map(({ user }) => user)).toEqual(['per'])
  })
})
