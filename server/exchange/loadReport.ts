import { z } from 'zod'
import { report as reportSchema, type Report } from '../../shared/report/report.ts'
import type { Grant } from '../../shared/people/role.ts'
import type { DemoFile } from './demoFile.ts'
import { loadReview } from './loadReview.ts'
import { slotAt } from './slotAt.ts'
import { writeProse } from './writeProse.ts'
import type { VisitAs, Visitor } from './visitor.ts'

/*
 * Fills a report from a file over the public interface, in the order that the file's own description names. Each part looks at
 * what is there first, so that a load that was interrupted goes on where it stopped.
 */

const anything = z.unknown()
const created = z.object({ id: z.string() })
const listed = z.array(
  z.object({ id: z.string(), title: z.string(), year: z.int(), organisation: z.string() }),
)
const record = z.object({ report: reportSchema })
const log = z.object({ entries: z.array(z.object({ event: z.object({ type: z.string() }).nullable() })) })
const setAnswers = z.array(
  z.object({
    block: z.string(),
    row: z.string(),
    column: z.string(),
    result: z.string(),
    problem: z.unknown().optional(),
  }),
)

/**
 * @param previous  id of the report that this one carries on, if it has been loaded
 * @returns the id of the filled report
 */
export async function loadReport(file: DemoFile, visitAs: VisitAs, previous?: string): Promise<string> {
  const samordnare = await visitAs(file.samordnare)
  const found = await findReport(samordnare, file)
  if (found !== undefined && (await isLoaded(samordnare, found, file))) return found
  const id = found ?? (await create(samordnare, file, previous))
  const read = async (): Promise<Report> =>
    (await samordnare.ask('GET', `/api/reports/${id}/record`, record)).report

  const atFirst = await read()
  if (atFirst.plan.locked === undefined) {
    await samordnare.ask('PUT', `/api/reports/${id}/plan`, anything, {
      decision: file.plan.decision,
      items: file.plan.items,
    })
  }
  const rowIds = await addRows(samordnare, id, atFirst, file)
  const at = (place: string): string => idAt(rowIds, place)

  for (const { user, grants } of file.members) {
    await samordnare.ask('PUT', `/api/reports/${id}/members/${user}`, anything, {
      grants: grants.map((grant) => grantAt(grant, at)),
    })
  }
  await setCells(id, file.cells, false, visitAs, rowIds)
  await setCells(id, file.reported, true, visitAs, rowIds)
  await judge(id, await read(), file, visitAs, at)
  for (const { section, by, slots } of file.prose) {
    const texts = Object.fromEntries(
      Object.entries(slots).map(([slot, blocks]) => [slotAt(slot, at), blocks]),
    )
    await writeProse(await visitAs(by), id, section, texts)
  }
  if (file.items.length > 0) {
    await samordnare.ask(
      'PUT',
      `/api/reports/${id}/items`,
      anything,
      file.items.map((item) => ({ ...item, id: at(item.id) })),
    )
  }
  await loadReview(id, file, visitAs, at)
  const nearlyDone = await read()
  for (const { block, by } of file.final) {
    if (nearlyDone.final[block] === undefined)
      await (
        await visitAs(by)
      ).ask('POST', `/api/reports/${id}/blocks/${block}/final`, anything, { final: true })
  }
  if (nearlyDone.plan.locked === undefined)
    await samordnare.ask('POST', `/api/reports/${id}/plan/lock`, anything, { decision: file.plan.decision })
  await step(samordnare, id, file, visitAs)
  return id
}

async function findReport(
  visitor: Visitor,
  { title, year, organisation }: DemoFile,
): Promise<string | undefined> {
  const reports = await visitor.ask('GET', '/api/reports', listed)
  return reports.find(
    (report) => report.title === title && report.year === year && report.organisation === organisation,
  )?.id
}

async function create(visitor: Visitor, file: DemoFile, previous: string | undefined): Promise<string> {
  const { template, organisation, administration, title, year, period, asOf, deadlines } = file
  const body = {
    template,
    organisation,
    administration,
    title,
    year,
    period,
    asOf,
    deadlines,
    ...(previous === undefined ? {} : { previous }),
  }
  return (await visitor.ask('POST', '/api/reports', created, body)).id
}

