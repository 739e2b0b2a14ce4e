import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import { phone, thumbFaults } from './phone.ts'
import { firstText, leaseOf, openLine, signIn, type Guest, type RawLine } from './rawLine.ts'
import { becomes, openSection, reportOf, savedState, standIn } from './reportPage.ts'
import type { RunningServer } from './server.ts'
import { openWire, type Wire } from './wire.ts'

/* Seven minutes between two meetings: fourteen sections await Gunilla Åström on her telephone. */

/** Every section that awaits her, with the state the demo has it in. */
const awaiting = {
  inledning: 'klar',
  'personal-kostnadsanalys': 'klar',
  'personal-arsarbetare': 'klar',
  'personal-sjukfranvaro': 'klar',
  handelser: 'granskning',
  'ekonomi-investeringar': 'granskning',
  'mal-invanare': 'arbete',
  'mal-process': 'arbete',
  'mal-resurs': 'arbete',
  'ekonomi-atgarder': 'arbete',
  'ekonomi-nyckeltal': 'arbete',
  'personal-kostnader': 'arbete',
  framtid: 'arbete',
  'isk-plan': 'arbete',
} as const
const ids = Object.keys(awaiting) as (keyof typeof awaiting)[]

let browser: Browser
let server: RunningServer
let report: string
let anna: Guest, per: Guest, gunillasApi: Guest
let gunilla: Desk, writer: Desk, olle: Desk
let writers: Wire
let rawBefore: RawLine
beforeAll(async () => {
  ;[browser, server, writers] = await Promise.all([openBrowser(), startDemoServer(), openWire()])
  ;[anna, per, gunillasApi] = await Promise.all([
    signIn(server.url, 'anna.lindqvist'),
    signIn(server.url, 'per.sandberg'),
    signIn(server.url, 'gunilla.astrom'),
  ])
  ;[gunilla, writer, olle] = await Promise.all([
    sitDown(browser, server.url, undefined, phone),
    sitDown(browser, server.url, 'per.sandberg', writers.options),
    sitDown(browser, server.url, 'olle.berg'),
  ])
  report = await reportOf(writer, 2023)

  // What is red, and why.
  await raw('mal-process', say('Avtalet sades upp i mars. ', 'nm-digital.comment'))
  await done(anna, 'POST', '/statuses/nm-digital/settle', {
    status: 'storre_avvikelse',
    meeting: 'ledningsgruppen 30 jan',
  })
  // A figure of another section in a text.
  await raw('personal-kostnader', (doc) => {
    const block = doc.getXmlFragment('personalkostnader-text').get(0)
    if (!(block instanceof Y.XmlElement)) throw new Error('nothing is written')
    const figure: Y.XmlElement = new Y.XmlElement('valueRef')
    const attributes = { ...quoted, format: 'value' }
    for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value)
    block.insert(block.length, [figure])
  })
  // Read by her once, and then a comma.
  await raw('framtid', say('Vi bygger, om. ', 'framtid-text'))
  for (const step of ['submit', 'ready']) await move('framtid', step)
  await done(gunillasApi, 'POST', '/sections/framtid/seen', { digest: await digestOf('framtid') })
  await move('framtid', 'send-back', { comment: 'Ett komma för mycket.' })
  await raw('framtid', (doc) => firstText(doc, 'framtid-text').delete('Vi bygger'.length, 1))
  for (const step of ['submit', 'ready']) await move('framtid', step)

  // Per Sandberg has begun a sentence where he has no contact, and something else holds a line open.
  await openSection(writer, report, 'ekonomi-atgarder')
  await standIn(writer.page, 'atgarder-effekt')
  await writers.cut(writer)
  await writer.page.keyboard.type(' För sent.')
  rawBefore = await openLine(per, await leaseOf(per, report, 'ekonomi-atgarder'))
  for (const [id, state] of Object.entries(awaiting)) {
    if (state === 'arbete' && id !== 'framtid') await move(id, 'submit')
    if (state !== 'klar' && id !== 'framtid') await move(id, 'ready')
  }
}, 180_000)
afterAll(async () => {
  rawBefore.socket.close()
  await browser.close()
  writers.close()
  await server.dispose()
})

const quoted = { block: 'driftredovisning', row: 'gemensamt', column: 'turnover' }
const done = async (who: Guest, method: string, path: string, data: object = {}) => {
  const { status, body } = await who.send(method, `/api/reports/${report}${path}`, data)
  if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
  return body
}
const move = (section: string, step: string, data: object = {}) =>
  done(anna, 'POST', `/sections/${section}/${step}`, data)
type Stored = { state: string; digest: string }
const stored = async (section: string) =>
  (await anna.send('GET', `/api/reports/${report}/sections/${section}`)).body as Stored
const digestOf = async (section: string) => (await stored(section)).digest
const say = (words: string, slot: string) => (doc: Y.Doc) => firstText(doc, slot).insert(0, words)
/** Something is written by Per Sandberg without a page. */
async function raw(section: string, edit: (doc: Y.Doc) => void): Promise<void> {
  const line = await openLine(per, await leaseOf(per, report, section))
  line.write(edit)
  await vi.waitUntil(line.isSaved, { timeout: 20_000 })
  line.socket.close()
}

