import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import {
  becomes,
  cellAt,
  cellIn,
  figureIn,
  openSection,
  savedState,
  standIn,
  wordsOf,
  writable,
} from './reportPage.ts'
import type { RunningServer } from './server.ts'

let browser: Browser
let server: RunningServer
let per: Desk, anna: Desk
/** Address of the new report. */
let made: string
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startDemoServer()])
  ;[per, anna] = await Promise.all([
    sitDown(browser, server.url, 'per.sandberg'),
    sitDown(browser, server.url, 'anna.lindqvist'),
  ])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

test('[E215] a samordnare makes the report of 2024 from that of 2023 in the page alone', async () => {
  const { page } = anna
  await page.goto('/rapporter')
  await page
    .getByRole('link', { name: 'Skapa rapport' })
    .or(page.getByRole('button', { name: 'Skapa rapport' }))
    .click()
  await page
    .getByLabel('Hämta från en tidigare rapport')
    .selectOption({ label: 'Verksamhetsberättelse 2023, Servicenämnden' })
  await page.getByLabel('Rubrik').fill('Verksamhetsberättelse 2024')
  expect(await page.getByLabel('År', { exact: true }).inputValue()).toBe('2024')
  await page.getByRole('button', { name: 'Skapa rapport' }).click()
  await page.getByRole('navigation', { name: 'Innehåll' }).waitFor()
  made = new URL(page.url()).pathname.split('/')[2] ?? ''
  expect(await page.title()).toContain('Verksamhetsberättelse 2024')
})

test('[E216] the plan came along unlocked; locked with its decision, an uppdrag is changed by a later one and says so', async () => {
  const { page } = anna
  const panel = page.getByRole('complementary', { name: 'Ändra uppdrag' })
  const dialog = page.getByRole('dialog')
  await page
    .getByRole('navigation', { name: 'Innehåll' })
    .getByRole('link', { name: 'Plan', exact: true })
    .click()
  await page.getByRole('button', { name: 'Lås planen…' }).click()
  await dialog.getByLabel('Vem beslutade').fill('Servicenämnden')
  await dialog.getByLabel('Datum').fill('2023-12-12')
  await dialog.getByLabel('Paragraf').fill('§ 140')
  await dialog.getByRole('button', { name: 'Lås planen' }).click()
  await page.getByText('Planen är låst. Ändringar behöver ett beslut').waitFor()

  await page
    .getByRole('main')
    .getByRole('button', { name: /^Tydliggöra processen för verksamheter/ })
    .click()
  await panel.getByLabel('Text').fill('Samla regionens IT-stöd i en gemensam funktion.')
  await panel.getByRole('button', { name: 'Ändra i planen' }).click()
  await panel.getByText('Fyll i vem, datum och paragraf.').first().waitFor()
  await panel.getByLabel('Vem beslutade').fill('Servicenämnden')
  await panel.getByLabel('Datum').fill('2024-06-13')
  await panel.getByLabel('Paragraf').fill('§ 58')
  await panel.getByRole('button', { name: 'Ändra i planen' }).click()
  await page
    .getByRole('main')
    .getByText(/ändrad i plan 2024-06-13 § 58/i)
    .first()
    .waitFor()
})

test('[E217] the first author finds it empty, guided and numbered, with the actuals of 2023 in their columns', async () => {
  const { page } = per
  await page.goto('/rapporter')
  await page
    .getByRole('link', { name: /Verksamhetsberättelse 2024/ })
    .first()
    .click()
  const tree = page.getByRole('navigation', { name: 'Innehåll' })
  await tree.getByRole('link', { name: /^5\.2 Årets resultat Ej påbörjat/ }).click()
  await page.getByRole('heading', { level: 1, name: '5.2 Årets resultat' }).waitFor()
  await writable(page, 'arets-resultat-text')
  expect(await wordsOf(page, 'arets-resultat-text')).toBe('')
  await page.getByText('Resultatet i två meningar, mot budget och mot 2023.').waitFor()
  const area = (column: string) => cellIn(page, 'driftredovisning', 'Område IT', column)
  expect([await figureIn(area('budgetDeviation')), await figureIn(area('budgetDeviationPrev'))]).toEqual([
    '',
    '10,4',
  ])

  await tree.getByRole('link', { name: /^5\.1 / }).click()
  await page.getByRole('heading', { level: 1, name: '5.1 Resultatrapport Servicenämnden' }).waitFor()
  const result = (column: string) => cellAt(page, 'resultatrapport', 'result', column)
  await becomes(() => figureIn(cellAt(page, 'resultatrapport', 'staffCosts', 'actualPrev'))).toBe('−678,8')
  expect([await figureIn(result('actual')), await figureIn(result('actualPrev'))]).toEqual(['', '−12,0'])
  expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(
    expect.arrayContaining(['Utfall 2024', 'Budget 2024', 'Utfall 2023']),
  )

  await openSection(per, made, 'mal-process')
  await page.getByText('Samla regionens IT-stöd i en gemensam funktion.').first().waitFor()
  await page
    .getByText(/ändrad i plan 2024-06-13 § 58/i)
    .first()
    .waitFor()
  expect(await page.getByRole('button', { name: /inte bedömt/ }).count()).toBeGreaterThan(10)
  expect(await page.getByRole('button', { name: /Fastställt$/ }).count()).toBe(0)
  await standIn(page, 'process-sammanfattning')
  await page.keyboard.type('Årets första mening.')
  await becomes(() => savedState(page)).toMatch(/^Sparat/)
})
