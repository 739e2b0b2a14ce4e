import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('[E2E0] the browser starts, shows Swedish letters and can be examined by axe', async () => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(
    'data:text/html;charset=utf-8,<html lang="sv"><title>Prov</title><main><h1>Årsrapport för nämnden</h1></main>',
  )
  expect(await page.getByRole('heading', { name: 'Årsrapport för nämnden' }).isVisible()).toBe(true)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})
