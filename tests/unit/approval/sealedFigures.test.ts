import { expect, test } from 'vitest'
import { changedAfterApproval, sealedFigures } from '../../../shared/approval/sealedFigures.ts'
import type { FigureReader } from '../../../shared/check/compute.ts'
import { formatFigure } from '../../../shared/figure/formatFigure.ts'
import type { Report } from '../../../shared/report/report.ts'
import { figuresOf, sectionContentOf, sectionContent } from '../../../shared/section/content.ts'
import { blocksOf, sectionsOf, type SectionLayout } from '../../../shared/section/layout.ts'
import { demoReport } from '../template/demoReport.ts'

const { report, layout } = demoReport('servicenamnden-2023')
const live = figuresOf(report, layout)
/** As it is read from where it is kept. */
const contentOf = (section: SectionLayout, texts = {}) =>
  sectionContent.parse(JSON.parse(JSON.stringify(sectionContentOf(report, layout, section, texts))))
const addressesIn = (section: SectionLayout) =>
  blocksOf(section).flatMap((block) =>
    block.rows.flatMap((row) =>
      block.columns.map((column) => ({ block: block.id, row: row.id, column: column.id })),
    ),
  )
const printed = (figures: FigureReader, address: ReturnType<typeof addressesIn>[number]) => {
  const figure = figures.at(address)
  return (
    figure && {
      text: formatFigure(figure.value, { ...figure.place.format, decimals: figure.decimals }),
      value: figure.value,
      from: figure.from,
      computed: figure.from === 'computed' ? figures.computed(address)?.text : null,
    }
  )
}

test('[AP41] sealed figures print as they did when they were sealed, every cell of the demo', () => {
  let cells = 0
  for (const section of sectionsOf(layout)) {
    const sealed = sealedFigures(contentOf(section), live)
    for (const address of addressesIn(section)) {
      expect({ address, ...printed(sealed, address) }).toEqual({ address, ...printed(live, address) })
      cells += 1
    }
    expect(changedAfterApproval(contentOf(section), section, live)).toEqual([])
  }
  expect(cells).toBeGreaterThan(250)
})

const withIncome = (value: string): Report => {
  const rows = report.cells['resultatrapport'] ?? {}
  const row = rows['otherIncome'] ?? {}
  const cell = row['actual']
  if (cell === undefined) throw new Error('the demo has no other income')
  const changed = { ...cell, value: { kind: 'number' as const, value } }
  return {
    ...report,
    cells: { ...report.cells, resultatrapport: { ...rows, otherIncome: { ...row, actual: changed } } },
  }
}
const otherIncome = { block: 'resultatrapport', row: 'otherIncome', column: 'actual' }
const sectionNamed = (id: string): SectionLayout => {
  const found = sectionsOf(layout).find((section) => section.id === id)
  if (found === undefined) throw new Error(`no section ${id}`)
  return found
}

test('[AP42] a figure that changes afterwards is read as it was sealed, and named with both values', () => {
  const section = sectionNamed('framtid')
  const text = {
    type: 'doc',
    content: [
      {
        type: 'textBlock',
        attrs: { kind: 'paragraph', indent: 0 },
        content: [{ type: 'valueRef', attrs: { ...otherIncome, format: 'value' } }],
      },
    ],
  }
  const content = contentOf(section, { 'framtid-text': text })
  const before = live.at(otherIncome)?.value
  expect(content.quoted).toEqual([['resultatrapport', 'otherIncome', 'actual', before]])
  const later = figuresOf(withIncome('987654'), layout)
  const sealed = sealedFigures(content, later)
  expect(sealed.at(otherIncome)?.value).toEqual(before)
  expect(changedAfterApproval(content, section, later)).toEqual([
    { address: otherIncome, before, after: { kind: 'number', value: '987654' } },
  ])
  // What it does not quote is read as it is now.
  const elsewhere = { ...otherIncome, column: 'budget' }
  expect(sealed.at(elsewhere)).toEqual(later.at(elsewhere))
})

test('[AP43] a computed cell that had no value when it was sealed has none, whatever comes', () => {
  const section = sectionNamed('mal-sammanfattning')
  const [address] = addressesIn(section)
  if (address === undefined) throw new Error('the summary has no cells')
  const content = { ...contentOf(section), cells: [] }
  const sealed = sealedFigures(content, live)
  expect(live.at(address)?.value.kind).toBe('number')
  expect(sealed.at(address)?.value).toEqual({ kind: 'empty' })
  expect(sealed.computed(address)?.text).toBe('')
  expect(changedAfterApproval(content, section, live)).toContainEqual({
    address,
    before: { kind: 'empty' },
    after: live.at(address)?.value,
  })
})