/** Loading ends with locking the plan, and then the steps; whatever people have done since is theirs. */
async function isLoaded(visitor: Visitor, id: string, file: DemoFile): Promise<boolean> {
  const types = (await visitor.ask('GET', `/api/reports/${id}/audit`, log)).entries.map(
    ({ event }) => event?.type,
  )
  const count = (type: string) => types.filter((found) => found === type).length
  return count('planLocked') > 0 && count('sectionMoved') >= file.steps.length
}

/** Adds the rows that are not there yet. Answers their ids by block and key. */
async function addRows(
  visitor: Visitor,
  id: string,
  report: Report,
  file: DemoFile,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const ids = new Map<string, Map<string, string>>()
  for (const [block, rows] of Object.entries(file.rows)) {
    const ofBlock = new Map<string, string>()
    ids.set(block, ofBlock)
    for (const { key, ...row } of rows) {
      const known = report.rows[block]?.find(({ label, removed }) => label === row.label && !removed)?.id
      const added =
        known ??
        (
          await visitor.ask(
            'POST',
            `/api/reports/${id}/blocks/${block}/rows`,
            z.object({ row: z.string() }),
            row,
          )
        ).row
      ofBlock.set(key, added)
    }
  }
  return ids
}

/** `<block>.<key>` with the row's id in place of its key; any other place as it is. */
function idAt(rowIds: ReadonlyMap<string, ReadonlyMap<string, string>>, place: string): string {
  const [block = '', key] = place.split('.')
  const row = key === undefined ? undefined : rowIds.get(block)?.get(key)
  return row === undefined ? place : `${block}.${row}`
}

const grantAt = (grant: Grant, at: (place: string) => string): Grant => ({
  ...grant,
  ...(grant.items === undefined ? {} : { items: grant.items.map(at) }),
})

async function setCells(
  id: string,
  groups: DemoFile['cells'],
  reported: boolean,
  visitAs: VisitAs,
  rowIds: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Promise<void> {
  for (const { by, provenance, values } of groups) {
    const cells = Object.entries(values).flatMap(([block, rows]) =>
      Object.entries(rows).flatMap(([row, columns]) =>
        Object.entries(columns).map(([column, value]) => ({
          block,
          row: rowIds.get(block)?.get(row) ?? row,
          column,
          value,
          ...(reported ? { reported } : {}),
        })),
      ),
    )
    const answers = await (
      await visitAs(by)
    ).ask('PUT', `/api/reports/${id}/cells`, setAnswers, { cells, provenance })
    const refused = answers.find(({ result }) => result !== 'stored')
    if (refused !== undefined) throw new Error(`a cell of the file was refused: ${JSON.stringify(refused)}`)
  }
}

async function judge(
  id: string,
  report: Report,
  file: DemoFile,
  visitAs: VisitAs,
  at: (place: string) => string,
): Promise<void> {
  for (const { item, by, status, trend, settled } of file.statuses) {
    const known = report.statuses[at(item)]
    const path = `/api/reports/${id}/statuses/${at(item)}`
    if (known === undefined) await (await visitAs(by)).ask('PUT', path, anything, { status, trend })
    if (settled !== undefined && known?.settled === undefined) {
      await (await visitAs(settled.by)).ask('POST', `${path}/settle`, anything, { meeting: settled.meeting })
    }
  }
}

const stepPaths: Readonly<Record<DemoFile['steps'][number]['event'], string>> = {
  submit: 'submit',
  withdraw: 'withdraw',
  sendBack: 'send-back',
  ready: 'ready',
  approve: 'approve',
  reopen: 'reopen',
}

/** As many steps as the journal has were taken before. */
async function step(samordnare: Visitor, id: string, file: DemoFile, visitAs: VisitAs): Promise<void> {
  const { entries } = await samordnare.ask('GET', `/api/reports/${id}/audit`, log)
  const taken = entries.filter(({ event }) => event?.type === 'sectionMoved').length
  for (const { section, event, by, message } of file.steps.slice(taken)) {
    const visitor = await visitAs(by)
    const path = `/api/reports/${id}/sections/${section}`
    const said = message === undefined ? {} : { message }
    // Whoever approves names what they saw.
    const body =
      event === 'approve'
        ? { seen: (await visitor.ask('GET', path, z.object({ digest: z.string() }))).digest }
        : said
    await visitor.ask('POST', `${path}/${stepPaths[event]}`, anything, body)
  }
}
