import type { Browser, Locator, Page } from 'playwright-core'
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
import type { RunningServer } from './server.ts'
import { openWire, type Wire } from './wire.ts'

/* The three hours that an områdeschef has: the link of a mail, her items, her text, and what she hands in. */
const section = 'mal-process'
const goals = {
  role: 'Tydliggöra IT:s strategiska roll och stärka förmågan att stödja regionens digitalisering.',
  process: 'Tydliggöra processen för verksamheter som behöver stöd när de digitaliserar.',
  methods: 'Digitala metoder och processer ger ökad förmåga att leverera.',
  security:
    'Påbörja en särskild funktion för IT-säkerhet (SOC) som övervakar och agerar vid hot och angrepp.',
}
const [role, process, methods, security] = [
  'up-it-roll.comment',
  'up-it-process.comment',
  'nm-digital.comment',
  'up-soc.comment',
]

let browser: Browser
let server: RunningServer
let karin: Desk, per: Desk, anna: Desk, ali: Desk
let karins: Wire
let report: string
/** What the others have heard since Ali began. */
let heard: (() => string)[] = []
beforeAll(async () => {
  ;[browser, server, karins] = await Promise.all([openBrowser(), startDemoServer(), openWire()])
  ;[karin, per, anna, ali] = (await Promise.all(
    [undefined, 'per.sandberg', 'anna.lindqvist', 'ali.demir'].map((user) =>
      sitDown(browser, server.url, user, user === undefined ? karins.options : {}),
    ),
  )) as [Desk, Desk, Desk, Desk]
  report = await reportOf(anna, 2023)
})
afterAll(async () => {
  await browser.close()
  karins.close()
  await server.dispose()
})

const heading = ({ page }: Desk, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const taskOf = ({ page }: Desk, title: string): Locator =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: title })
const isSaved = ({ page }: Desk): Promise<void> =>
  becomes(() => savedState(page)).toMatch(/^Sparat \d\d\.\d\d$/)
/** How an item stands, where it stands in the section. */
const markOf = ({ page }: Desk, item: string): Locator => page.locator(`[data-item="${item}"]`)
const standing = async (desk: Desk, item: string): Promise<string> =>
  (await markOf(desk, item).getByRole('button').first().innerText()).replaceAll(/\s+,/g, ',')
const readView = async ({ context }: Desk): Promise<string> =>
  (await context.request.get(`/api/reports/${report}/read?section=${section}`)).text()

/** Copies as Word does: what it puts into the clipboard is raw, styles and comments with it. */
async function copyFromWord({ page, context }: Desk, html: string): Promise<void> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
  await page.evaluate((raw) => {
    const fill = (event: ClipboardEvent): void => {
      event.preventDefault()
      event.stopImmediatePropagation()
      event.clipboardData?.setData('text/html', raw)
      event.clipboardData?.setData('text/plain', 'Ur Word')
    }
    document.addEventListener('copy', fill, { capture: true, once: true })
  }, html)
  await page.keyboard.press('Control+c')
}

/** Everything that comes to a page over its sockets from now on, text and bytes. */
function heardBy(page: Page): () => string {
  const heard: string[] = []
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) =>
      heard.push(typeof payload === 'string' ? payload : payload.toString('utf8')),
    ),
  )
  return () => heard.join('\n')
}

test('[E301] the link of a mail asks who one is and lands on the item, with the caret in its text', async () => {
  const { page } = karin
  await page.goto(`/rapporter/${report}/punkt/up-it-roll`)
  await page.waitForURL(/\/logga-in\?till=/)
  await page.getByRole('button', { name: /^Karin Hallgren/ }).click()
  await page.waitForURL(new RegExp(`/avsnitt/${section}#up-it-roll$`))
  await writable(page, role)
  await becomes(() => textOf(page, role).evaluate((text) => text.contains(document.activeElement))).toBe(true)
  await becomes(async () => {
    const place = await page.getByRole('heading', { name: goals.role }).boundingBox()
    return place !== null && place.y > 0 && place.y < 900
  }).toBe(true)
})

