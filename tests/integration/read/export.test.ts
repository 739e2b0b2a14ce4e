import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from '../../../server/exchange/loadDemo.ts'
import type { Running } from '../../../server/serve.ts'
import { canonicalJson } from '../../../shared/section/canonical.ts'
import { as, demo, startTestServer, type Guest } from '../api/testServer.ts'

let server: Running
let anna: Guest
let report: string
beforeAll(async () => {
  server = await startTestServer()
  await loadDemo({ url: server.url }, demo.reports)
  await server.deps.texts.flushAll()
  anna = await as(server, 'anna.lindqvist')
  report = (await anna.send('GET', '/api/reports')).body.find(
    ({ year }: { year: number }) => year === 2023,
  ).id
}, 60_000)
afterAll(() => server.close())

const entities: Readonly<Record<string, string>> = {
  '&#x27;': "'",
  '&quot;': '"',
  '&amp;': '&',
  '&gt;': '>',
  '&lt;': '<',
}
const words = (html: string): string =>
  html.replace(/<[^>]+>/g, ' ').replace(/&(?:#x27|quot|amp|gt|lt);/g, (entity) => entities[entity] ?? '')

test('[RD7] every visible section and every figure of every table stands in the exported file', async () => {
  const html = (await anna.send('GET', `/api/reports/${report}/export.html`)).body as string
  const { sections } = (await anna.send('GET', `/api/reports/${report}`)).body
  const text = words(html)
  for (const { number, title } of sections) expect(text).toContain(`${number}  ${title}`)
  for (const { id } of sections) {
    const { slots } = (await anna.send('GET', `/api/reports/${report}/sections/${id}`)).body
    const printed = slots.flatMap((slot: { block?: { cells?: object } }) =>
      Object.values(slot.block?.cells ?? {}).flatMap((row) =>
        Object.values(row as object).map(({ text: shown }: { text: string }) => shown),
      ),
    )
    for (const figure of printed.filter((shown: string) => /\d/.test(shown))) expect(text).toContain(figure)
  }
})

test('[RD7] the file has no script and no address to fetch anything from', async () => {
  const { body, headers } = await anna.send('GET', `/api/reports/${report}/export.html`)
  expect(body).not.toMatch(/<script|<link|<iframe|\ssrc="(?!data:)|url\((?!data:)|@import|\son\w+=/i)
  expect(headers.get('content-disposition')).toContain(
    "filename*=UTF-8''Verksamhetsber%C3%A4ttelse%202023%20Servicen%C3%A4mnden.html",
  )
  expect(headers.get('content-security-policy')).toContain('sandbox')
})

test('[RD5] the file says what it is on every page and where it stands', async () => {
  const { body } = await anna.send('GET', `/api/reports/${report}/export.html`)
  expect(body).toContain('@top-left { content: "Servicenämnden"')
  expect(words(body)).toContain('Utkast, arbetsmaterial')
})

test('[RD7] one section alone holds that section and no other', async () => {
  const { body } = await anna.send('GET', `/api/reports/${report}/read?section=ekonomi-resultatrapport`)
  const ids = body.chapters.flatMap((chapter: { sections: { id: string }[] }) =>
    chapter.sections.map(({ id }) => id),
  )
  expect(ids).toEqual(['ekonomi-resultatrapport'])
  expect((await anna.send('GET', `/api/reports/${report}/read?section=nowhere`)).status).toBe(404)
})

test('[RD7] the data file prints the result report as the sources do', async () => {
  const { body } = await anna.send('GET', `/api/reports/${report}/export.json`)
  const table = body.tables.find(({ block }: { block: string }) => block === 'resultReport')
  const result = table.rows.find(({ id }: { id: string }) => id === 'result')
  expect(result.cells).toEqual({
    actual: '−12,0',
    budget: '−51,7',
    actualPrev: '−29,0',
    budgetDeviation: '39,7',
    actualDeviation: '17,0',
  })
  expect(body.findings.map(({ rule, kind }: { rule: string; kind: string }) => `${rule} ${kind}`)).toEqual([
    'change error',
    'change error',
  ])
})

test('[RD8] a läsare reads the sections that have come far enough, and no other', async () => {
  const members = (await anna.send('GET', `/api/reports/${report}/record`)).body.report.members as Record<
    string,
    { grants: { role: string }[] }
  >
  const user = Object.entries(members).find(
    ([, { grants }]) => grants.every(({ role }) => role === 'lasare') && grants.length > 0,
  )?.[0]
  if (user === undefined) throw new Error('the demo has a läsare')
  await anna.send('PATCH', `/api/reports/${report}`, { readersFrom: 'klar' })
  const lasare = await as(server, user)
  const { body } = await lasare.send('GET', `/api/reports/${report}/read`)
  const states = body.chapters.flatMap((chapter: { sections: { id: string }[] }) =>
    chapter.sections.map(({ id }) => id),
  )
  expect(states).toHaveLength(5)
  expect(body.states).toEqual({ arbete: 0, granskning: 0, klar: 4, godkand: 1 })
  expect((await lasare.send('GET', `/api/reports/${report}/record`)).status).toBe(403)
})

test('[RD9] the digest of a section can be taken again from the data file alone', async () => {
  const { body } = await anna.send('GET', `/api/reports/${report}/export.json`)
  expect(body.sections.length).toBeGreaterThan(20)
  for (const { id, digest, content } of body.sections) {
    expect([id, createHash('sha256').update(canonicalJson(content)).digest('hex')]).toEqual([id, digest])
    expect((await anna.send('GET', `/api/reports/${report}/sections/${id}`)).body.digest).toBe(digest)
  }
})
