import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { layout } from '../../server/store/layout.ts'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startClockServer, type ClockServer } from './clockServer.ts'
import { firstText, leaseOf, openLine, signIn, socketOf, type Guest, type RawLine } from './rawLine.ts'
import { becomes, openSection, reportOf, savedState, wordsOf, writable } from './reportPage.ts'

/* Gunilla Åström is away for a day, and then there is a comma. */

const section = 'inledning'
const slot = 'inledning-text'
/** Half past ten at night in Sweden: the day after is an hour and a half away. */
const dayBefore = '2024-02-13T21:30:00.000Z'
const firstDay = '2024-02-14T07:00:00.000Z'
const dayAfter = '2024-02-15T07:00:00.000Z'

let browser: Browser
let server: ClockServer
let report: string
let perRaw: Guest, gunillaRaw: Guest, ekRaw: Guest, nilsRaw: Guest
let anna: Desk, ek: Desk, per: Desk
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startClockServer(dayBefore)])
  ;[anna, ek, per] = (await Promise.all(
    ['anna.lindqvist', 'anna.ek', 'per.sandberg'].map((user) => sitDown(browser, server.url, user)),
  )) as [Desk, Desk, Desk]
  ;[perRaw, gunillaRaw, ekRaw, nilsRaw] = await Promise.all([
    signIn(server.url, 'per.sandberg'),
    signIn(server.url, 'gunilla.astrom'),
    signIn(server.url, 'anna.ek'),
    signIn(server.url, 'nils.rask'),
  ])
  report = await reportOf(anna, 2023)
  // A sentence with a comma too many, approved by Gunilla Åström before she leaves.
  const annaRaw = await signIn(server.url, 'anna.lindqvist')
  await done(annaRaw, 'POST', `/sections/${section}/send-back`, { comment: 'En mening till.' })
  const line = await openLine(perRaw, await leaseOf(perRaw, report, section))
  line.write((doc) => firstText(doc, slot).insert(0, 'Året blev bra, trots allt, dyrt. '))
  await vi.waitUntil(line.isSaved, { timeout: 20_000 })
  line.socket.close()
  for (const step of ['submit', 'ready']) await done(annaRaw, 'POST', `/sections/${section}/${step}`)
  await done(gunillaRaw, 'POST', `/sections/${section}/approve`, { seen: (await stored()).digest })
}, 180_000)
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

const done = async (who: Guest, method: string, path: string, data: object = {}): Promise<unknown> => {
  const { status, body } = await who.send(method, `/api/reports/${report}${path}`, data)
  if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
  return body
}
const stored = async () =>
  (await gunillaRaw.send('GET', `/api/reports/${report}/sections/${section}`)).body as {
    state: string
    digest: string
  }
const unlockButton = ({ page }: Desk) => page.getByRole('button', { name: 'Lås upp…' })
/** A line of the report that has heard its greeting, and how it was closed. */
async function liveOf(who: Guest): Promise<{ socket: WebSocket; closed: Promise<number> }> {
  const socket = socketOf(who, `/live/${report}`)
  const closed = once(socket, 'close').then(([code]) => code as number)
  await once(socket, 'message')
  return { socket, closed }
}

test('[E511] the samordnare names Anna Ek deputy for one day, with a reason; before that day she is offered nothing', async () => {
  const { page } = anna
  await page.goto(`/rapporter/${report}/fordela`)
  await page
    .getByRole('radio', { name: /Ställföreträdare/ })
    .or(page.getByRole('tab', { name: /Ställföreträdare/ }))
    .first()
    .click()
  const form = page.getByRole('main').locator('form').filter({ hasText: 'Lägg till ställföreträdare' })
  const picker = form.getByRole('combobox', { name: 'Ställföreträdare' })
  await picker.fill('Anna Ek')
  await page.getByRole('option', { name: /Anna Ek/ }).click()
  await form.getByText('Vald: Anna Ek').waitFor()
  await form.getByLabel('Från och med').fill('2024-02-14')
  await form.getByLabel('Till och med').fill('2024-02-14')
  await form.getByLabel('Varför').fill('Gunilla är i Bryssel')
  await form.getByRole('button', { name: 'Lägg till ställföreträdare' }).click()
  const named = page.getByRole('row').filter({ hasText: 'Gunilla är i Bryssel' })
  await becomes(() => named.innerText()).toMatch(/Anna Ek[\s\S]*Gunilla Åström[\s\S]*Börjar 14 feb/)

  await openSection(ek, report, section)
  await ek.page
    .getByText(/^Godkänt av Gunilla Åström, förvaltningschef, /)
    .first()
    .waitFor()
  expect(await unlockButton(ek).count()).toBe(0)
  expect(
    (await ekRaw.send('POST', `/api/reports/${report}/sections/${section}/reopen`, { reason: 'x' })).status,
  ).toBe(403)
})

