import { describe, expect, it } from 'vitest'
import { writtenFor } from '../../../client/plan/writtenFor.ts'
import { layoutReport } from '../../../shared/section/layoutReport.ts'
import { proseSlotsOf, sectionsOf } from '../../../shared/section/layout.ts'
import { boardTemplate, demoReport } from '../template/demoReport.ts'

const { report } = demoReport('servicenamnden-2023')
const layout = layoutReport(boardTemplate(), report)
const assignment = report.plan.items.find(({ kind }) => kind === 'assignment')?.id ?? ''
const section = sectionsOf(layout).find((each) =>
  proseSlotsOf(each).some(({ planItem }) => planItem === assignment),
)
const slot = section && proseSlotsOf(section).find(({ planItem }) => planItem === assignment)?.id
const stamp = { by: 'karin.hallgren', at: '2024-01-20T10:00:00.000Z' }

describe('what a change of the plan leaves in place', () => {
  it('[UX46] is told by words, writer and judgement', () => {
    const texts = { [section?.id ?? '']: { [slot ?? '']: { words: 62, ...stamp } } }
    const statuses = { [assignment]: { revision: 1, proposed: { status: 'uppnatt', ...stamp } } }
    expect(writtenFor(layout, { texts, statuses }, assignment)).toEqual({
      section,
      words: 62,
      by: 'karin.hallgren',
      judgement: 'proposed',
    })
    expect(writtenFor(layout, { texts: {}, statuses: {} }, assignment)).toMatchObject({
      words: 0,
      by: null,
      judgement: 'none',
    })
  })

  it('[UX46] finds the Kommentar of a measure, which belongs to a row', () => {
    const measure = report.plan.items.find(({ kind }) => kind === 'measure')?.id ?? ''
    const home = writtenFor(layout, { texts: {}, statuses: {} }, measure).section
    const comments =
      home === null
        ? []
        : proseSlotsOf(home).filter((each) => each.in?.row === measure || each.planItem === measure)
    expect(comments).toHaveLength(1)
    const texts = { [home?.id ?? '']: { [comments[0]?.id ?? '']: { words: 9, ...stamp } } }
    expect(writtenFor(layout, { texts, statuses: {} }, measure).words).toBe(9)
  })
})
