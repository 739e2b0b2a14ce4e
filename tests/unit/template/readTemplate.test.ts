import { describe, expect, it } from 'vitest'
import { readTemplate } from '../../../shared/template/readTemplate.ts'
import { readJson } from './demoReport.ts'

/** The board's template with one thing changed at a path: `set(undefined)` takes the key away. */
function changed(...changes: readonly (readonly [path: string, value: unknown])[]): unknown {
  const json: unknown = structuredClone(readJson('vb-namnd-2023.json'))
  for (const [path, value] of changes) {
    const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
    const last = keys.pop() ?? ''
    let at: unknown = json
    for (const key of keys) at = (at as Record<string, unknown>)[key]
    const target = at as Record<string, unknown>
    if (value === undefined) delete target[last]
    else target[last] = value
  }
  return json
}

const faults = (json: unknown): string[] => {
  const read = readTemplate(json, 'board.json')
  return read.ok ? [] : read.problem.map(({ file, path, message }) => `${file} ${path}: ${message}`)
}

describe('reading a template', () => {
  it('[TP2] names every fault of shape at once, with file and path', () => {
    const found = faults(
      changed(
        ['version', '2023'],
        ['chapters[0].title', ''],
        ['chapters[1].slots[0].kind', 'picture'],
        ['colour', 'red'],
      ),
    )
    expect(found.map((fault) => fault.slice(0, fault.indexOf(':')))).toEqual([
      'board.json version',
      'board.json chapters[0].title',
      'board.json chapters[1].slots[0].kind',
      'board.json colour',
    ])
  })

  it.each([
    [
      'a section with the id of a chapter',
      ['chapters[3].sections[0].id', 'ekonomi'],
      'chapters[4].id: id ekonomi is already used at chapters[3].sections[0].id',
    ],
    [
      'a slot with the id of a section',
      ['chapters[0].slots[0].id', 'syfte'],
      'chapters[0].slots[0].id: id syfte is already used at chapters[1].id',
    ],
    [
      'a slot with the id of another',
      ['chapters[2].slots[1].id', 'inledning-text'],
      'chapters[2].slots[1].id: id inledning-text is already used at chapters[0].slots[0].id',
    ],
  ] as const)('[TP3] refuses %s', (_, change, fault) => {
    expect(faults(changed(change)).map((found) => found.slice('board.json '.length))).toContain(fault)
  })

  it.each([
    [
      'a place that is not declared',
      ['chapters[3].sections[1].slots[2].block.place', 'annan'],
      'no place annan among places',
    ],
    [
      'a place of the other kind',
      ['chapters[3].sections[1].slots[2].block.place', 'internkontroll'],
      'place internkontroll is a controlPlan, not a perspective',
    ],
    [
      'a place used twice',
      ['chapters[3].sections[1].slots[2].block.place', 'process'],
      'place process is already used at chapters[3].sections[1].slots[2]',
    ],
    [
      'a link to a block that is none',
      ['chapters[4].sections[1].slots[4].block.resultReport', 'nyckeltal'],
      'no resultReport with the id nyckeltal',
    ],
    [
      'a footnote at an unknown column',
      ['chapters[4].sections[1].slots[4].block.footnotes[0].anchor', { column: 'forecast' }],
      'no column forecast',
    ],
    ['a missing scale', ['scales.indicatorStatus', undefined], 'goalBlock needs the scale indicatorStatus'],
    ['an unknown variable in a heading', ['chapters[4].title', 'Ekonomi {ar}'], 'unknown variable {ar}'],
    [
      'an unknown variable in a block',
      ['chapters[7].slots[0].block.lines[0].text', '{nämnd}'],
      'unknown variable {nämnd}',
    ],
    [
      'a snippet for an unknown status',
      ['snippets[0].status', 'klart'],
      'no status klart in the scale goalStatus',
    ],
  ] as const)('[TP4] refuses %s', (_, change, message) => {
    expect(faults(changed(change)).join('\n')).toContain(message)
  })

  it('[TP4] names faults of meaning together, too', () => {
    const found = faults(changed(['chapters[4].title', '{x}'], ['scales.controlVerdict', undefined]))
    expect(found).toHaveLength(2)
  })

  it('[TP5] knows rows of a result report in their order only', () => {
    const rows = 'chapters[4].sections[0].slots[0].block.rows'
    expect(
      faults(
        changed([
          rows,
          [
            { id: 'sumIncome' },
            { id: 'otherIncome' },
            { id: 'sumCosts' },
            { id: 'netCost' },
            { id: 'result' },
          ],
        ]),
      ),
    ).toHaveLength(1)
    expect(
      faults(
        changed([
          rows,
          [
            { id: 'otherIncome' },
            { id: 'sumIncome' },
            { id: 'staffCosts' },
            { id: 'sumCosts' },
            { id: 'netCost' },
            { id: 'result' },
          ],
        ]),
      ),
    ).toEqual([])
  })
})
