import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { threadKey } from '../../shared/sync/threadKey.ts'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import { firstText, leaseOf, openLine, signIn } from './rawLine.ts'
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

/* Review without a pen: a granskare, who may write nothing, beside the author of the section. */
const section = 'ekonomi-arets-resultat'
const [summary, income, staff, other] = [
  'arets-resultat-text',
  'arets-resultat-intakter',
  'arets-resultat-personalkostnader',
  'arets-resultat-ovriga-kostnader',
]

let browser: Browser
let server: RunningServer
let maria: Desk, per: Desk
let report: string
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startDemoServer()])
  ;[maria, per] = await Promise.all([
    sitDown(browser, server.url, 'maria.oberg'),
    sitDown(browser, server.url, 'per.sandberg'),
  ])
  report = await reportOf(per, 2023)
  await Promise.all([maria, per].map((desk) => openSection(desk, report, section)))
  await Promise.all([writable(per.page, summary), textOf(maria.page, other).waitFor()])
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

interface StoredThread {
  readonly id: string
  readonly orphan: boolean
  readonly resolved?: { readonly by: string }
  readonly at: { readonly slot?: string; readonly quote?: string; readonly block?: string }
  readonly remarks: readonly { readonly text: string; readonly by: string }[]
  readonly suggestion?: { readonly outcome?: { readonly accepted: boolean; readonly reason?: string } }
}

const ask = async (desk: Desk, path: string): Promise<unknown> =>
  (await desk.context.request.get(`/api/reports/${report}${path}`)).json()
const threadsOf = async (): Promise<StoredThread[]> =>
  ((await ask(per, `/sections/${section}/threads`)) as { threads: StoredThread[] }).threads
/** The thread that begins with these words, once the server has it. */
async function threadSaying(text: string): Promise<StoredThread> {
  const find = async () => (await threadsOf()).find(({ remarks }) => remarks[0]?.text === text)
  await becomes(async () => (await find()) !== undefined).toBe(true)
  const found = await find()
  if (found === undefined) throw new Error(`nobody says ${text}`)
  return found
}

/** Draws the pointer over some words of a text, as a hand does: once more when the text moved under it. */
const select = (page: Page, slot: string, words: string): Promise<void> =>
  becomes(async () => {
    await drawOver(page, slot, words)
    return page.evaluate(() => getSelection()?.toString() ?? '')
  }).toBe(words)

async function drawOver(page: Page, slot: string, words: string): Promise<void> {
  const text = textOf(page, slot)
  await text.scrollIntoViewIfNeeded()
  const ends = await text.evaluate((element, wanted) => {
    const letters: { node: Text; at: number }[] = []
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    let all = ''
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!(node instanceof Text)) continue
      for (let at = 0; at < node.data.length; at++) letters.push({ node, at })
      all += node.data
    }
    const from = all.indexOf(wanted)
    const boxOf = (index: number) => {
      const letter = letters[index]
      if (from < 0 || letter === undefined) throw new Error(`${wanted} is not in ${all}`)
      const range = document.createRange()
      range.setStart(letter.node, letter.at)
      range.setEnd(letter.node, letter.at + 1)
      const { left, right, top, bottom } = range.getBoundingClientRect()
      return { left, right, y: (top + bottom) / 2 }
    }
    return { first: boxOf(from), last: boxOf(from + wanted.length - 1) }
  }, words)
  await page.mouse.move(ends.first.left + 0.5, ends.first.y)
  await page.mouse.down()
  await page.mouse.move((ends.first.left + ends.last.right) / 2, ends.last.y, { steps: 3 })
  await page.mouse.move(ends.last.right - 0.5, ends.last.y, { steps: 3 })
  await page.mouse.up()
}

