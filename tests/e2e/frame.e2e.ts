import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import type { RunningServer } from './server.ts'

let browser: Browser
let server: RunningServer
let anna: Desk
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startDemoServer()])
  anna = await sitDown(browser, server.url, 'anna.lindqvist')
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

test('[SZ4] what is said to a screen reader is said while a dialog is open too', async () => {
  const { page } = anna
  await page.goto('/mitt')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('F1')
  await page.getByRole('dialog', { name: 'Kortkommandon' }).waitFor()
  // What the page behind the dialog holds is out of reach, but for the two regions that speak.
  expect(
    await page.locator('#root').evaluate((root) => root.closest('[inert], [aria-hidden]') !== null),
  ).toBe(true)
  const regions = page.locator('[aria-live="polite"], [role="alert"][aria-live="assertive"]')
  expect(await regions.count()).toBe(2)
  expect(
    await regions.evaluateAll((all) =>
      all.map((region) => region.closest('[inert], [aria-hidden]') === null),
    ),
  ).toEqual([true, true])
})

test.each([
  ['phone', 390, ['Synpunkter', 'Mer']],
  ['small phone', 320, ['Synpunkter', 'Mer']],
  ['narrow page', 760, ['Synpunkter', 'Kontroller', 'Historik', 'Förra året', 'Anvisning']],
] as const)('[SZ5] the bottom bar of a %s has room for its words', async (_, width, panels) => {
  const { page, context } = anna
  const reports = (await (await context.request.get('/api/reports')).json()) as { id: string; year: number }[]
  const report = reports.find(({ year }) => year === 2023)?.id ?? ''
  await page.setViewportSize({ width, height: 800 })
  await page.goto(`/rapporter/${report}/avsnitt/ekonomi-arets-resultat`)
  const bar = page.getByRole('navigation', { name: 'Paneler' })
  await bar.getByRole('listitem').first().waitFor()
  const words = await bar.getByRole('listitem').allInnerTexts()
  expect(words.map((word) => word.replace(/\s*\d+$/, ''))).toEqual(panels)
  const edges = await bar
    .locator('a, button')
    .evaluateAll((all) =>
      all.filter((one) => one.getClientRects().length > 0).map((one) => one.getBoundingClientRect().right),
    )
  expect(Math.max(...edges)).toBeLessThanOrEqual(width)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
})

test('[SZ6] the other panels of a phone are behind Mer, and give the focus back to it', async () => {
  const { page, context } = anna
  const reports = (await (await context.request.get('/api/reports')).json()) as { id: string; year: number }[]
  const report = reports.find(({ year }) => year === 2023)?.id ?? ''
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(`/rapporter/${report}/avsnitt/ekonomi-arets-resultat`)
  const more = page.getByRole('button', { name: 'Mer', exact: true })
  await more.focus()
  await page.keyboard.press('Enter')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent), { timeout: 20_000 })
    .toContain('Kontroller')
  expect(await more.getAttribute('aria-expanded')).toBe('true')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Historik' }).waitFor()
  await page.keyboard.press('Escape')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent), { timeout: 20_000 })
    .toContain('Mer')
})