test('[E512] when the day comes her open page offers it; she unlocks that one section with a reason, and reads what follows from it', async () => {
  server.setClock(firstDay)
  await unlockButton(ek).waitFor()
  await unlockButton(ek).click()
  const asking = ek.page.getByRole('form', { name: 'Låsa upp avsnittet?' })
  await asking
    .getByText(/Godkännandet finns kvar i historiken och avsnittet måste godkännas på nytt/)
    .waitFor()
  await asking.getByLabel('Skäl').fill('Ett komma för mycket i första meningen.')
  await asking.getByRole('button', { name: 'Lås upp' }).click()
  await becomes(async () => (await stored()).state).toBe('arbete')
  const { body } = await gunillaRaw.send('GET', `/api/reports/${report}`)
  const { sections } = body as { sections: { id: string; state: string }[] }
  expect(sections.filter(({ state }) => state === 'godkand').map(({ id }) => id)).toEqual(['syfte'])
})

test('[E513] the author corrects one character; through submit and ready her page shows the one difference, and she approves for the förvaltningschef', async () => {
  await openSection(per, report, section)
  await per.page.getByText('Ett komma för mycket i första meningen.').first().waitFor()
  const text = await writable(per.page, slot)
  await text.evaluate((box) => {
    const first = document.createTreeWalker(box, NodeFilter.SHOW_TEXT).nextNode()
    const after = 'Året blev bra,'.length
    document.getSelection()?.setBaseAndExtent(first as Text, after, first as Text, after)
  })
  await text.focus()
  await per.page.keyboard.press('Backspace')
  await becomes(() => wordsOf(per.page, slot)).toContain('Året blev bra trots allt, dyrt.')
  await becomes(() => savedState(per.page)).toMatch(/^Sparat/)
  await per.page.getByRole('button', { name: 'Klarmarkera…' }).click()
  await per.page.getByRole('dialog').getByRole('button', { name: 'Klarmarkera' }).click()
  await becomes(async () => (await stored()).state).toBe('granskning')
  await openSection(anna, report, section)
  await anna.page.getByRole('button', { name: 'Klar för godkännande…' }).click()
  await anna.page.getByRole('dialog').getByRole('button', { name: 'Klar för godkännande' }).click()

  // In the page she has had open all along.
  await ek.page.getByRole('link', { name: 'Godkänn…' }).click()
  await ek.page.waitForURL(/\/godkann/)
  await ek.page.getByText('Du godkänner för förvaltningschefen, Gunilla Åström.').waitFor()
  const detail = ek.page.getByRole('complementary', { name: '1 Inledning' })
  await detail.getByRole('heading', { name: /^Ändrat sedan/ }).waitFor()
  expect(await detail.locator('del').allInnerTexts()).toEqual(['borttaget:\n,'])
  expect(await detail.locator('ins').count()).toBe(0)
  await ek.page.getByRole('button', { name: 'Godkänn 1', exact: true }).click()
  await ek.page
    .getByRole('dialog', { name: 'Godkänn 1 Inledning?' })
    .getByRole('button', { name: 'Godkänn' })
    .click()
  await ek.page
    .getByRole('heading', { level: 1, name: /^Ett avsnitt godkänt \d+\.\d+\. Det är låst\.$/ })
    .waitFor()

  await openSection(ek, report, section)
  await ek.page
    .getByText(/^Godkänt av Anna Ek, för förvaltningschefen, .*Låst\.$/)
    .first()
    .waitFor()
})

test('[E514] the log says both names, and the first approval is kept in the history with what it was of', async () => {
  await anna.page.goto(`/rapporter/${report}/logg?slag=step&avsnitt=${section}`)
  const entries = anna.page.getByRole('row')
  await becomes(() => entries.filter({ hasText: 'Godkände 1 Inledning' }).allInnerTexts()).toEqual([
    expect.stringContaining('Anna Ek, för Gunilla Åström'),
    expect.stringContaining('Gunilla Åström'),
  ])
  expect(await entries.filter({ hasText: 'Låste upp 1 Inledning' }).innerText()).toMatch(
    /Anna Ek, för Gunilla Åström[\s\S]*Ett komma för mycket/,
  )

  await openSection(anna, report, section, '?panel=historik')
  const panel = anna.page.getByRole('complementary', { name: 'Historik' })
  await becomes(() => panel.getByText(/Godkänt/).count()).toBe(2)
  const { versions } = (await gunillaRaw.send('GET', `/api/reports/${report}/sections/${section}/history`))
    .body as {
    versions: { id: string; by: string; reason: string }[]
  }
  const first = versions.findLast(({ reason }) => reason === 'approve')
  expect(first?.by).toBe('gunilla.astrom')
  const kept = await gunillaRaw.send('GET', `/api/reports/${report}/sections/${section}/history/${first?.id}`)
  expect(JSON.stringify(kept.body)).toContain('Året blev bra, trots allt, dyrt.')
})

