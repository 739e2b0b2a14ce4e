import { z } from 'zod'
import { report as reportSchema, type Report } from '../../shared/report/report.ts'
import type { DemoFile } from './demoFile.ts'
import { slotAt } from './slotAt.ts'
import type { VisitAs } from './visitor.ts'
import { writeText } from './writeProse.ts'

/*
 * What people of a file have said to each other about its texts: who stands in for whom, contributions, synpunkter, what is
 * handed in, and why findings are right all the same. Each part looks at what is there first, as the rest of the load does.
 */

const anything = z.unknown()
const record = z.object({ report: reportSchema })
const started = z.object({ ids: z.array(z.string()) })

/** @param at  a place of the file with the ids of the report's own rows */
export async function loadReview(
  id: string,
  file: DemoFile,
  visitAs: VisitAs,
  at: (place: string) => string,
): Promise<void> {
  const samordnare = await visitAs(file.samordnare)
  const read = async (): Promise<Report> =>
    (await samordnare.ask('GET', `/api/reports/${id}/record`, record)).report
  const before = await read()
  if (file.deputies.length > 0 && before.deputies.length === 0)
    await samordnare.ask('PUT', `/api/reports/${id}/deputies`, anything, file.deputies)
  for (const asked of file.contributions) await contribute(id, before, asked, visitAs)
  await openThreads(id, before, file, visitAs, at)
  await handIn(id, await read(), file, visitAs, at)
  for (const { by, reason, findings } of file.explanations) {
    const unexplained = findings
      .map((finding) => findingAt(finding, at))
      .filter((finding) => before.explanations[finding] === undefined)
    if (unexplained.length > 0)
      await (
        await visitAs(by)
      ).ask('POST', `/api/reports/${id}/findings/explain`, anything, { findings: unexplained, reason })
  }
}

async function contribute(
  id: string,
  report: Report,
  { item, by, due, words, areas }: DemoFile['contributions'][number],
  visitAs: VisitAs,
): Promise<void> {
  const path = `/api/reports/${id}/contributions`
  if (Object.values(report.contributions).some((known) => known.item === item)) return
  const { ids } = await (
    await visitAs(by)
  ).ask('POST', path, started, {
    item,
    areas: areas.map(({ unit, writers }) => ({ unit, writers })),
    due,
    words,
  })
  for (const [index, { writers, text, state }] of areas.entries()) {
    const contribution = ids[index]
    const [writer] = writers
    if (contribution === undefined || writer === undefined || state === undefined) continue
    const visitor = await visitAs(writer)
    if (text !== undefined) await writeText(visitor, `${path}/${contribution}/lease`, { text })
    if (state !== 'paborjad')
      await visitor.ask('POST', `${path}/${contribution}/hand-in`, anything, {
        nothingToReport: state === 'inget_att_rapportera',
      })
  }
}

async function openThreads(
  id: string,
  report: Report,
  file: DemoFile,
  visitAs: VisitAs,
  at: (place: string) => string,
): Promise<void> {
  const opened = Object.values(report.threads)
  for (const {
    section,
    by,
    place,
    text,
    assignee,
    mentions,
    suggestion,
    kind,
    replies,
    resolvedBy,
  } of file.threads) {
    if (opened.some(({ remarks }) => remarks[0]?.text === text)) continue
    const path = `/api/reports/${id}/sections/${section}/threads`
    const { id: thread } = await (
      await visitAs(by)
    ).ask('POST', path, z.object({ id: z.string() }), {
      at:
        'quote' in place
          ? { slot: slotAt(place.slot, at), quote: place.quote }
          : { ...place, ...(place.row === undefined ? {} : { row: rowAt(place.block, place.row, at) }) },
      text,
      assignee,
      mentions,
      suggestion,
      kind,
    })
    for (const reply of replies)
      await (await visitAs(reply.by)).ask('POST', `${path}/${thread}/replies`, anything, { text: reply.text })
    if (resolvedBy !== undefined)
      await (await visitAs(resolvedBy)).ask('PATCH', `${path}/${thread}`, anything, { resolved: true })
  }
}

/** Handed in, and perhaps sent back with a word. */
async function handIn(
  id: string,
  report: Report,
  file: DemoFile,
  visitAs: VisitAs,
  at: (place: string) => string,
): Promise<void> {
  for (const { item, by, nothingToReport, sentBack } of file.handIns) {
    const place = at(item)
    const state = report.items[place]?.state ?? 'ej_paborjad'
    if (state !== 'ej_paborjad') continue
    const path = `/api/reports/${id}/items/${place}`
    await (await visitAs(by)).ask('POST', `${path}/hand-in`, anything, { nothingToReport })
    if (sentBack !== undefined)
      await (
        await visitAs(sentBack.by)
      ).ask('POST', `${path}/send-back`, anything, { comment: sentBack.comment })
  }
}

const rowAt = (block: string, row: string, at: (place: string) => string): string =>
  at(`${block}.${row}`).slice(block.length + 1)

/** `<rule>.<block>.<row>.<column>`, with the row's id in place of its key. */
function findingAt(finding: string, at: (place: string) => string): string {
  const [rule, block, row, ...rest] = finding.split('.')
  return rule === undefined || block === undefined || row === undefined
    ? finding
    : [rule, at(`${block}.${row}`), ...rest].join('.')
}