const page = () => gunilla.page
const row = (title: RegExp): Locator =>
  page()
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page().getByRole('checkbox', { name: title }) })
const unfold = async (title: RegExp): Promise<Locator> => {
  const found = row(title)
  const button = found.getByRole('button', { expanded: false }).first()
  if ((await button.count()) > 0) await button.tap()
  return found
}
const topOf = async (found: Locator): Promise<number> => (await found.boundingBox())?.y ?? Number.NaN
const foot = () => page().getByRole('region', { name: 'Godkänn eller skicka tillbaka' })

test('[E501] the first row of her tasks leads to the fourteen that await her; nothing goes out at the side and all is within a thumb’s reach', async () => {
  await page().goto('/')
  await page()
    .getByRole('button', { name: /Gunilla Åström/ })
    .tap()
  await page().waitForURL(/\/mitt/)
  const first = page().getByRole('main').getByRole('listitem').first()
  await becomes(() => first.innerText()).toContain('14 avsnitt är klara för godkännande')
  expect.soft(await thumbFaults(page())).toEqual([])
  await first.getByRole('link', { name: /Granska och godkänn/ }).tap()
  await page().getByRole('heading', { level: 1, name: '14 avsnitt är klara för godkännande' }).waitFor()
  await becomes(() => page().getByRole('checkbox').count()).toBe(14)
  // What changed since she looked is fetched for each.
  await becomes(() => row(/7 Framtid/).innerText()).toMatch(/en text/i)
  expect(await row(/5\.5 /).innerText()).toContain('en oförklarad')
  expect.soft(await thumbFaults(page())).toEqual([])
})

test('[E502] she sees what is red and why, what changed since she read it, and who explained which check how', async () => {
  await page()
    .getByRole('button', { name: /En bedömning är röd|bedömningar är röda/ })
    .tap()
  const reds = page().getByRole('main').getByRole('listitem').filter({ hasText: 'Avtalet sades upp i mars.' })
  await reds.first().waitFor()
  // A tap on it leads to its section, which unfolds.
  await reds.first().getByRole('button').tap()
  await becomes(() => topOf(row(/4\.3 /))).toBeLessThan(160)
  expect(await row(/4\.3 /).innerText()).toContain('Avtalet sades upp i mars.')

  const future = await unfold(/7 Framtid/)
  await future.getByRole('heading', { name: /Ändrat sedan du läste/ }).waitFor()
  // The comma alone, said in words to who cannot see it struck.
  expect(await future.locator('del').allInnerTexts()).toEqual(['borttaget:\n,'])
  expect(await future.locator('ins').count()).toBe(0)
  expect.soft(await thumbFaults(page())).toEqual([])

  const figures = await unfold(/5\.5 /)
  await figures.getByText(/Förklarat av Olle Berg .*direktupphandlingar/).waitFor()
  expect.soft(await thumbFaults(page())).toEqual([])
})

test('[E503] a check that nobody has explained keeps the button still and says so, until Olle Berg explains it at his own computer', async () => {
  const approve = foot().getByRole('button', { name: 'Godkänn alla 14' })
  expect(await approve.isDisabled()).toBe(true)
  const because = await approve.getAttribute('aria-describedby')
  expect(await page().locator(`#${because}`).innerText()).toContain('En kontroll saknar förklaring i 5.5')

  await openSection(olle, report, 'ekonomi-nyckeltal', '?panel=kontroller')
  const panel = olle.page.getByRole('complementary', { name: 'Kontroller' })
  const card = panel.getByRole('article').filter({ hasText: 'uppförandekod' })
  await card.getByRole('button', { name: 'Förklara' }).click()
  await card.getByRole('textbox').fill('Siffran för 2022 är rättad i efterhand.')
  await card.getByRole('button', { name: 'Spara förklaringen' }).click()

  await becomes(() => approve.isDisabled()).toBe(false)
  await page()
    .getByText(/Förklarat av Olle Berg .*rättad i efterhand/)
    .first()
    .waitFor()
  expect(await foot().innerText()).not.toContain('saknar förklaring')
})

test('[E504] one is read whole: as the nämnd will read it, and noted as read at its end', async () => {
  const introduction = await unfold(/1 Inledning/)
  await introduction.getByRole('heading', { name: 'Du har inte läst det här avsnittet än' }).waitFor()
  await introduction.locator('article section p').first().waitFor()
  await introduction.getByRole('link', { name: 'Läs hela avsnittet' }).scrollIntoViewIfNeeded()
  // Its end has to stand on the screen for a moment.
  await becomes(() => introduction.getByRole('button').first().innerText()).toMatch(/Läst$/)
  expect.soft(await thumbFaults(page())).toEqual([])
})

