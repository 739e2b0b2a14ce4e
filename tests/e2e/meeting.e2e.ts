import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import { becomes, openSection, reportOf } from './reportPage.ts'
import type { RunningServer } from './server.ts'

/* A ledningsgrupp goes through the sixteen goals and uppdrag on a projector; the samordnare has the keyboard. */
const meeting = 'Ledningsgruppen 29 jan'
const differently = 'up-livscykel'
const skipped = 'nm-digital'

interface Said {
  readonly status?: string
  readonly by: string
  readonly meeting?: string
}
type Statuses = Record<string, { readonly proposed?: Said; readonly settled?: Said }>

let browser: Browser
let server: RunningServer
let anna: Desk, per: Desk
let report: string
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startDemoServer()])
  ;[anna, per] = await Promise.all([
    sitDown(browser, server.url, 'anna.lindqvist'),
    sitDown(browser, server.url, 'per.sandberg'),
  ])
  report = await reportOf(anna, 2023)
  for (const [item, { settled }] of Object.entries(await statusesNow()))
    if (isGoal(item) && settled !== undefined) await command(anna, `/statuses/${item}/unsettle`)
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

/** Mål and uppdrag among everything that is judged. */
const isGoal = (item: string): boolean => /^(nm|ef|up)-/.test(item)
async function statusesNow(): Promise<Statuses> {
  const answer = await anna.context.request.get(`/api/reports/${report}/record`)
  return ((await answer.json()) as { report: { statuses: Statuses } }).report.statuses
}
const command = ({ context }: Desk, path: string, data: object = {}) =>
  context.request.post(`/api/reports/${report}${path}`, { data, headers: { origin: server.url } })

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: at, body } = document
    return at === null || at === body ? '' : (at.getAttribute('aria-label') ?? at.textContent)
  })
/** Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 40; step++) {
    if (name.test(await focused(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not come to ${name}; it is at ${await focused(page)}`)
}
/** The judgement that the page shows; its address says so once one has moved. */
const itemAt = (page: Page): string => new URL(page.url()).searchParams.get('punkt') ?? 'first'
const title = (page: Page) => page.getByRole('main').getByRole('heading', { level: 2 })
const summaryLine = (page: Page) => page.getByRole('main').getByText(/bedömningar (inte|är) fastställd/)

test('[E411] sixteen judgements are gone through by keyboard: fifteen settled, one of them differently, one skipped; an open 4.1 follows', async () => {
  const { page } = anna
  const before = Object.entries(await statusesNow()).filter(([item]) => isGoal(item))
  expect(before).toHaveLength(16)
  expect(
    before.filter(([, { proposed, settled }]) => proposed === undefined || settled !== undefined),
  ).toEqual([])
  await openSection(per, report, 'mal-sammanfattning')
  await becomes(() => summaryLine(per.page).innerText()).toMatch(/^16 av 16 bedömningar inte fastställda/)

  await page.goto(`/rapporter/${report}/genomgang`)
  await page.getByText('Mål och uppdrag (16)').waitFor()
  const focusIsOnTitle = () =>
    becomes(async () => (await focused(page)) === (await title(page).innerText())).toBe(true)
  await focusIsOnTitle()
  await page.getByRole('textbox', { name: 'Möte' }).fill(meeting)
  const order: string[] = []
  let settled = 0
  for (let n = 0; n < 16; n++) {
    if (n > 0) await becomes(() => order.includes(itemAt(page))).toBe(false)
    const item = itemAt(page)
    order.push(item)
    // What comes next is where one is; its proposal is chosen already.
    if (n > 0) await focusIsOnTitle()
    const group = page.getByRole('radiogroup', { name: 'Måluppfyllelse helår' })
    await group.getByRole('radio', { checked: true }).waitFor()
    if (item === skipped) {
      await tabTo(page, /^Hoppa över$/)
      await page.keyboard.press('Enter')
      continue
    }
    if (item === differently) {
      await tabTo(page, /^Mindre avvikelse/)
      await page.keyboard.press('ArrowDown')
      expect(await focused(page)).toMatch(/^Större avvikelse/)
      // Moving does not choose.
      expect(await group.getByRole('radio', { checked: true }).innerText()).toMatch(/^Mindre avvikelse/)
      await page.keyboard.press('Enter')
      await becomes(() => group.getByRole('radio', { checked: true }).innerText()).toMatch(
        /^Större avvikelse/,
      )
    }
    await tabTo(page, /^Fastställ och gå vidare$/)
    await page.keyboard.press('Enter')
    settled += 1
    await page.getByText(`${settled} av 16 fastställda`).waitFor()
    await becomes(() => summaryLine(per.page).innerText()).toMatch(
      settled === 15
        ? /^1 av 16 bedömningar inte fastställd:/
        : new RegExp(`^${16 - settled} av 16 bedömningar inte fastställda:`),
    )
  }
  expect(new Set(order).size).toBe(16)
  // What was skipped comes once more; skipped again, the meeting is at its end.
  await becomes(() => itemAt(page)).toBe(skipped)
  await tabTo(page, /^Fastställ och avsluta$/)
  await page.getByRole('button', { name: 'Hoppa över' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: '1 av 16 bedömningar ej fastställd' }).waitFor()
})

