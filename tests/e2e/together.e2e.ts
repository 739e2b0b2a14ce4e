import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import {
  becomes,
  openSection,
  reportOf,
  savedState,
  standIn,
  textOf,
  wordsOf,
  writable,
} from './reportPage.ts'
import { startServer, type RunningServer } from './server.ts'
import { openWire, type Wire } from './wire.ts'

/* Three people in one section, each with a browser of their own. */
const section = 'ekonomi-arets-resultat'
const [summary, income, staff] = [
  'arets-resultat-text',
  'arets-resultat-intakter',
  'arets-resultat-personalkostnader',
]

let browser: Browser
let server: RunningServer
let per: Desk, olle: Desk, anna: Desk
let olles: Wire
let report: string
beforeAll(async () => {
  ;[browser, server, olles] = await Promise.all([openBrowser(), startDemoServer(), openWire()])
  ;[per, olle, anna] = (await Promise.all(
    (['per.sandberg', 'olle.berg', 'anna.lindqvist'] as const).map((user) =>
      sitDown(browser, server.url, user, user === 'olle.berg' ? olles.options : {}),
    ),
  )) as [Desk, Desk, Desk]
  report = await reportOf(anna, 2023)
  await Promise.all(all().map((desk) => openSection(desk, report, section)))
  await Promise.all(all().map(({ page }) => writable(page, summary)))
})
afterAll(async () => {
  await browser.close()
  olles.close()
  await server.dispose()
})

const all = (): Desk[] => [per, olle, anna]
/** How often a letter stands in a text; q, w and z are in none of the demo's. */
const count = async ({ page }: Desk, slot: string, letter: string): Promise<number> =>
  (await wordsOf(page, slot)).split(letter).length - 1
/** Waits until all three see the same words in a slot, and answers them. */
async function agreed(slot: string): Promise<string> {
  await becomes(
    async () => new Set(await Promise.all(all().map(({ page }) => wordsOf(page, slot)))).size,
  ).toBe(1)
  return wordsOf(per.page, slot)
}
const saved = async (): Promise<void> => {
  for (const { page } of all()) await becomes(() => savedState(page)).toMatch(/^Sparat \d\d\.\d\d$/)
}

test('[E21] three write in one text and in different ones: all see the same, each letter once, names in the margin', async () => {
  await standIn(per.page, summary, 'start')
  await standIn(olle.page, summary)
  await standIn(anna.page, summary)
  await Promise.all([
    per.page.keyboard.type('q'.repeat(25), { delay: 5 }),
    olle.page.keyboard.type('w'.repeat(25), { delay: 5 }),
    anna.page.keyboard.type('z'.repeat(25), { delay: 5 }),
  ])
  const words = await agreed(summary)
  expect(['q', 'w', 'z'].map((letter) => words.split(letter).length - 1)).toEqual([25, 25, 25])
  for (const [mine, others] of [
    [per, ['Olle Berg', 'Anna Lindqvist']],
    [olle, ['Per Sandberg', 'Anna Lindqvist']],
  ] as const) {
    for (const name of others) await mine.page.locator(`.margin-name[title="${name}"]`).waitFor()
  }

  await standIn(per.page, income)
  await standIn(olle.page, staff)
  await Promise.all([
    per.page.keyboard.type(' qqq', { delay: 8 }),
    olle.page.keyboard.type(' www', { delay: 8 }),
    anna.page.keyboard.type(' zzz', { delay: 8 }),
  ])
  expect(await agreed(income)).toContain('qqq')
  expect(await agreed(staff)).toContain('www')
  expect(await agreed(summary)).toContain('zzz')
  await saved()
})

test('[E22] who is in the section stands in the tree and in the top bar', async () => {
  const banner = per.page.getByRole('banner')
  await banner.getByText('2 till här').click()
  const here = per.page.getByRole('dialog', { name: 'Här nu' })
  await here.getByText('Olle Berg').first().waitFor()
  await here.getByText('5.2 Årets resultat').first().waitFor()
  await per.page.keyboard.press('Escape')
  const row = per.page
    .getByRole('navigation', { name: 'Innehåll' })
    .getByRole('link', { name: /5\.2 Årets resultat/ })
  expect(
    await row
      .locator('[title]')
      .evaluateAll((marks) =>
        marks.map((mark) => mark.getAttribute('title') ?? '').toSorted((a, b) => a.localeCompare(b)),
      ),
  ).toEqual(['Anna Lindqvist', 'Olle Berg'])
})

test('[E23] one loses contact, writes on and comes back: it says so, then everything is saved and with the others', async () => {
  await standIn(olle.page, income)
  await olles.cut(olle)
  await olle.page.keyboard.type(' Olle skrev utan kontakt.')
  await becomes(() => savedState(olle.page)).toMatch(/^\d+ ändringar väntar$/)
  await standIn(per.page, income, 'start')
  await per.page.keyboard.type('Per skrev under tiden. ')
  await becomes(() => savedState(per.page)).toMatch(/^Sparat/)
  expect(await wordsOf(per.page, income)).not.toContain('Olle skrev')

  await olles.mend(olle)
  const words = await agreed(income)
  expect(words).toMatch(/^Per skrev under tiden\. .*Olle skrev utan kontakt\.$/s)
  await saved()
})

test('[E24] each undoes the own, in every text of the section, and nobody else’s', async () => {
  await standIn(per.page, staff)
  await per.page.keyboard.type(' Pers första.')
  await standIn(per.page, income)
  await per.page.keyboard.type(' Pers andra.')
  await becomes(() => wordsOf(anna.page, income)).toContain('Pers andra.')
  await standIn(anna.page, income)
  await anna.page.keyboard.type(' Annas.')
  await becomes(() => wordsOf(per.page, income)).toContain('Annas.')

  await per.page.keyboard.press('Control+z')
  await becomes(() => wordsOf(per.page, income)).not.toContain('Pers andra.')
  await per.page.keyboard.press('Control+z')
  await becomes(() => wordsOf(per.page, staff)).not.toContain('Pers första.')
  expect(await textOf(per.page, staff).evaluate((text) => text.contains(document.activeElement))).toBe(true)
  expect(await agreed(income)).toContain('Annas.')
  expect(await agreed(staff)).toContain('www')
})

test('[E25] what was shown as saved outlives a kill of the server in the middle of typing; the pages come back by themselves', async () => {
  await standIn(per.page, summary)
  await per.page.keyboard.type(' Det här är sparat.')
  await saved()
  const before = await agreed(summary)
  expect(before).toContain('Det här är sparat.')
  await standIn(olle.page, staff)
  const typing = olle.page.keyboard.type(' w'.repeat(60), { delay: 10 })
  const port = Number(new URL(server.url).port)
  await becomes(() => count(per, staff, 'w')).toBeGreaterThan(10)
  await server.kill()
  await typing
  await becomes(() => savedState(olle.page)).toMatch(/väntar$/)
  await olle.page
    .getByRole('banner')
    .getByText(/Ingen kontakt med servern sedan/)
    .waitFor()

  server = await startServer({ dataDir: server.dataDir, port })
  expect(await agreed(summary)).toBe(before)
  await becomes(() => count(per, staff, 'w')).toBe(63)
  await saved()
  // What the server itself holds, to somebody who was not there.
  const late = await sitDown(browser, server.url, 'maria.oberg')
  await openSection(late, report, section)
  await textOf(late.page, staff).waitFor()
  await becomes(() => count(late, staff, 'w')).toBe(63)
  expect(await wordsOf(late.page, summary)).toBe(before)
  await late.context.close()
})