const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Synpunkter' })
const cards = (page: Page): Locator => panel(page).getByRole('article')
const cardOf = (page: Page, id: string): Locator => panel(page).locator(`[data-thread-card="${id}"]`)
const composer = (page: Page): Locator => page.getByRole('article', { name: 'Ny synpunkt' })
const field = (page: Page): Locator => composer(page).getByRole('combobox', { name: 'Din synpunkt' })
/** The words under a thread's mark as they are drawn now. */
const markedBy = async (page: Page, id: string): Promise<string> =>
  (await page.locator(`[data-thread-mark="${id}"]`).allTextContents()).join('')
const activeIn = (page: Page): Promise<string | null> =>
  panel(page).locator('[data-thread-card][data-active]').getAttribute('data-thread-card')
const hasFocus = (place: Locator): Promise<boolean> =>
  place.evaluate((element) => element.contains(document.activeElement))
const saved = (desk: Desk) => becomes(() => savedState(desk.page)).toMatch(/^Sparat \d\d\.\d\d$/)

/** Puts the caret before some words of a text that is written in. */
async function standBefore(page: Page, slot: string, words: string): Promise<void> {
  await select(page, slot, words)
  // The editor puts its own selection back 20 ms after it got the focus; a hand is slower than that.
  await textOf(page, slot).evaluate(() => new Promise((resolve) => setTimeout(resolve, 40)))
  await page.keyboard.press('ArrowLeft')
  await becomes(() => page.evaluate(() => getSelection()?.isCollapsed)).toBe(true)
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
}

/** The words of a text as they are stored, without what a lit suggestion puts after them. */
const ownWords = (page: Page, slot: string): Promise<string> =>
  textOf(page, slot).evaluate((text) => {
    const copy = text.cloneNode(true) as HTMLElement
    for (const drawn of copy.querySelectorAll('ins')) drawn.remove()
    return copy.textContent.replaceAll('\u2060', '')
  })

/** Sends what stands in the card that is being written, and waits for the thread. */
async function send(desk: Desk, text: string): Promise<StoredThread> {
  await becomes(() => hasFocus(field(desk.page))).toBe(true)
  await desk.page.keyboard.type(text)
  await desk.page.keyboard.press('Control+Enter')
  await composer(desk.page).waitFor({ state: 'detached' })
  return threadSaying(text)
}

const [onWord, onButton, onCell] = ['Stämmer avtalet?', 'Hur många?', 'Är den avstämd?']

test('[E401] a granskare writes synpunkter on words and a cell while the author writes; the author sees them at once, with the words marked', async () => {
  await standIn(per.page, summary)
  await select(maria.page, staff, 'lönerevisionen')
  const writing = per.page.keyboard.type(' Jag skriver vidare under tiden.', { delay: 20 })
  await maria.page.keyboard.press('Control+Alt+M')
  const word = await send(maria, onWord)
  await writing
  await becomes(() => markedBy(per.page, word.id)).toBe('lönerevisionen')
  await becomes(() => markedBy(maria.page, word.id)).toBe('lönerevisionen')
  await per.page.getByText('Ny synpunkt av Maria Öberg').waitFor({ state: 'attached' })
  await becomes(() =>
    per.page.locator(`[data-thread-mark="${word.id}"]`).getAttribute('aria-description'),
  ).toBe('synpunkt 2 av 3')
  // The author is not disturbed: the caret stays, and what was typed meanwhile is whole.
  expect(await hasFocus(textOf(per.page, summary))).toBe(true)
  await becomes(() => wordsOf(maria.page, summary)).toMatch(/ Jag skriver vidare under tiden\.$/)
  await saved(per)

  await select(maria.page, staff, 'Vakanser')
  await maria.page.getByRole('main').getByRole('button', { name: 'Synpunkt', exact: true }).click()
  const button = await send(maria, onButton)
  await becomes(() => markedBy(per.page, button.id)).toBe('Vakanser')

  const cell = (page: Page) => cellIn(page, 'driftredovisning', 'Område IT', 'turnover')
  await cell(maria.page).click()
  await maria.page.keyboard.press('Control+Alt+M')
  const figure = await send(maria, onCell)
  expect(figure.at.block).toBe('driftredovisning')
  await cell(per.page).locator('[data-cell-threads]').waitFor()
  expect(await cell(per.page).getAttribute('aria-label')).toMatch(/en synpunkt$/)

  await textOf(maria.page, staff).click()
  await maria.page.keyboard.type('x')
  await maria.page.getByText('Per Sandberg skriver här. Skriv en synpunkt.').waitFor()
  expect(await wordsOf(maria.page, staff)).not.toContain('x')
})