test('[E302] Mina uppgifter counts what is left in words and shows her seven items, what came back first, with last year’s line', async () => {
  const { page } = karin
  await page.getByRole('banner').getByRole('link', { name: 'Samskrift, Mina uppgifter' }).click()
  // Seven items, and two synpunkter to answer.
  await heading(karin, 'Nio uppgifter kvar')
  const rows = page.getByRole('main').getByRole('listitem')
  const items = rows.filter({ hasNotText: /· ?Synpunkt|Synpunkt ·/ })
  expect(await items.count()).toBe(7)
  const first = rows.first()
  expect(await first.innerText()).toContain('Anna Lindqvist: Säg också vad förseningen betyder för 2024.')
  const lines = (await items.allInnerTexts()).map((row) =>
    /(?<!\d)2022: .+/.exec(row)?.[0].replaceAll('\u00A0', ' '),
  )
  // The åtgärd had neither text nor judgement last year.
  expect(lines).toEqual([
    '2022: Mindre avvikelse, 3 ord',
    '2022: Mindre avvikelse, 8 ord',
    '2022: Mindre avvikelse, Oförändrat, 10 ord',
    '2022: Mindre avvikelse',
    '2022: Mindre avvikelse',
    '2022: 4,4 mnkr',
    undefined,
  ])
  await taskOf(karin, goals.security)
    .getByRole('button', { name: `Läs förra årets text: ${goals.security}` })
    .click()
  await becomes(() => taskOf(karin, goals.security).getByRole('article').innerText()).toMatch(/\S+ \S+/)
  await page.getByText('Ur Verksamhetsberättelse 2022').waitFor()
  await page.getByRole('link', { name: `Skriv vidare: ${goals.role}` }).click()
  await page.waitForURL(new RegExp(`/avsnitt/${section}#up-it-roll$`))
})

