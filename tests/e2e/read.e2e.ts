import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import { cellAt, figureIn, openSection, reportOf } from './reportPage.ts'
import type { RunningServer } from './server.ts'

let browser: Browser
let server: RunningServer
let anna: Desk
let report: string
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startDemoServer()])
  anna = await sitDown(browser, server.url, 'anna.lindqvist')
  report = await reportOf(anna, 2023)
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

const get = (path: string) => anna.context.request.get(`/api/reports/${report}${path}`)
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
/** How many pages the page becomes on paper. */
async function pagesOf(page: Page): Promise<number> {
  const file = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  return file.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}

test('[E223] the read view shows the figures of the tables, numbered, with the state of the document on every page', async () => {
  await openSection(anna, report, 'ekonomi-resultatrapport')
  const ask = ['otherIncome', 'staffCosts', 'sumCosts', 'netCost', 'result'].flatMap((row) =>
    ['actual', 'budget', 'actualPrev', 'budgetDeviation', 'actualDeviation'].map((column) =>
      figureIn(cellAt(anna.page, 'resultatrapport', row, column)),
    ),
  )
  const figures = await Promise.all(ask)

  const reader = await sitDown(browser, server.url, 'sara.ahlgren')
  await reader.page.goto(`/rapporter/${report}/lasvy`)
  const table = reader.page
    .getByRole('main')
    .getByRole('table')
    .filter({ hasText: 'Verksamhetens nettokostnad' })
    .first()
  await table.waitFor()
  const rows = await table
    .getByRole('row')
    .filter({ hasText: /^(Övriga intäkter|Personalkostnader|Summa kostnader|Verksamhetens|Resultat)/ })
    .all()
  const read = await Promise.all(
    rows.map(async (row) => (await row.getByRole('cell').allInnerTexts()).map(plain)),
  )
  expect(read.flat()).toEqual(figures)

  const headings = await reader.page.getByRole('main').getByRole('heading').allInnerTexts()
  expect(headings.map(plain)).toContain('5.1 Resultatrapport Servicenämnden')
  const heads = reader.page.getByText(/^\d+\(\d+\)$/)
  const count = await heads.count()
  expect(count).toBeGreaterThan(10)
  expect(await heads.last().innerText()).toBe(`${count}(${count})`)
  expect(await reader.page.getByText('Utkast, arbetsmaterial').count()).toBeGreaterThanOrEqual(count)
  // A läsare has nothing else of the report.
  expect((await reader.context.request.get(`/api/reports/${report}/record`)).status()).toBe(403)
  await reader.context.close()
})

test('[E224] the read view and the exported file print as pages with the running head', async () => {
  await anna.page.goto(`/rapporter/${report}/lasvy`)
  await anna.page.getByRole('main').getByRole('table').first().waitFor()
  const onScreen = await anna.page.getByText(/^\d+\(\d+\)$/).count()
  expect(onScreen).toBeGreaterThan(10)
  // Pages are broken on screen as on paper.
  expect(await pagesOf(anna.page)).toBe(onScreen)

  const answer = await get('/export.html')
  expect(answer.headers()['content-disposition']).toContain('attachment')
  const html = await answer.text()
  expect(html).not.toMatch(/<script|(?:src|href)="(?!#|data:|mailto:|https?:\/\/)/)
  const folder = await mkdtemp(join(tmpdir(), 'samskrift-export-'))
  await writeFile(join(folder, 'rapport.html'), html)
  const page = await anna.context.newPage()
  await page.goto(`file://${join(folder, 'rapport.html')}`)
  expect(await pagesOf(page)).toBeGreaterThan(10)
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  expect(html).toMatch(
    /@top-left \{ content: "Servicenämnden"[^}]*}\s*@top-center[^}]*Utkast[^}]*}\s*@top-right[^}]*counter\(pages\)/,
  )
  await page.close()
  await rm(folder, { recursive: true })
})

test('[E225] the data export holds the same figures as text and as numbers', async () => {
  const answer = await get('/export.json')
  expect(answer.headers()['content-type']).toContain('application/json')
  const text = await answer.text()
  const data: unknown = JSON.parse(text)
  expect(Object.keys(data as object).length).toBeGreaterThan(3)
  for (const part of ['"resultatrapport"', 'driftredovisning', '-678.8', 'Servicenämnden'])
    expect(text).toContain(part)
})
