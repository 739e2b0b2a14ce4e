import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { openSection, standIn, writable } from '../e2e/reportPage.ts'
import { signIn, type Guest } from '../e2e/rawLine.ts'
import { percentile } from './crowd.ts'
import { sitDownToMeasure } from './desk.ts'
import { meterPage, metered, type Metered } from './meter.ts'
import { fillReviewed, type ReviewedReport } from './reviewed.ts'
import type { Row } from './table.ts'

const few = 12
const many = { here: 200, elsewhere: 300 }

type Measured = Map<string, Metered[]>

/** The pages of review with five hundred open synpunkter, two hundred of them in one section, beside the same with a dozen. */
export async function measureReview(browser: Browser, url: string): Promise<Row[]> {
  const [anna, maria] = await Promise.all([signIn(url, 'anna.lindqvist'), signIn(url, 'maria.oberg')])
  const reports = (await anna.send('GET', '/api/reports')).body as { id: string; year: number }[]
  const report = await fillReviewed(anna, reports.find(({ year }) => year === 2023)?.id ?? '')
  await report.remark(maria, few)
  const peer = await measurePages(browser, url, report, maria)
  await report.remark(maria, many.here - few)
  await report.remarkElsewhere(maria, many.elsewhere)
  const ours = await measurePages(browser, url, report, maria)
  return [...ours].flatMap(([what, times]) => rowsOf(what, times, peer.get(what) ?? []))
}

const measures = [
  ['p50', 'shown', 0.5],
  ['p95', 'shown', 0.95],
  ['busy at most', 'busy', 1],
] as const

const rowsOf = (what: string, ours: readonly Metered[], peer: readonly Metered[]): Row[] =>
  measures.map(([name, key, part]) => ({
    what: `${what}, ${name}`,
    unit: 'ms',
    ours: percentile(
      ours.map((time) => time[key]),
      part,
    ),
    peer: percentile(
      peer.map((time) => time[key]),
      part,
    ),
    than: `${few} synpunkter`,
  }))

async function measurePages(
  browser: Browser,
  url: string,
  report: ReviewedReport,
  colleague: Guest,
): Promise<Measured> {
  const desk = await sitDownToMeasure(browser, url, 'anna.lindqvist')
  await meterPage(desk.page)
  const measured: Measured = new Map()
  const time = async (what: string, act: () => Promise<unknown>, until?: string): Promise<void> => {
    const took = await metered(desk.page, act, until)
    measured.set(what, [...(measured.get(what) ?? []), took])
  }
  try {
    await openSection(desk, report.id, report.section)
    await writable(desk.page, report.slot)
    // What is fetched ahead is there by then.
    await pause(1500)
    await measureCards(desk.page, time)
    await measureText(desk.page, time, report, colleague)
    await desk.page.goto(`/rapporter/${report.id}`)
    await desk.page.getByRole('heading', { level: 1 }).waitFor()
    await pause(1000)
    await measureOverview(desk.page, time, report, colleague)
  } finally {
    await desk.context.close()
  }
  return measured
}

type Time = (what: string, act: () => Promise<unknown>, until?: string) => Promise<void>

const card = '[data-thread-card]'
const filterAt = (number: number): string => `aside [role="radio"]:nth-child(${number})[data-selected]`

async function measureCards(page: Page, time: Time): Promise<void> {
  const rail = page.getByRole('button', { name: 'Synpunkter', exact: false }).last()
  for (let round = 0; round < 5; round++) {
    await time('opening the panel', () => rail.click(), card)
    await pause(300)
    if (round < 4) await rail.click()
    await pause(300)
  }
  const filters = page.locator('aside [role="radio"]')
  for (let round = 0; round < 3; round++)
    for (const at of [2, 3, 1]) {
      await time('choosing among the cards', () => filters.nth(at - 1).click(), filterAt(at))
      await pause(200)
    }
  for (let at = 1; at <= 10; at++) {
    await time('F8', () => page.keyboard.press('F8'), `${card}[data-active][aria-posinset="${at}"]`)
    await pause(300)
  }
  const active = page.locator(`${card}[data-active]`)
  for (let round = 0; round < 3; round++) {
    await time(
      'opening the reply',
      () => active.getByRole('button', { name: 'Svara' }).click(),
      `${card} textarea`,
    )
    await pause(200)
    for (const letter of 'ett svar') await time('typing a reply', () => page.keyboard.press(letter))
    await active.getByRole('button', { name: 'Avbryt' }).click()
    await pause(200)
  }
  for (let round = 0; round < 3; round++) {
    const first = page.locator(card).first()
    const id = (await first.getAttribute('data-thread-card')) ?? ''
    await time(
      'resolving',
      () => first.getByRole('button', { name: 'Markera klar' }).click(),
      `body:not(:has([data-thread-card="${id}"]))`,
    )
    await pause(500)
  }
}

async function measureText(page: Page, time: Time, report: ReviewedReport, colleague: Guest): Promise<void> {
  await standIn(page, report.slot, 'start')
  const type = async (what: string, keys: number): Promise<void> => {
    for (let at = 0; at < keys; at++) {
      await time(what, () => page.keyboard.press('x'))
      await pause(30)
    }
  }
  await type('a key in the text beside the panel', 30)
  for (const [what, remark] of [
    ['a key while a synpunkt comes here', report.remark],
    ['a key while a synpunkt comes elsewhere', report.remarkElsewhere],
  ] as const) {
    const arrived: Promise<void>[] = []
    for (let at = 0; at < 5; at++) {
      arrived.push(remark(colleague, 1))
      await type(what, 6)
    }
    await Promise.all(arrived)
  }
}

async function measureOverview(
  page: Page,
  time: Time,
  report: ReviewedReport,
  colleague: Guest,
): Promise<void> {
  const filters = page.locator('main [role="radio"]')
  for (let round = 0; round < 3; round++)
    for (const at of [6, 3, 1]) {
      await time(
        'choosing in the overview',
        () => filters.nth(at - 1).click(),
        `main [role="radio"]:nth-child(${at})[data-selected]`,
      )
      await pause(200)
    }
  for (let round = 0; round < 3; round++) {
    await time('a key while a synpunkt comes to the overview', async () => {
      await Promise.all([page.keyboard.press('Tab'), report.remarkElsewhere(colleague, 1)])
      await pause(200)
    })
  }
  for (let round = 0; round < 3; round++) {
    await page.locator('[data-row-link]').last().click()
    await page.locator('.section-document').waitFor()
    await pause(1000)
    await time(
      'opening the overview',
      () => page.getByRole('link', { name: 'Översikt' }).first().click(),
      '[data-row-link]',
    )
    await pause(500)
  }
}