test('[E402] F8 and Shift+F8 go through the synpunkter in the order of the document; words and card light up together', async () => {
  const { page } = per
  await page.getByRole('button', { name: /^Synpunkter/ }).click()
  await becomes(() => cards(page).count()).toBe(5)
  const order = await cards(page).evaluateAll((all) =>
    all.map((card) => card.getAttribute('data-thread-card')),
  )
  for (const id of [...order, order[0]]) {
    await page.keyboard.press('F8')
    await becomes(() => activeIn(page)).toBe(id)
    const thread = (await threadsOf()).find((candidate) => candidate.id === id)
    if (thread?.at.slot !== undefined)
      await page.locator(`[data-thread-mark="${id}"][data-active]`).first().waitFor()
    else await page.locator('[data-cell-threads][data-active]').waitFor()
  }
  await page.keyboard.press('Shift+F8')
  await becomes(() => activeIn(page)).toBe(order.at(-1))
  const [word, button] = await Promise.all([threadSaying(onWord), threadSaying(onButton)])
  expect(order.indexOf(word.id)).toBeLessThan(order.indexOf(button.id))
  // From the other side: pressing the words lights their card.
  await page.locator(`[data-thread-mark="${word.id}"]`).click()
  await becomes(() => activeIn(page)).toBe(word.id)
})

test('[E403] the author splits the paragraph of the marked words with Enter, within them too, and types before them: the anchor stays', async () => {
  const wide = 'fler tjänster i Område försörjning'
  await select(maria.page, staff, 'fler tjänster i')
  await maria.page.keyboard.press('Control+Alt+M')
  const thread = await send(maria, 'Vilka tjänster?')
  const word = await threadSaying(onWord)
  const both = async (id: string, words: string): Promise<void> => {
    for (const { page } of [per, maria]) await becomes(() => markedBy(page, id)).toBe(words)
  }
  await both(thread.id, 'fler tjänster i')

  await standBefore(per.page, staff, 'Utöver lönerevisionen')
  await per.page.keyboard.press('Enter')
  await per.page.keyboard.type('Här börjar ett nytt stycke. ')
  await becomes(() => wordsOf(maria.page, staff)).toMatch(/\nHär börjar ett nytt stycke\. Utöver/)
  await both(thread.id, 'fler tjänster i')
  await both(word.id, 'lönerevisionen')

  await standBefore(per.page, staff, 'tjänster i Område')
  await per.page.keyboard.press('Enter')
  await becomes(() => wordsOf(maria.page, staff)).toMatch(/fler ?\ntjänster i Område försörjning/)
  await both(thread.id, 'fler tjänster i')
  await per.page.keyboard.press('Control+z')
  await becomes(() => wordsOf(maria.page, staff)).toContain(wide)
  await both(thread.id, 'fler tjänster i')
  expect((await threadsOf()).filter(({ orphan }) => orphan)).toEqual([])
  await saved(per)
})

test('[E404] an undone deletion brings the mark back; words deleted for good leave the synpunkt as an orphan with what it quoted', async () => {
  const word = await threadSaying(onWord)
  await select(per.page, staff, 'lönerevisionen')
  await per.page.keyboard.press('Delete')
  for (const { page } of [per, maria]) await becomes(() => markedBy(page, word.id)).toBe('')
  await per.page.keyboard.press('Control+z')
  for (const { page } of [per, maria]) await becomes(() => markedBy(page, word.id)).toBe('lönerevisionen')

  await select(per.page, staff, 'lönerevisionen')
  await per.page.keyboard.press('Delete')
  await saved(per)
  for (const { page } of [per, maria]) {
    const card = cardOf(page, word.id)
    await card.getByText('Texten synpunkten gällde är borttagen').waitFor()
    expect(await card.innerText()).toContain('”lönerevisionen”')
    expect(await card.innerText()).toContain(onWord)
  }
  expect((await threadSaying(onWord)).orphan).toBe(true)
})