test('[E505] one is sent back with one line, which its authors read over the text', async () => {
  await unfold(/5\.4 /)
  await foot().getByRole('button', { name: 'Skicka tillbaka 5.4…' }).tap()
  const asking = page().getByRole('dialog')
  await asking.getByRole('textbox').fill('Vad kostade lastkajen till sist?')
  expect.soft(await thumbFaults(page())).toEqual([])
  await asking.getByRole('button', { name: 'Skicka tillbaka' }).tap()
  await page().getByRole('heading', { level: 1, name: '13 avsnitt är klara för godkännande' }).waitFor()
  expect((await stored('ekonomi-investeringar')).state).toBe('arbete')
  await openSection(olle, report, 'ekonomi-investeringar')
  await olle.page.getByRole('main').getByText('Vad kostade lastkajen till sist?').first().waitFor()
  await olle.page.getByText(/Gunilla Åström skickade tillbaka avsnittet/).waitFor()
})

test('[E506] a quoted figure that changes between looking and approving: nothing is approved, the page stays, shows the difference and asks for that section only', async () => {
  const cells = await done(await signIn(server.url, 'olle.berg'), 'PUT', '/cells', [
    { ...quoted, value: '99,9' },
  ])
  expect(cells).toMatchObject([{ result: 'stored' }])
  await foot().getByRole('button', { name: 'Godkänn alla 13' }).tap()
  const asking = page().getByRole('dialog', { name: 'Godkänn alla 13?' })
  await asking.getByText(/nämnden får dem som de står/).waitFor()
  await asking.getByRole('button', { name: 'Godkänn' }).tap()

  await foot()
    .getByText(/^6\.1 .* ändrades medan du läste\. .* Inget är godkänt än\.$/)
    .waitFor()
  const changed = row(/6\.1 /)
  await changed.getByRole('heading', { name: 'Ändrat medan du läste' }).waitFor()
  await becomes(() => changed.innerText()).toContain('99,9')
  await becomes(() => topOf(changed)).toBeLessThan(160)
  expect(await page().getByRole('checkbox', { checked: true }).count()).toBe(12)
  expect(await changed.getByRole('checkbox').isChecked()).toBe(false)
  expect((await Promise.all(ids.map(stored))).filter(({ state }) => state === 'godkand')).toEqual([])
  expect.soft(await thumbFaults(page())).toEqual([])
  await changed.getByRole('checkbox').tap()
  await foot().getByRole('button', { name: 'Godkänn alla 13' }).waitFor()
})

test('[E507] thirteen are approved with one button while an author and a raw line try to write in one of them: nothing gets in, and what was typed is shown as not saved', async () => {
  const thirteen = ids.filter((id) => id !== 'ekonomi-investeringar')
  const before = new Map<string, string>()
  for (const id of thirteen) before.set(id, await digestOf(id))

  await foot().getByRole('button', { name: 'Godkänn alla 13' }).tap()
  const yes = page().getByRole('dialog').getByRole('button', { name: 'Godkänn' })
  await yes.waitFor()
  const written = say('Smugglat. ', 'atgarder-effekt')
  await Promise.all([yes.tap(), writers.mend(writer), (async () => rawBefore.write(written))()])
  await page()
    .getByRole('heading', { level: 1, name: /^13 avsnitt godkända \d+\.\d+\. De är låsta\.$/ })
    .waitFor()
  await becomes(() => rawBefore.closed()?.slice(0, 4)).toBe('4423')
  expect.soft(await thumbFaults(page())).toEqual([])

  const rescue = writer.page.getByRole('main').getByRole('region').filter({ hasText: 'kunde inte sparas' })
  await becomes(() => rescue.innerText()).toContain('För sent.')
  await becomes(() => savedState(writer.page)).toBe('Låst')
  await writer.page.getByText(/^Godkänt av Gunilla Åström, förvaltningschef, .*Låst\.$/).waitFor()

  // Afterwards too, in each of them.
  for (const id of thirteen) {
    const lease = await leaseOf(per, report, id)
    expect([id, lease.mayEdit]).toEqual([id, false])
    const line = await openLine(per, lease)
    line.write((doc) => {
      const [slot] = [...doc.share.keys()]
      doc.getXmlFragment(slot ?? '').insert(0, [new Y.XmlElement('textBlock')])
    })
    await becomes(() => line.closed()?.slice(0, 4)).toBe('4423')
  }
  for (const id of thirteen) {
    const { state, digest } = await stored(id)
    expect([id, state, digest]).toEqual([id, 'godkand', before.get(id)])
  }
})

test('[E508] the log names her thirteen times, and its chain holds', async () => {
  await page().goto(`/rapporter/${report}/logg?slag=step&person=gunilla.astrom`)
  await page()
    .getByRole('main')
    .getByText(/^Loggen hänger ihop: \d+ poster\.$/)
    .waitFor()
  // The demo's own approval is hers too.
  const entries = page().getByRole('row').filter({ hasText: 'Gunilla Åström' })
  await becomes(() => entries.filter({ hasText: 'Godkände', hasNotText: 'Syfte' }).count()).toBe(13)
  expect(await entries.filter({ hasText: 'Skickade tillbaka 5.4' }).count()).toBe(1)
  expect.soft(await thumbFaults(page())).toEqual([])
})
