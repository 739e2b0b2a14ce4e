import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import {
  becomes,
  cellIn,
  openSection,
  reportOf,
  savedState,
  standIn,
  textOf,
  wordsOf,
  writable,
} from './reportPage.ts'
import type { RunningServer } from './server.ts'
import { openWire, type Wire } from './wire.ts'

const section = 'ekonomi-arets-resultat'
const slot = 'arets-resultat-ovriga-kostnader'

let browser: Browser
let server: RunningServer
let per: Desk, anna: Desk
let pers: Wire
let report: string
beforeAll(async () => {
  ;[browser, server, pers] = await Promise.all([openBrowser(), startDemoServer(), openWire()])
  ;[per, anna] = await Promise.all([
    sitDown(browser, server.url, 'per.sandberg', pers.options),
    sitDown(browser, server.url, 'anna.lindqvist'),
  ])
  report = await reportOf(anna, 2023)
  await Promise.all([per, anna].map((desk) => openSection(desk, report, section)))
})
afterAll(async () => {
  await browser.close()
  pers.close()
  await server.dispose()
})

const dialog = ({ page }: Desk) => page.getByRole('dialog')
const rescue = () => per.page.getByRole('main').getByRole('region').filter({ hasText: 'kunde inte sparas' })
/** The command as the page would send it, whatever the page shows. */
const command = ({ context }: Desk, method: string, path: string, data: object) =>
  context.request.fetch(`/api/reports/${report}${path}`, { method, data, headers: { origin: server.url } })

test('[E212] a samordnare locks while an author writes: what came before is saved, what came after is shown to its author', async () => {
  await standIn(per.page, slot)
  await per.page.keyboard.type(' Hann med.')
  // What a colleague sees is on disk; then the page hears that it is saved.
  await becomes(() => wordsOf(anna.page, slot)).toContain('Hann med.')
  await becomes(() => savedState(per.page)).toMatch(/^Sparat/)
  await pers.cut(per)
  await per.page.keyboard.type(' Hann inte med.')
  await becomes(() => savedState(per.page)).toMatch(/väntar$/)

  await anna.page.getByRole('button', { name: 'Klarmarkera…' }).click()
  await dialog(anna).getByRole('button', { name: 'Klarmarkera' }).click()
  await anna.page.getByRole('button', { name: 'Klar för godkännande…' }).click()
  await dialog(anna).getByRole('button', { name: 'Klar för godkännande' }).click()
  await anna.page.getByText(/Klar för godkännande, låst av Anna Lindqvist/).waitFor()

  await pers.mend(per)
  await becomes(() => rescue().innerText()).toContain('Anna Lindqvist gjorde 5.2 klar för godkännande')
  expect(await rescue().innerText()).toContain('Hann inte med.')
  await becomes(() => savedState(per.page)).toBe('Låst')
  // What is stored is fetched once the line is back.
  const stored = per.page.locator(`[data-slot="${slot}"]`)
  await becomes(() => stored.innerText()).toContain('Hann med.')
  expect(await stored.innerText()).not.toContain('Hann inte med.')
})

test('[E213] a locked section takes nothing more: no text, no figures, no judgements, no rows', async () => {
  for (const desk of [per, anna]) {
    expect(await desk.page.locator('[data-slot] [contenteditable="true"]').count()).toBe(0)
    await cellIn(desk.page, 'driftredovisning', 'Område IT', 'turnover').click()
    await desk.page.keyboard.type('1')
    expect(await desk.page.locator('[data-table] input').count()).toBe(0)
  }
  const lease = await command(per, 'POST', `/sections/${section}/lease`, {})
  expect(((await lease.json()) as { mayEdit: boolean }).mayEdit).toBe(false)
  const cells = await command(anna, 'PUT', '/cells', [
    { block: 'driftredovisning', row: 'gemensamt', column: 'turnover', value: '1' },
  ])
  expect(((await cells.json()) as { result: string }[])[0]?.result).toBe('refused')
  const rows = await command(anna, 'POST', '/blocks/driftredovisning/rows', { label: 'Område nytt' })
  expect(rows.status()).toBeGreaterThanOrEqual(400)

  // Judgements stand in another section; it is locked for this.
  for (const step of ['submit', 'ready'])
    expect((await command(anna, 'POST', `/sections/mal-process/${step}`, {})).ok()).toBe(true)
  for (const [method, path, data] of [
    ['PUT', '/statuses/nm-digital', { status: 'uppnatt' }],
    ['POST', '/statuses/nm-digital/settle', { status: 'uppnatt' }],
    ['POST', '/statuses/nm-partner/unsettle', {}],
  ] as const) {
    const answer = await command(anna, method, path, data)
    expect([path, answer.ok(), ((await answer.json()) as { code: string }).code]).toEqual([
      path,
      false,
      'section-locked',
    ])
  }
})

test('[E214] unlocked with a reason, the author reads why, puts the text in again and writes on', async () => {
  await anna.page.getByRole('button', { name: 'Lås upp…' }).click()
  const asking = anna.page.getByRole('form', { name: 'Låsa upp avsnittet?' })
  await asking.getByRole('button', { name: 'Lås upp' }).click()
  await asking.getByText('Skriv några ord först.').waitFor()
  await asking.getByLabel('Skäl').fill('Energin saknas.')
  await asking.getByRole('button', { name: 'Lås upp' }).click()

  await writable(per.page, slot)
  await per.page.getByText('Energin saknas.').first().waitFor()
  await rescue().getByRole('button', { name: 'Lägg in igen' }).click()
  await becomes(() => wordsOf(per.page, slot)).toMatch(/Hann med\.\s+Hann inte med\.$/)
  await standIn(per.page, slot)
  await per.page.keyboard.type(' Skriver vidare.')
  await becomes(() => savedState(per.page)).toMatch(/^Sparat/)
  await textOf(anna.page, slot).waitFor()
  await becomes(() => wordsOf(anna.page, slot)).toMatch(/Hann med\..*Hann inte med\..*Skriver vidare\./s)
})