test('[E405] a suggestion is struck and inserted while it is lit; accepted it changes the text for both under the author’s name, and is taken back', async () => {
  const before = await ownWords(per.page, staff)
  await select(maria.page, staff, 'inställda kurser')
  await maria.page.keyboard.press('Control+Alt+M')
  await composer(maria.page).getByRole('button', { name: 'Föreslå ändring' }).click()
  await composer(maria.page).getByLabel('Nya ord').fill('uppskjutna utbildningar')
  await field(maria.page).focus()
  const thread = await send(maria, 'Kurserna hålls i år i stället.')

  await becomes(() => markedBy(per.page, thread.id)).toBe('inställda kurser')
  const inserted = (page: Page) => textOf(page, staff).locator('ins.thread-inserted')
  // Not before it is lit.
  expect(await inserted(per.page).count()).toBe(0)
  await per.page.locator(`[data-thread-mark="${thread.id}"]`).click()
  await textOf(per.page, staff).locator(`del[data-thread-mark="${thread.id}"]`).waitFor()
  await becomes(() => inserted(per.page).allTextContents()).toEqual(['uppskjutna utbildningar'])
  const hers = cardOf(maria.page, thread.id)
  await hers.getByText('Väntar på Per Sandberg').waitFor()
  expect(await hers.getByRole('button', { name: 'Acceptera' }).count()).toBe(0)

  const accept = async (): Promise<void> => {
    await cardOf(per.page, thread.id).getByRole('button', { name: 'Acceptera' }).click()
    await per.page.getByText('Förslaget är infört i texten.').first().waitFor()
    const after = before.replace('inställda kurser', 'uppskjutna utbildningar')
    for (const { page } of [per, maria]) await becomes(() => ownWords(page, staff)).toBe(after)
  }
  await accept()
  const { report: record } = (await ask(per, '/record')) as {
    report: { texts: Record<string, Record<string, { by: string }>> }
  }
  expect(record.texts[section]?.[staff]?.by).toBe('per.sandberg')
  const accepted = await threadSaying('Kurserna hålls i år i stället.')
  expect([accepted.suggestion?.outcome?.accepted, accepted.resolved?.by]).toEqual([true, 'per.sandberg'])

  await per.page
    .getByRole('complementary', { name: 'Meddelande' })
    .getByRole('button', { name: 'Ångra' })
    .click()
  for (const { page } of [per, maria]) {
    await becomes(() => ownWords(page, staff)).toBe(before)
    await becomes(() => markedBy(page, thread.id)).toBe('inställda kurser')
  }
  const open = await threadSaying('Kurserna hålls i år i stället.')
  expect([open.suggestion?.outcome, open.resolved]).toEqual([undefined, undefined])

  await per.page.locator(`[data-thread-mark="${thread.id}"]`).click()
  await accept()
})

