import { describe, expect, it } from 'vitest'
import { docIdOf } from '../../../shared/section/sectionRecord.ts'
import { report } from '../../../shared/report/report.ts'
import type { ReportEvent } from '../../../shared/report/event.ts'
import { reportRegister } from '../../../server/reports/reportRegister.ts'
import { createEntryLog } from '../../../server/store/entryLog.ts'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import { openRegister } from '../../../server/store/register.ts'

const at = '2024-01-31T10:00:00.000Z'
const nothing = () => undefined
const anna = { user: 'anna' }
const created = report.parse({
  id: 'sn-2023',
  organisation: 'Servicenämnden',
  administration: 'Serviceförvaltningen',
  title: 'Verksamhetsberättelse 2023',
  year: 2023,
  period: 'helar',
  asOf: '2023-12-31',
  template: { id: 'vb', version: '1' },
  state: 'oppen',
  created: { by: 'anna', at },
  deadlines: [],
  plan: { items: [] },
  members: {},
  sections: { ekonomi: { state: 'klar', epoch: 3 } },
  items: {},
  cells: {},
  statuses: {},
  rows: {},
  final: {},
})

describe('the register of a report', () => {
  it('[ST8] is made by its first entry, and opens the same from journal and from snapshot', async () => {
    const disk = memoryDisk()
    await disk.makeFolder('/r')
    const events: ReportEvent[] = [{ type: 'reportCreated', report: created }]
    await createEntryLog(disk, '/r/journal', events, anna, at)
    const open = (snapshot: string) =>
      openRegister(
        { disk, after: () => nothing, log: { info: nothing, warn: nothing, error: nothing } },
        { journal: '/r/journal', snapshot },
        reportRegister,
      )
    const register = await open('/r/register.json')
    await register?.append([{ type: 'sectionHidden', section: 'fastighet', hidden: true }], anna, at)
    const state = register?.state()
    expect(state?.sections['fastighet']).toMatchObject({ hidden: true })
    await register?.close()
    expect((await open('/r/register.json'))?.state()).toEqual(state)
    expect((await open('/r/none.json'))?.state()).toEqual(state)
  })

  it('[ST15] after a restore every section with a record or a text has an epoch no page has seen', () => {
    const event: ReportEvent = {
      type: 'epochsRaised',
      reason: 'restore',
      to: 1_700_000_000,
      sections: ['personal'],
    }
    const raise = (state: typeof created | null, seq: number) =>
      reportRegister.reduce(state, { seq, at, actor: anna, event, payloadHash: '', prevHash: '', hash: '' })
    const raised = raise(created, 2)
    if (raised === null) throw new Error('there was a report')
    expect(docIdOf(raised, 'ekonomi')).toBe('sn-2023.ekonomi.1700000000')
    expect(docIdOf(raised, 'personal')).toBe('sn-2023.personal.1700000000')
    expect(raised.sections['ekonomi']?.state).toBe('klar')
    expect(raise(raised, 3)?.sections['ekonomi']?.epoch).toBe(1_700_000_001)
  })
})