const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- @list l0 {mso-list-id:1} p.MsoListParagraph {margin-left:36pt} --></style></head>
<body lang=SV><!--StartFragment-->
<p class=MsoNormal>Rollen är <b style='mso-bidi-font-weight:normal'>beslutad</b> i maj.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Tre strateger är anställda.<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Varje förvaltning har en kontakt.<o:p></o:p></p>
<!--EndFragment--></body></html>`

test('[E303] what she pastes from Word keeps its bold words and its list, without marks of Word, and is with her colleague', async () => {
  await openSection(per, report, section)
  await writable(per.page, role)
  const { page } = karin
  await standIn(page, role)
  await page.keyboard.press('Enter')
  await copyFromWord(karin, fromWord)
  await page.keyboard.press('Control+v')
  for (const desk of [karin, per]) {
    await becomes(() => wordsOf(desk.page, role)).toContain('Rollen är beslutad i maj.')
    const text = textOf(desk.page, role)
    await becomes(() => text.locator('strong').allInnerTexts()).toContain('beslutad')
    // Without the caret that is drawn after the last word.
    const bullets = async () =>
      (await text.locator('li').allInnerTexts()).map((words) => words.replaceAll('\u2060', '').trim())
    await becomes(bullets).toEqual(['Tre strateger är anställda.', 'Varje förvaltning har en kontakt.'])
    expect(await text.innerHTML()).not.toMatch(/mso|o:p|·/i)
  }
  await isSaved(karin)
})

test('[E304] without contact she writes on and is told what waits; back again all is saved, and with her colleague', async () => {
  const { page } = karin
  await standIn(page, methods)
  await karins.cut(karin)
  await page
    .getByRole('banner')
    .getByText(/Ingen kontakt med servern sedan \d\d\.\d\d/)
    .waitFor()
  await page.keyboard.type(' Skrivet på tåget.')
  await standIn(page, role)
  await page.keyboard.type(' Också på tåget.')
  await becomes(() => savedState(page)).toMatch(/^\d+ ändringar väntar$/)
  const handIn = page.getByRole('button', { name: `Lämna in: ${goals.methods}` })
  await becomes(() => handIn.isDisabled()).toBe(true)
  await standIn(per.page, methods, 'start')
  await per.page.keyboard.type('Per skrev hemma. ')
  await isSaved(per)
  expect(await wordsOf(per.page, methods)).not.toContain('tåget')

  await karins.mend(karin)
  await becomes(() => wordsOf(per.page, methods)).toMatch(/^Per skrev hemma\. .* Skrivet på tåget\.$/s)
  await becomes(() => wordsOf(per.page, role)).toMatch(/ Också på tåget\.$/)
  await becomes(() => wordsOf(page, methods)).toContain('Per skrev hemma.')
  await isSaved(karin)
  await becomes(() => handIn.isDisabled()).toBe(false)
})

test('[E305] Inget att rapportera asks when something is written; the text is not printed and stays in the section', async () => {
  const { page } = karin
  const words = await wordsOf(page, process)
  expect(words.length).toBeGreaterThan(10)
  expect((await readView(anna)).includes(words)).toBe(true)
  await page.goto('/mitt')
  await heading(karin, 'Nio uppgifter kvar')
  const row = taskOf(karin, goals.process)
  await row.getByRole('button', { name: `Mer: ${goals.process}` }).click()
  await page.getByRole('menuitem', { name: 'Inget att rapportera' }).click()
  const asks = page.getByRole('dialog', { name: 'Inget att rapportera?' })
  expect(await asks.innerText()).toContain('Texten du har skrivit sparas men skrivs inte ut.')
  await asks.getByRole('button', { name: 'Inget att rapportera' }).click()
  await becomes(() => row.innerText()).toMatch(/Inget att rapportera, \d\d\.\d\d\./)
  await heading(karin, 'Åtta uppgifter kvar')
  expect((await readView(anna)).includes(words)).toBe(false)
  // With the other who has the section open, the text and how it stands.
  expect(await wordsOf(per.page, process)).toBe(words)
  await becomes(() => standing(per, 'up-it-process')).toContain('Inget att rapportera')
})

test('[E306] she hands in from the row and takes it back, and hands in from the item; the colleague sees each at once', async () => {
  const { page } = karin
  const row = taskOf(karin, goals.methods)
  await row.getByRole('button', { name: `Lämna in: ${goals.methods}` }).click()
  await becomes(() => row.innerText()).toMatch(/Inlämnad \d\d\.\d\d\./)
  await heading(karin, 'Sju uppgifter kvar')
  await becomes(() => standing(per, 'nm-digital')).toBe('Inlämnad, Karin Hallgren')
  const takeBack = row.getByRole('button', { name: `Ta tillbaka: ${goals.methods}` })
  // The button that was pressed has gone; the way back has taken its focus.
  await becomes(() => takeBack.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await heading(karin, 'Åtta uppgifter kvar')
  await becomes(() => standing(per, 'nm-digital')).toBe('Påbörjad, Karin Hallgren')
  const writeOn = row.getByRole('link', { name: `Skriv vidare: ${goals.methods}` })
  await becomes(() => writeOn.evaluate((link) => link === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await writable(page, methods)
  await page.getByRole('button', { name: `Lämna in: ${goals.methods}` }).click()
  await page
    .getByText(/Inlämnad \d\d\.\d\d\. Du får veta om någon svarar\./)
    .first()
    .waitFor()
  await becomes(() => standing(karin, 'nm-digital')).toBe('Inlämnad, du')
  await becomes(() => standing(per, 'nm-digital')).toBe('Inlämnad, Karin Hallgren')
})

test('[E307] with Skriv enskilt nobody else sees, hears or finds a word, nor where he stands, before it is handed in', async () => {
  const secret = 'Solrosvakten larmar dygnet runt'
  const others = [per, anna, karin]
  heard = others.map(({ page }) => heardBy(page))
  await Promise.all(others.map((desk) => openSection(desk, report, section)))
  await Promise.all(others.map(({ page }) => writable(page, security)))

  const { page } = ali
  await page.goto(`/rapporter/${report}/punkt/up-soc`)
  await writable(page, security)
  await page.getByRole('button', { name: `Bidrag till ${goals.security}` }).click()
  await page.getByRole('menuitem', { name: 'Skriv enskilt' }).click()
  const sheet = page.getByRole('dialog', { name: 'Skriv enskilt' })
  expect(await sheet.innerText()).toContain('Ingen annan ser det här förrän du lämnar in.')
  const own = sheet.getByRole('textbox', { name: `${goals.security}, ditt bidrag` })
  await becomes(() => own.evaluate((text) => text.contains(document.activeElement))).toBe(true)
  await page.keyboard.insertText(`${secret}.`)
  await page.keyboard.type(' Sedan i mars.')
  await becomes(() => sheet.getByTestId('saved-state').innerText()).toMatch(/^Sparat \d\d\.\d\d$/)

  const known = async ({ context }: Desk) => {
    const answer = await context.request.get(`/api/reports/${report}/contributions`)
    const { contributions } = (await answer.json()) as {
      contributions: { id: string; state: string; item: string; writers: string[] }[]
    }
    return contributions.find(({ item }) => item === 'up-soc')
  }
  // That he has begun is told; no more than that.
  const contribution = await known(anna)
  expect(contribution).toMatchObject({ state: 'paborjad', writers: ['ali.demir'] })
  for (const [at, desk] of others.entries()) {
    expect(desk.page.url()).toContain(section)
    expect(await desk.page.locator('body').innerText()).not.toContain('Solrosvakten')
    expect(await desk.page.locator('.margin-name[title="Ali Demir"]').count()).toBe(0)
    expect(heard[at]?.()).not.toMatch(/Solrosvakten|dygnet runt/)
    for (const path of [
      'record',
      `sections/${section}`,
      `sections/${section}/history`,
      'search?q=Solrosvakten',
      `contributions/${contribution?.id ?? ''}`,
      'read',
    ]) {
      const answer = await desk.context.request.get(`/api/reports/${report}/${path}`)
      expect([path, answer.status()]).toEqual([path, 200])
      expect([
        path,
        (await answer.text()).replace('"q":"Solrosvakten"', '').includes('Solrosvakten'),
      ]).toEqual([path, false])
    }
  }
  await anna.page.goto(`/rapporter/${report}/sok?q=Solrosvakten`)
  await anna.page.getByText(/Ingen träff på/).waitFor()

  await sheet.getByRole('button', { name: 'Lämna in' }).click()
  await sheet.waitFor({ state: 'detached' })
  await openSection(anna, report, section, '?panel=bidrag')
  const card = anna.page.getByRole('complementary').getByRole('article', { name: 'Ali Demir' })
  await becomes(() => card.innerText()).toContain(secret)
})

test('[E308] what Ali has written Karin hands in: written by him, handed in by her, for everybody to read', async () => {
  await openSection(ali, report, section, '?panel=bidrag')
  await ali.page.getByRole('button', { name: 'Infoga bidraget från Ali Demir' }).click()
  for (const desk of [ali, per, karin])
    await becomes(() => wordsOf(desk.page, security)).toContain(
      'Solrosvakten larmar dygnet runt. Sedan i mars.',
    )
  // Now they hear it: what was listened to is where it would have come.
  for (const words of heard) expect(words()).toContain('Solrosvakten')

  await karin.page.goto('/mitt')
  await heading(karin, 'Sju uppgifter kvar')
  const row = taskOf(karin, goals.security)
  await row.getByRole('button', { name: `Lämna in: ${goals.security}` }).click()
  await becomes(() => row.innerText()).toContain('Skrivet av Ali Demir, lämnat av dig.')
  await karin.page.goto('/mitt?visa=lamnade')
  await becomes(() => taskOf(karin, goals.security).innerText()).toContain(
    'Skrivet av Ali Demir, lämnat av Karin Hallgren.',
  )
  await markOf(anna, 'up-soc').getByRole('button').first().click()
  await becomes(() => anna.page.getByRole('dialog').innerText()).toMatch(
    /Karin Hallgren .*, skrivet av Ali Demir/,
  )
})
