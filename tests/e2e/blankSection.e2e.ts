import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import { becomes, openSection, reportOf, standIn, wordsOf, writable } from './reportPage.ts'
import type { RunningServer } from './server.ts'

const [section, slot] = ['personal-kostnader', 'personalkostnader-text']

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

test('[ED43] a section is shown and read while the part that writes is still on its way', async () => {
  const { context } = anna
  const page = await context.newPage()
  let arrive = (): void => undefined
  const held = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route(/editingPart/, async (route) => {
    await held
    await route.continue()
  })
  await openSection({ ...anna, page }, report, section)
  const places = (): Promise<number[]> =>
    page
      .locator('article h1, article .prose, article footer, .section-footer')
      .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)))
  const text = page.locator(`[data-slot="${slot}"] .prose`)
  await becomes(() => text.innerText()).toContain('miljoner')
  const [readAt, words] = [await places(), await text.innerText()]
  arrive()
  await writable(page, slot)
  expect(await places()).toEqual(readAt)
  expect((await wordsOf(page, slot)).trim()).toBe(words.trim())
  await page.close()
})

test('[ED44] an empty section has the caret in place and offers last year’s text, which one undo takes away', async () => {
  const { page } = anna
  await openSection(anna, report, section)
  await standIn(page, slot)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await becomes(() => page.getByTestId('saved-state').innerText()).toMatch(/^Sparat/)
  await openSection(anna, report, section)
  await becomes(() =>
    page.evaluate(() => document.activeElement?.closest('[data-slot]')?.getAttribute('data-slot')),
  ).toBe(slot)
  await page.getByRole('button', { name: 'Hämta texten från Verksamhetsberättelse 2022' }).click()
  await becomes(() => wordsOf(page, slot)).toContain('Lönekostnaden')
  expect(await page.getByRole('region', { name: 'Börja från något som finns' }).count()).toBe(0)
  await page.keyboard.press('Control+z')
  await becomes(async () => (await wordsOf(page, slot)).trim()).toBe('')
  await page.getByRole('region', { name: 'Börja från något som finns' }).waitFor()
})
