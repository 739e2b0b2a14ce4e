import { readFileSync } from 'node:fs'
import { demoFile, type DemoFile } from '../../../server/exchange/demoFile.ts'
import { fillOf } from '../../../shared/figure/cellFormat.ts'
import { parseFigure } from '../../../shared/figure/parseFigure.ts'
import { cellFormat } from '../../../shared/figure/cellFormat.ts'
import type { CellRecord, Report } from '../../../shared/report/report.ts'
import { layoutReport, type LaidOut } from '../../../shared/section/layoutReport.ts'
import { blocksOf, type ReportLayout } from '../../../shared/section/layout.ts'
import { readTemplate } from '../../../shared/template/readTemplate.ts'
import type { Template } from '../../../shared/template/template.ts'

export const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../templates/${path}`, import.meta.url), 'utf8'))

export function boardTemplate(): Template {
  const read = readTemplate(readJson('vb-namnd-2023.json'), 'vb-namnd-2023.json')
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  return read.value
}

export const readDemo = (name: string): DemoFile => demoFile.parse(readJson(`demo/${name}.json`))

/** The part of the report that its layout is made from, with the keys of added rows as their ids. */
export const laidOut = (demo: DemoFile): LaidOut => ({
  plan: demo.plan,
  sections: {},
  addedSections: [],
  rows: Object.fromEntries(
    Object.entries(demo.rows).map(([block, rows]) => [
      block,
      rows.map(({ key, ...row }) => ({ id: key, removed: false, ...row })),
    ]),
  ),
  year: demo.year,
  organisation: demo.organisation,
  administration: demo.administration,
  period: demo.period,
  asOf: demo.asOf,
})

export const demoLayout = (demo: DemoFile): ReportLayout => layoutReport(boardTemplate(), laidOut(demo))

/** The report as it is when everything in the file has been loaded. */
export function demoReport(name: string): { report: Report; layout: ReportLayout } {
  const demo = readDemo(name)
  const layout = demoLayout(demo)
  const stamp = { by: demo.samordnare, at: '2024-01-15T08:00:00.000Z' }
  const cells: Record<string, Record<string, Record<string, CellRecord>>> = {}
  for (const [groups, isReported] of [[demo.cells, false] as const, [demo.reported, true] as const]) {
    for (const { values, provenance } of groups) {
      for (const [blockId, rows] of Object.entries(values)) {
        for (const [rowId, columns] of Object.entries(rows)) {
          for (const [columnId, text] of Object.entries(columns)) {
            const value = readCell(layout, blockId, rowId, columnId, text, isReported)
            const record: CellRecord = isReported
              ? { value: { kind: 'empty' }, reported: value, revision: 1, provenance, ...stamp }
              : { value, revision: 1, provenance, ...stamp }
            const row = ((cells[blockId] ??= {})[rowId] ??= {})
            row[columnId] = record
          }
        }
      }
    }
  }
  return {
    layout,
    report: {
      ...laidOut(demo),
      id: name,
      title: demo.title,
      template: { id: demo.template, version: '2023.1' },
      state: 'oppen',
      readersFrom: 'arbete',
      created: stamp,
      deadlines: [],
      members: {},
      deputies: [],
      items: {},
      threads: {},
      contributions: {},
      versions: {},
      seen: {},
      cells,
      statuses: Object.fromEntries(
        demo.statuses.map(({ item, status, trend, settled }) => {
          const judgement = {
            ...(status === undefined ? {} : { status }),
            ...(trend === undefined ? {} : { trend }),
            ...stamp,
          }
          return [
            item,
            { revision: 1, proposed: judgement, ...(settled === undefined ? {} : { settled: judgement }) },
          ]
        }),
      ),
      final: {},
      explanations: {},
      texts: Object.fromEntries(
        demo.prose.map(({ section, slots }) => [
          section,
          Object.fromEntries(Object.keys(slots).map((slot) => [slot, { words: 10, ...stamp }])),
        ]),
      ),
    },
  }
}

function readCell(
  layout: ReportLayout,
  blockId: string,
  rowId: string,
  columnId: string,
  text: string,
  isReported: boolean,
): CellRecord['value'] {
  const block = layout.chapters
    .flatMap(({ sections }) => sections.flatMap(blocksOf))
    .find(({ id }) => id === blockId)
  const row = block?.rows.find(({ id }) => id === rowId)
  const column = block?.columns.find(({ id }) => id === columnId)
  const address = `${blockId}.${rowId}.${columnId}`
  if (block === undefined || row === undefined || column === undefined) throw new Error(`no cell ${address}`)
  if ((fillOf(row, column) === 'computed') !== isReported)
    throw new Error(`${address} is computed, or is not`)
  if (row.without?.includes(column.id)) throw new Error(`${address} does not exist`)
  if (column.type === 'choice') {
    if (!column.choices?.includes(text)) throw new Error(`${text} is no choice of ${address}`)
    return { kind: 'choice', choice: text }
  }
  const parsed = parseFigure(text, cellFormat(block, row, column))
  if (!parsed.ok) throw new Error(`${text} in ${address}: ${JSON.stringify(parsed.problem)}`)
  return parsed.value.value
}
