import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyExport } from '../../../server/approval/verifyExport.ts'
import { verifyFolder } from '../../../server/approval/verifyFolder.ts'
import type { Running } from '../../../server/serve.ts'
import { readFile, replaceFile } from '../../../server/store/disk.ts'
import { layout } from '../../../server/store/layout.ts'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import { seeded } from '../../unit/sync/kit.ts'
import { as, startTestServer } from '../api/testServer.ts'
import { approve, makeReady, reportToApprove, write } from './approvalKit.ts'

const disk = memoryDisk()
const memoryRoot = '/'
let server: Running
let report: string
let exported: string
beforeAll(async () => {
  server = await startTestServer({ disk })
  const { id, anna } = await reportToApprove(server)
  report = id
  const gunilla = await as(server, 'gunilla.astrom')
  for (const [section, text] of [
    ['inledning', 'En inledning med å, ä och ö.'],
    ['syfte', 'Syftet.'],
    ['framtid', 'Framtiden.'],
  ] as const) {
    await write(server, id, section, text)
    await makeReady(anna, id, section)
    const done = await approve(gunilla, id, section)
    if (done.status !== 200) throw new Error(JSON.stringify(done.body))
  }
  await gunilla.send('POST', `/api/reports/${id}/sections/syfte/reopen`, { reason: 'Ett ord' })
  const file = await fetch(`${server.url}/api/reports/${id}/export.json`, {
    headers: { cookie: anna.cookie },
  })
  exported = await file.text()
  await server.close()
})
/** Flips one bit of a file, looks the folder over, and puts the file back. */
async function foundAfterFlip(path: string, at: number, bit: number): Promise<number> {
  const bytes = await readFile(disk, path)
  if (bytes === null) throw new Error(`${path} is missing`)
  const flipped = Uint8Array.from(bytes)
  flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
  await replaceFile(disk, path, flipped)
  const { faults } = await verifyFolder(disk, memoryRoot, false)
  await replaceFile(disk, path, bytes)
  return faults.length
}

const verifying = async (path: string): Promise<{ code: number; told: string }> => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/cli/verify.ts', path], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const told: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => told.push(part))
  const [code] = await once(child, 'close')
  return { code: code as number, told: Buffer.concat(told).toString('utf8') }
}

test('[AP27] the command says what it has looked at, and ends with 1 at a fault', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samskrift-'))
  try {
    const file = join(folder, 'export.json')
    await writeFile(file, exported)
    expect(await verifying(file)).toEqual({ code: 0, told: '1 report, 0 entries, 3 seals, no faults\n' })
    await writeFile(file, exported.replace('En inledning', 'En utledning'))
    const { code, told } = await verifying(file)
    expect(code).toBe(1)
    expect(told).toContain('inledning: the content is not what its digest says')
  } finally {
    await rm(folder, { recursive: true })
  }
}, 60_000)

describe('looking everything over', () => {
  test('[AP16] finds nothing where nothing is wrong, and counts what there is', async () => {
    const { reports, entries, seals, faults } = await verifyFolder(disk, memoryRoot, false)
    expect(faults).toEqual([])
    expect({ reports, seals }).toEqual({ reports: 1, seals: 3 })
    expect(entries).toBeGreaterThan(20)
    expect(verifyExport('export.json', exported)).toEqual({ reports: 1, entries: 0, seals: 3, faults: [] })
  })

  test.each([
    ['the journal of a report', () => layout.reportRegister(memoryRoot, report).journal, 50],
    ['the register of a report', () => layout.reportRegister(memoryRoot, report).snapshot, 50],
    ['the journal of people', () => layout.peopleRegister(memoryRoot).journal, 15],
    ['the register of people', () => layout.peopleRegister(memoryRoot).snapshot, 20],
    [
      'an approved text',
      () => layout.section(memoryRoot, { reportId: report, sectionId: 'inledning', epoch: 1 }),
      20,
    ],
  ])('[AP17] a flipped bit in %s is found, wherever it is', async (_what, path, times) => {
    const { below } = seeded(20240213)
    const length = (await readFile(disk, path()))?.length ?? 0
    expect(length).toBeGreaterThan(100)
    const missed: number[] = []
    for (let i = 0; i < times; i++) {
      const at = i === 0 ? length - 1 : i === 1 ? 0 : below(length)
      if ((await foundAfterFlip(path(), at, below(8))) === 0) missed.push(at)
    }
    expect(missed).toEqual([])
  })

  test('[AP18] a flipped bit in what was approved is found, and names the approval', async () => {
    const { below } = seeded(7)
    const names = (await disk.list(layout.media(memoryRoot))) ?? []
    expect(names.length).toBeGreaterThanOrEqual(3)
    for (const name of names) {
      const path = layout.medium(memoryRoot, name)
      const length = (await readFile(disk, path))?.length ?? 0
      for (let i = 0; i < 4; i++)
        expect(await foundAfterFlip(path, below(length), below(8))).toBeGreaterThan(0)
    }
    const path = layout.medium(memoryRoot, names[0] ?? '')
    const bytes = await readFile(disk, path)
    await disk.remove(path)
    const { faults } = await verifyFolder(disk, memoryRoot, false)
    expect(faults).toMatchObject([{ file: path, fault: expect.stringContaining('missing') }])
    await replaceFile(disk, path, bytes ?? new Uint8Array())
  })

  test('[AP19] a flipped bit in an exported report is found from the file alone', () => {
    const { below } = seeded(11)
    const bytes = new TextEncoder().encode(exported)
    const missed: number[] = []
    for (let i = 0; i < 300; i++) {
      const at = below(bytes.length)
      const flipped = Uint8Array.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << below(8))
      if (verifyExport('export.json', new TextDecoder().decode(flipped)).faults.length === 0) missed.push(at)
    }
    expect(missed).toEqual([])
  })

  test('[AP20] an approval that was exchanged with care in an exported report is found all the same', () => {
    const file = JSON.parse(exported)
    const section = file.sections.find(({ id }: { id: string }) => id === 'framtid')
    section.seal.by = 'anna.lindqvist'
    const { faults } = verifyExport('export.json', JSON.stringify(file))
    expect(faults.map(({ fault }) => fault).join(' ')).toContain('framtid: the seal is not what was sealed')
  })

  test('[AP21] a journal that ends in the middle of a commit is told of', async () => {
    const { journal } = layout.reportRegister(memoryRoot, report)
    const bytes = await readFile(disk, journal)
    // A tail that a crash tore off looks like damage to the last commit: it is told of.
    await replaceFile(disk, journal, (bytes ?? new Uint8Array()).subarray(0, -3))
    const { faults } = await verifyFolder(disk, memoryRoot, false)
    await replaceFile(disk, journal, bytes ?? new Uint8Array())
    expect(faults[0]).toMatchObject({ file: journal, fault: expect.stringContaining('no whole commit') })
  })
})
