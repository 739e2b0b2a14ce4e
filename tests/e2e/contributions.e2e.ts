import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fill } from '../../server/exchange/writeProse.ts'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import { firstText, openLine, signIn, type Lease } from './rawLine.ts'
import { becomes, openSection, reportOf, savedState, standIn, wordsOf, writable } from './reportPage.ts'
import type { RunningServer } from './server.ts'

/* Eight områden are asked for one text, and a samordnare weaves it of what they write. */
const [section, slot, item] = ['ekonomi-atgarder', 'atgarder-genomforda', 'Åtgärder under året']

/** Who writes what, in the order in which they hand in; every text has words that nothing else in the report has. */
const written = [
  ['Område IT', 'karin.hallgren', 'Videbuskar licenser sades upp.'],
  ['Område fastigheter', 'johan.ekdahl', 'Alkärr energispar gav effekt.'],
  ['Ekonomi', 'olle.berg', 'Hagtorn prövades varje inköp.'],
  ['HR', 'leila.haddad', 'Slånbär vakanser hölls.'],
  ['Område inköp', 'nils.rask', 'Rönnbär avtalen följdes.'],
  ['Område försörjning', 'ali.demir', 'Lingon transporterna samordnades.'],
] as const
const [, , ekonomi] = written
const mark = (text: string): string => text.split(' ')[0] ?? text

let browser: Browser
let server: RunningServer
let anna: Desk, per: Desk, karin: Desk
let report: string
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startDemoServer()])
  ;[anna, per, karin] = (await Promise.all(
    ['anna.lindqvist', 'per.sandberg', 'karin.hallgren'].map((user) => sitDown(browser, server.url, user)),
  )) as [Desk, Desk, Desk]
  report = await reportOf(anna, 2023)
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

interface Known {
  readonly id: string
  readonly unit?: string
  readonly item: string
  readonly state: string
  readonly writers: readonly string[]
}

const at = (path: string): string => `/api/reports/${report}/${path}`
const contributions = async (): Promise<Known[]> => {
  const answer = await anna.context.request.get(at('contributions'))
  return ((await answer.json()) as { contributions: Known[] }).contributions.filter(
    (one) => one.item === slot,
  )
}
async function contributionOf(unit: string): Promise<string> {
  const found = (await contributions()).find((one) => one.unit === unit)
  if (found === undefined) throw new Error(`nobody asked ${unit}`)
  return found.id
}
/** Writes into a contribution as its writer's page would, and waits until that is on disk. */
async function write(user: string, contribution: string, text: string): Promise<void> {
  const guest = await signIn(server.url, user)
  const lease = await guest.send('POST', at(`contributions/${contribution}/lease`))
  const line = await openLine(guest, lease.body as Lease)
  line.write((doc) => {
    if (doc.getXmlFragment('text').length === 0) fill(doc, { text: [{ kind: 'paragraph', text }] })
    else firstText(doc, 'text').insert(0, text)
  })
  await becomes(line.isSaved).toBe(true)
  line.socket.close()
}
async function handIn(user: string, contribution: string, nothingToReport = false): Promise<void> {
  const guest = await signIn(server.url, user)
  const answer = await guest.send('POST', at(`contributions/${contribution}/hand-in`), { nothingToReport })
  expect([user, answer.status]).toEqual([user, 200])
}
const printed = async (): Promise<string> => (await anna.context.request.get(at('export.html'))).text()
const panel = ({ page }: Desk): Locator => page.getByRole('complementary', { name: 'Bidrag' })
const cardOf = (desk: Desk, unit: string): Locator => panel(desk).getByRole('article', { name: unit })
const cards = async (desk: Desk): Promise<string[]> =>
  (await panel(desk).getByRole('article').getByRole('heading').allInnerTexts()).map((name) => name.trim())
const summary = (desk: Desk): Promise<string> =>
  panel(desk).getByRole('region', { name: item }).locator('p').first().innerText()