test('[E515] the day after, the button is gone in her open page without a reload, and lines she opened before can do nothing', async () => {
  // A second deputy, of another office, for the same day.
  const { deputies } = (
    (await gunillaRaw.send('GET', `/api/reports/${report}/record`)).body as {
      report: { deputies: { user: string }[] }
    }
  ).report
  const second = {
    ...deputies.find(({ user }) => user === 'anna.ek'),
    user: 'nils.rask',
    from: '2024-02-14',
    to: '2024-02-14',
  }
  await done(await signIn(server.url, 'anna.lindqvist'), 'PUT', '/deputies', {
    deputies: [...deputies, second],
  })
  await unlockButton(ek).waitFor()
  const live = await liveOf(ekRaw)
  const outside = await liveOf(nilsRaw)
  const outsideText = await openLine(nilsRaw, await leaseOf(nilsRaw, report, 'handelser'))
  const line: RawLine = await openLine(ekRaw, await leaseOf(ekRaw, report, 'handelser'))
  const before = await stored()

  server.setClock(dayAfter)
  await becomes(() => unlockButton(ek).count()).toBe(0)
  expect(
    await ek.page
      .getByText(/^Godkänt av Anna Ek, för förvaltningschefen/)
      .first()
      .isVisible(),
  ).toBe(true)
  // Who has no other part in the report is let go of, within a second.
  expect(await outside.closed).toBe(4403)
  await becomes(() => outsideText.closed()?.slice(0, 4)).toBe('4404')
  expect((await nilsRaw.send('GET', `/api/reports/${report}`)).status).toBe(404)
  // She still reviews some sections, so that her lines stay open, and carry no right of Gunilla's.
  live.socket.send(JSON.stringify({ type: 'here', section }))
  line.write((doc) => firstText(doc, 'handelser-sammanfattning').insert(0, 'x'))
  await becomes(() => line.closed()?.slice(0, 4)).toMatch(/^44/)
  const reopen = await ekRaw.send('POST', `/api/reports/${report}/sections/${section}/reopen`, {
    reason: 'x',
  })
  expect(reopen.status).toBe(403)
  const approve = await ekRaw.send(
    'POST',
    `/api/reports/${report}/sections/personal-kostnadsanalys/approve`,
    {
      seen: before.digest,
    },
  )
  expect(approve.status).toBe(403)
  expect(await stored()).toMatchObject({ state: 'godkand', digest: before.digest })
  live.socket.close()
})

test('[E516] verify finds no fault in the folder and in the exported report, and a flipped byte in either', async () => {
  const exported = await fetch(`${server.url}/api/reports/${report}/export.json`, {
    headers: { cookie: gunillaRaw.cookie },
  })
  const file = join(server.dataDir, 'export.json')
  const text = await exported.text()
  await Promise.all([anna, ek, per].map(({ context }) => context.close()))
  await server.stop()

  const whole = await verify(server.dataDir)
  expect(whole.told).toMatch(/^2 reports, \d+ entries, \d+ seals, no faults\n$/)
  expect(whole.code).toBe(0)
  const { journal } = layout.reportRegister(server.dataDir, report)
  await flipped(journal, async () => {
    const { code, told } = await verify(server.dataDir)
    expect(code).toBe(1)
    expect(told).toContain(`reports/${report}/journal: damaged at byte`)
  })
  await writeFile(file, text)
  expect(await verify(file)).toEqual({ code: 0, told: '1 report, 0 entries, 3 seals, no faults\n' })
  await flipped(file, async () => {
    expect((await verify(file)).code).toBe(1)
  })
})

/** What `npm run verify` says, and how it ends. */
async function verify(path: string): Promise<{ code: number; told: string }> {
  const child = spawn(process.execPath, ['dist/server/verify.js', path], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let told = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => void (told += part.toString('utf8')))
  const [code] = (await once(child, 'close')) as [number]
  return { code, told }
}

/** Does something while one bit in the middle of a file is the other way round. */
async function flipped(path: string, during: () => Promise<void>): Promise<void> {
  const bytes = await readFile(path)
  const damaged = Buffer.from(bytes)
  const at = damaged.length >> 1
  damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at)
  await writeFile(path, damaged)
  await during()
  await writeFile(path, bytes)
}