test('[E406] a suggestion on words that have changed since asks with both; another is rejected with a reason that its author reads', async () => {
  // The demo's own: Maria wants "Det statliga elstödet".
  const thread = (await threadsOf()).find(({ at }) => at.slot === income)
  if (thread === undefined) throw new Error('the demo has no suggestion')
  await standBefore(per.page, income, '20 miljoner kronor.')
  await per.page.keyboard.type('drygt ')
  await becomes(() => markedBy(maria.page, thread.id)).toBe('Elstödet gav drygt 20 miljoner kronor.')
  await per.page.locator(`[data-thread-mark="${thread.id}"]`).first().click()
  const card = cardOf(per.page, thread.id)
  await card.getByText('Texten har ändrats sedan förslaget').waitFor()
  await card.getByRole('button', { name: 'Acceptera' }).click()
  const asks = card.getByRole('alert')
  await asks.getByText('Elstödet gav 20 miljoner kronor.').waitFor()
  await asks.getByText('Elstödet gav drygt 20 miljoner kronor.').waitFor()
  expect(await wordsOf(maria.page, income)).toContain('Elstödet gav drygt 20')
  await asks.getByRole('button', { name: 'Acceptera ändå' }).click()
  for (const { page } of [per, maria])
    await becomes(() => wordsOf(page, income)).toMatch(/Det statliga elstödet gav 20 miljoner kronor\.$/)

  await select(maria.page, other, 'Energin')
  await maria.page.keyboard.press('Control+Alt+M')
  await composer(maria.page).getByRole('button', { name: 'Föreslå ändring' }).click()
  await composer(maria.page).getByLabel('Nya ord').fill('Elen')
  await field(maria.page).focus()
  const second = await send(maria, 'Menar vi elen?')
  await becomes(() => markedBy(per.page, second.id)).toBe('Energin')
  await per.page.locator(`[data-thread-mark="${second.id}"]`).click()
  await cardOf(per.page, second.id).getByRole('button', { name: 'Avvisa…' }).click()
  await per.page.keyboard.type('Fjärrvärmen är med.')
  await cardOf(per.page, second.id).getByRole('button', { name: 'Avvisa', exact: true }).click()
  await per.page.getByText('Förslaget är avvisat.').first().waitFor()
  expect(await wordsOf(per.page, other)).toContain('Energin blev 8')
  await panel(maria.page)
    .getByText(/^Klara \d+$/)
    .click()
  await cardOf(maria.page, second.id)
    .getByText(/^Avvisat av Per Sandberg .*: Fjärrvärmen är med\.$/)
    .waitFor()
})

test('[E407] what is resolved folds away, for both, and is opened again', async () => {
  const { id } = await threadSaying(onButton)
  for (const { page } of [per, maria]) {
    await panel(page)
      .getByText(/^Öppna \d+$/)
      .click()
    await cardOf(page, id).waitFor()
  }
  await cardOf(per.page, id).getByRole('button', { name: 'Markera klar' }).click()
  for (const { page } of [per, maria]) {
    await cardOf(page, id).waitFor({ state: 'detached' })
    await becomes(() => markedBy(page, id)).toBe('')
  }
  await panel(maria.page)
    .getByText(/^Klara \d+$/)
    .click()
  await cardOf(maria.page, id)
    .getByText(/^Klar, Per Sandberg/)
    .waitFor()
  await cardOf(maria.page, id).getByRole('button', { name: 'Öppna igen' }).click()
  for (const { page } of [per, maria]) await becomes(() => markedBy(page, id)).toBe('Vakanser')
  await cardOf(per.page, id).waitFor()
  expect((await threadSaying(onButton)).resolved).toBeUndefined()
})

test('[E408] who is mentioned and assigned has it in the inbox and among the own tasks, and comes from there to the words', async () => {
  const karin = await sitDown(browser, server.url, 'karin.hallgren')
  await karin.page.goto('/mitt')
  await karin.page.getByRole('button', { name: /^Nytt/ }).waitFor()
  await select(maria.page, other, 'Konsulterna')
  await maria.page.keyboard.press('Control+Alt+M')
  await becomes(() => hasFocus(field(maria.page))).toBe(true)
  await maria.page.keyboard.type('Vet du, @kar')
  await composer(maria.page).getByRole('option', { name: 'Karin Hallgren' }).waitFor()
  await maria.page.keyboard.press('Enter')
  await maria.page.keyboard.type('om det är IT?')
  const text = await field(maria.page).inputValue()
  expect(text).toMatch(/^Vet du, @Karin Hallgren om det är IT\?$/)
  await composer(maria.page).getByText('Tilldela Karin Hallgren').click()
  await composer(maria.page).getByRole('button', { name: 'Skicka' }).click()
  const { id } = await threadSaying(text)

  await karin.page.reload()
  await karin.page.getByRole('button', { name: /oläst/ }).click()
  await karin.page
    .getByText(/Maria Öberg vänder sig till dig i en synpunkt/)
    .first()
    .waitFor()
  await karin.page.keyboard.press('Escape')
  const task = karin.page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'Vet du, @Karin Hallgren' })
  await task.getByRole('link', { name: /^Svara/ }).click()
  await karin.page.waitForURL(new RegExp(`trad=${id}`))
  await becomes(() => activeIn(karin.page)).toBe(id)
  await becomes(() => markedBy(karin.page, id)).toBe('Konsulterna')
  await cardOf(karin.page, id).getByRole('button', { name: 'Svara' }).click()
  await karin.page.keyboard.type('Nej, det är fastigheter.')
  await karin.page.keyboard.press('Control+Enter')
  await cardOf(per.page, id).getByText('Nej, det är fastigheter.').waitFor()
  await karin.context.close()
})