test('[E309] eight områden are asked for one text: known ones by a mark, others by name, with who writes, until when and what about', async () => {
  await openSection(anna, report, section)
  await writable(anna.page, slot)
  const { page } = anna
  await page.getByRole('button', { name: `Bidrag till ${item}` }).click()
  await page.getByRole('menuitem', { name: 'Be om bidrag…' }).click()
  const dialog = page.getByRole('dialog', { name: `Be om bidrag till ${item}` })
  await dialog.getByRole('checkbox', { name: /^Område IT/ }).check({ force: true })
  await dialog.getByRole('checkbox', { name: /^Område fastigheter/ }).check({ force: true })
  // Ali wrote for IT the last time too; here Karin writes alone.
  await dialog.getByRole('button', { name: 'Ta bort Ali Demir' }).click()
  await dialog.getByRole('textbox', { name: 'Lägg till ett område' }).fill('Område inköp')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Be om 3 bidrag' }).click()
  expect(await dialog.getByRole('alert').innerText()).toBe('Välj minst en person.')
  await dialog.getByRole('combobox', { name: 'Vem skriver för Område inköp?' }).fill('Nils')
  await page.getByRole('option', { name: /Nils Rask/ }).click()
  await dialog.getByLabel(/^Klart senast/).fill('2030-01-25')
  await dialog.getByRole('textbox', { name: /Vad ska de skriva om/ }).fill('Vad gjorde ni, och vad gav det?')
  await dialog.getByRole('button', { name: 'Be om 3 bidrag' }).click()
  await page.getByText('3 bidrag är begärda.').first().waitFor()

  const more = await anna.context.request.post(at('contributions'), {
    headers: { origin: server.url },
    data: {
      item: slot,
      areas: [
        { unit: 'Ekonomi', writers: ['olle.berg'] },
        { unit: 'HR', writers: ['leila.haddad'] },
        { unit: 'Område försörjning', writers: ['ali.demir'] },
        { unit: 'Område medicinsk teknik', writers: ['anna.ek'] },
        { unit: 'SSC', writers: ['maria.oberg'] },
      ],
    },
  })
  expect(more.status()).toBe(201)
  await page.getByRole('button', { name: 'Bidrag 0 av 8' }).click()
  await becomes(() => cards(anna)).toEqual([
    'Ekonomi',
    'HR',
    'Område fastigheter',
    'Område försörjning',
    'Område inköp',
    'Område IT',
    'Område medicinsk teknik',
    'SSC',
  ])
})

test('[E310] who is asked finds it among the tasks, writes unseen and hands in; the samordnare sees the card fill', async () => {
  const { page } = karin
  await page.goto('/mitt')
  const [unit, , text] = written[0]
  const row = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: `Bidrag till ${item}` })
  expect(await row.innerText()).toContain('Vad gjorde ni, och vad gav det?')
  await row.getByRole('link', { name: `Skriv: Bidrag till ${item}` }).click()
  const sheet = page.getByRole('dialog', { name: `Bidrag från ${unit}` })
  await becomes(() => sheet.innerText()).toMatch(/Anna Lindqvist ber om ett bidrag\.[^]*Vad gjorde ni/)
  const own = sheet.getByRole('textbox', { name: `${item}, ditt bidrag` })
  await becomes(() => own.evaluate((words) => words.contains(document.activeElement))).toBe(true)
  await page.keyboard.type(text)
  await becomes(() => sheet.getByTestId('saved-state').innerText()).toMatch(/^Sparat/)
  await becomes(() => cardOf(anna, unit).innerText()).toContain('påbörjat')
  expect(await cardOf(anna, unit).innerText()).not.toContain(mark(text))
  await sheet.getByRole('button', { name: 'Lämna in' }).click()
  await page.getByText('Bidraget är inlämnat. Samordnaren kan läsa det nu.').first().waitFor()
  await becomes(() => cardOf(anna, unit).innerText()).toContain(text)
})

test('[E311] the cards stand with what is missing first and then as they came; the count is in words; nothing of it is printed', async () => {
  for (const [unit, user, text] of written.slice(1)) {
    const id = await contributionOf(unit)
    await write(user, id, text)
    await handIn(user, id)
  }
  await handIn('anna.ek', await contributionOf('Område medicinsk teknik'), true)
  await becomes(() => cards(anna)).toEqual([
    'SSC',
    ...written.map(([unit]) => unit),
    'Område medicinsk teknik',
  ])
  expect(await summary(anna)).toBe('7 av 8 inlämnade, 1 har inget att rapportera. 6 kvar att infoga.')
  for (const [unit, , text] of written) await becomes(() => cardOf(anna, unit).innerText()).toContain(text)
  expect(await cardOf(anna, 'SSC').innerText()).toMatch(/inte påbörjat/)
  expect(
    await cardOf(anna, 'Område medicinsk teknik')
      .getByRole('button', { name: /^Infoga/ })
      .count(),
  ).toBe(0)
  const paper = await printed()
  expect(written.filter(([, , text]) => paper.includes(mark(text)))).toEqual([])
})