test('[E412] the outcome counts each status and names what is not settled; 4.1 says the same', async () => {
  const { page } = anna
  const outcome = page.getByRole('main')
  const counts = await outcome
    .getByRole('listitem')
    .filter({ hasText: /^\s*\d+\s+(Uppnått|Mindre|Större)/ })
    .allInnerTexts()
  expect(counts.map((line) => line.replaceAll(/\s+/g, ' ').trim())).toEqual([
    '9 Uppnått',
    '5 Mindre avvikelse',
    '1 Större avvikelse',
  ])
  const { report: record } = (await (
    await anna.context.request.get(`/api/reports/${report}/record`)
  ).json()) as { report: { plan: { items: { id: string; fields: { text: string } }[] } } }
  const name = record.plan.items.find(({ id }) => id === skipped)?.fields.text ?? '?'
  await outcome.getByRole('heading', { level: 3, name: 'Inte fastställda' }).waitFor()
  await outcome.getByRole('button', { name: `4.3 ${name}` }).waitFor()

  const line = per.page.getByRole('main')
  await becomes(() => summaryLine(per.page).innerText()).toContain(name)
  const cells = await line.getByRole('table').getByRole('cell').allInnerTexts()
  const columns = [0, 1, 2].map((column) =>
    cells.filter((_, at) => at % 3 === column).reduce((sum, text) => sum + Number(text.replace('–', '0')), 0),
  )
  expect(columns).toEqual([9, 5, 1])
})

test('[E413] each judgement says who settled it, in which meeting, and what the proposal was', async () => {
  const statuses = await statusesNow()
  for (const item of Object.keys(statuses).filter(isGoal)) {
    const { proposed, settled } = statuses[item] ?? {}
    if (item === skipped) expect(settled).toBeUndefined()
    else
      expect([item, settled?.by, settled?.meeting, settled?.status]).toEqual([
        item,
        'anna.lindqvist',
        meeting,
        item === differently ? 'storre_avvikelse' : proposed?.status,
      ])
  }
  const said = `Fastställt av Anna Lindqvist, ${meeting}`
  let found = 0
  for (const section of ['mal-process', 'mal-resurs']) {
    await openSection(per, report, section)
    const lines = per.page.getByRole('main').getByText(said)
    await lines.first().waitFor()
    found += await lines.count()
    if (section === 'mal-process')
      await per.page.getByText(`${said}. Förslaget var Mindre avvikelse.`).waitFor()
  }
  expect(found).toBe(15)
})

test('[E414] a granskare follows the meeting and settles nothing while the section is under arbete, but when it is reviewed', async () => {
  const maria = await sitDown(browser, server.url, 'maria.oberg')
  const { page } = maria
  await page.goto(`/rapporter/${report}/genomgang?punkt=${skipped}`)
  await title(page).waitFor()
  await page.getByText(/^Du kan följa med/).waitFor()
  expect(await page.getByRole('button', { name: /^Fastställ/ }).count()).toBe(0)
  const chosen = page
    .getByRole('radiogroup', { name: 'Måluppfyllelse helår' })
    .getByRole('radio', { checked: true })
  const before = await chosen.innerText()
  const other = page.getByRole('radio', { name: /^Uppnått/ })
  expect(await other.getAttribute('aria-disabled')).toBe('true')
  await other.focus()
  await page.keyboard.press('Enter')
  expect(await chosen.innerText()).toBe(before)
  const refused = await command(maria, `/statuses/${skipped}/settle`, { meeting })
  expect([refused.status(), ((await refused.json()) as { code: string }).code]).toEqual([
    409,
    'section-state',
  ])
  expect((await statusesNow())[skipped]?.settled).toBeUndefined()

  expect((await command(anna, '/sections/mal-process/submit')).ok()).toBe(true)
  await page.getByRole('button', { name: 'Fastställ och avsluta' }).click()
  await page.getByRole('heading', { level: 2, name: 'Alla 16 bedömningar är fastställda' }).waitFor()
  expect((await statusesNow())[skipped]?.settled).toMatchObject({ by: 'maria.oberg', meeting })
  await maria.context.close()
})