test('[E409] a granskare’s own update over a socket is refused and changes nothing, words and marks alike', async () => {
  const guest = await signIn(server.url, 'maria.oberg')
  const lease = await leaseOf(guest, report, section)
  expect(lease.mayEdit).toBe(false)
  const stored = async (): Promise<string> => JSON.stringify(await ask(per, `/sections/${section}`))
  const before = await stored()
  const line = await openLine(guest, lease)
  line.write((doc) => firstText(doc, staff).insert(0, 'x'))
  await becomes(line.closed).toBe('4409 reset:read-only')
  const { id } = await threadSaying(onButton)
  const again = await openLine(guest, await leaseOf(guest, report, section))
  again.write((doc) => firstText(doc, summary).format(0, 5, { [threadKey(id)]: { id } }))
  await becomes(again.closed).toBe('4409 reset:read-only')
  expect(await stored()).toBe(before)
  await standIn(per.page, summary)
  await per.page.keyboard.type(' Per skriver ostört.')
  await becomes(() => wordsOf(maria.page, summary)).toMatch(/Per skriver ostört\.$/)
  await saved(per)
})

test('[E410] the reading view shows the synpunkter on a phone and takes an answer there; nothing of them is printed or exported', async () => {
  const phone = await sitDown(browser, server.url, 'maria.oberg', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  const { page } = phone
  await page.goto(`/rapporter/${report}/lasvy`)
  await page.getByRole('main').getByRole('table').first().waitFor()
  await page.getByRole('button', { name: 'Synpunkter' }).tap()
  const { id } = await threadSaying(onButton)
  await cardOf(page, id).tap()
  // One card at a time on a phone, with its words above the sheet.
  await becomes(() => activeIn(page)).toBe(id)
  await becomes(() =>
    page.evaluate(() => [...(CSS.highlights.get('thread-active') ?? [])].map((range) => range.toString())),
  ).toEqual(['Vakanser'])
  await cardOf(page, id).getByRole('button', { name: 'Svara' }).tap()
  await cardOf(page, id).getByRole('combobox').fill('Svarat på telefonen.')
  await cardOf(page, id).getByRole('button', { name: 'Skicka svar' }).tap()
  await cardOf(page, id).getByRole('paragraph').getByText('Svarat på telefonen.').waitFor()
  await cardOf(per.page, id).getByText('Svarat på telefonen.').waitFor()
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0)

  await page.emulateMedia({ media: 'print' })
  await becomes(() => panel(page).isVisible()).toBe(false)
  await phone.context.close()
  const html = await (await per.context.request.get(`/api/reports/${report}/export.html`)).text()
  expect(html).toContain('Vakanser')
  const said = (await threadsOf()).flatMap(({ id: thread, remarks }) => [
    thread,
    ...remarks.map(({ text }) => text),
  ])
  expect(said.length).toBeGreaterThan(10)
  expect(said.filter((words) => html.includes(words))).toEqual([])
  expect(html).not.toMatch(/<mark|data-thread|thread-mark|<del|<ins/)
})