test('[E312] one is sent back with a word, which its writer meets first; handed in again it waits with the others', async () => {
  const [unit, user, text] = ekonomi
  const card = cardOf(anna, unit)
  await card.getByRole('button', { name: `Skicka tillbaka bidraget från ${unit}` }).click()
  const send = card.getByRole('button', { name: 'Skicka tillbaka', exact: true })
  expect(await send.isDisabled()).toBe(true)
  await card.getByRole('textbox', { name: /Vad behöver ändras/ }).fill('Säg hur mycket det gav.')
  await send.click()
  await becomes(async () => (await cards(anna)).slice(0, 2)).toEqual(['Ekonomi', 'SSC'])
  expect(await card.innerText()).not.toContain(mark(text))

  const olle = await sitDown(browser, server.url, user)
  await olle.page.goto('/mitt')
  await olle.page.getByRole('heading', { name: 'Skickat tillbaka' }).waitFor()
  const row = olle.page.getByRole('main').getByRole('listitem').first()
  expect(await row.innerText()).toContain('Anna Lindqvist: Säg hur mycket det gav.')
  await olle.page.getByRole('link', { name: `Skriv vidare: Bidrag till ${item}` }).click()
  const sheet = olle.page.getByRole('dialog', { name: `Bidrag från ${unit}` })
  await becomes(() => sheet.innerText()).toMatch(
    /Anna Lindqvist skickade tillbaka bidraget [^]*Säg hur mycket det gav\./,
  )
  await becomes(() =>
    sheet.getByRole('textbox').evaluate((words) => words.contains(document.activeElement)),
  ).toBe(true)
  await olle.page.keyboard.type(' Det gav 2,1 mnkr.')
  await becomes(() => sheet.getByTestId('saved-state').innerText()).toMatch(/^Sparat/)
  await sheet.getByRole('button', { name: 'Lämna in' }).click()
  await sheet.waitFor({ state: 'detached' })
  await olle.context.close()
  await becomes(() => card.innerText()).toContain(`${text} Det gav 2,1 mnkr.`)
  await becomes(() => summary(anna)).toBe('7 av 8 inlämnade, 1 har inget att rapportera. 6 kvar att infoga.')
})

test('[E313] six are inserted by the keyboard alone, each live for a colleague, the caret after it for the weaving', async () => {
  await openSection(per, report, section)
  await writable(per.page, slot)
  const { page } = anna
  const isIn = (place: Locator) => place.evaluate((element) => element.contains(document.activeElement))
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  const order: string[] = []
  for (let left = 6; left > 0; left--) {
    for (let tries = 0; !(await isIn(panel(anna))); tries++) {
      if (tries === 12) throw new Error('F6 does not come to the panel')
      await page.keyboard.press('F6')
    }
    for (let tries = 0; !(await focused()).startsWith('Infoga bidraget från '); tries++) {
      if (tries === 40) throw new Error(`Tab does not come to Infoga; it is at ${await focused()}`)
      await page.keyboard.press('Tab')
    }
    const unit = (await focused()).slice('Infoga bidraget från '.length)
    const text = written.find(([name]) => name === unit)?.[2] ?? unit
    order.push(unit)
    await page.keyboard.press('Enter')
    await becomes(() => wordsOf(per.page, slot)).toContain(text)
    await becomes(() => wordsOf(page, slot)).toContain(text)
    await becomes(() => isIn(page.locator(`[data-slot="${slot}"]`))).toBe(true)
    await becomes(() => summary(anna)).toContain(
      left > 1 ? `${left - 1} kvar att infoga.` : '7 av 8 inlämnade, 1 har inget att rapportera, 6 infogade.',
    )
  }
  // As they came, but for the one that had to be handed in again.
  expect(order).toEqual([...written.map(([unit]) => unit).filter((unit) => unit !== 'Ekonomi'), 'Ekonomi'])
  await page.keyboard.type(' Tillsammans gav det 9 mnkr.')
  await becomes(() => wordsOf(per.page, slot)).toMatch(/Det gav 2,1 mnkr\. Tillsammans gav det 9 mnkr\.$/)
})

test('[E314] she weaves what came into one text; where each part came from stays with the section, and only the text is printed', async () => {
  const { page } = anna
  // The last of what came goes out again, with what was added to it.
  await page.keyboard.press('Shift+Home')
  await page.keyboard.press('Backspace')
  await standIn(page, slot, 'end')
  await page.keyboard.type('Sammanvägt.')
  await becomes(() => savedState(page)).toMatch(/^Sparat/)
  const [, , gone] = ekonomi
  await becomes(() => wordsOf(per.page, slot)).not.toContain(mark(gone))

  await openSection(per, report, section, '?panel=bidrag')
  await panel(per).getByText('6 infogade', { exact: true }).click()
  for (const [unit] of written)
    await becomes(() => cardOf(per, unit).innerText()).toMatch(new RegExp(`Infogat från ${unit}, [A-ZÅÄÖ]`))
  const paper = await printed()
  const still = written.filter(([unit]) => unit !== 'Ekonomi')
  expect(still.filter(([, , text]) => !paper.includes(text))).toEqual([])
  expect(paper).toContain('Sammanvägt.')
  expect(paper).not.toMatch(new RegExp(`${mark(gone)}|Infogat från|Säg hur mycket|Vad gjorde ni`))
})
