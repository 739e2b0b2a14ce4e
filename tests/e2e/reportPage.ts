import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Desk } from './browser.ts'

/* What a person sees and does on the pages of a report, in the words of the tests. */

const patience = { timeout: 20_000, interval: 25 }

/** Waits until what is asked of the page has the expected value; fails with the difference. */
export const becomes = <T>(ask: () => T | Promise<T>) => expect.poll(ask, patience)

/** The demo's report of a year, as the list shows it to this person. */
export async function reportOf({ context }: Desk, year: number): Promise<string> {
  const answer = await context.request.get('/api/reports')
  const reports = (await answer.json()) as { id: string; year: number }[]
  const found = reports.find((report) => report.year === year)
  if (found === undefined) throw new Error(`no report of ${year}: ${JSON.stringify(reports)}`)
  return found.id
}

/** Opens a section and waits until its heading stands there. */
export async function openSection(
  { page }: Desk,
  report: string,
  section: string,
  query = '',
): Promise<void> {
  await page.goto(`/rapporter/${report}/avsnitt/${section}${query}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** The text of a slot. */
export const textOf = (page: Page, slot: string): Locator =>
  page.locator(`[data-slot="${slot}"] [role="textbox"]`)

/** The text of a slot once it can be written in. */
export async function writable(page: Page, slot: string): Promise<Locator> {
  await page.locator(`[data-slot="${slot}"][data-editable]`).waitFor()
  return textOf(page, slot)
}

/** Puts the caret at one end of a slot's text. */
export async function standIn(page: Page, slot: string, at: 'start' | 'end' = 'end'): Promise<void> {
  const text = await writable(page, slot)
  if (at === 'start') await text.click({ position: { x: 1, y: 8 } })
  else await text.focus()
  // The editor puts its own selection back 20 ms after it got the focus; a hand is slower than that.
  await text.evaluate(() => new Promise((resolve) => setTimeout(resolve, 40)))
  await page.keyboard.press(at === 'end' ? 'Control+End' : 'Home')
}

/** Words of a slot, without the carets that are drawn among them. */
export async function wordsOf(page: Page, slot: string): Promise<string> {
  const paragraphs = await textOf(page, slot).locator('p, h3, h4, li').allTextContents()
  return paragraphs.join('\n').replaceAll('\u2060', '')
}

export const savedState = (page: Page): Promise<string> => page.getByTestId('saved-state').innerText()

/** A cell of a table. */
export const cellAt = (page: Page, block: string, row: string, column: string): Locator =>
  page.locator(`[data-table="${block}"] [data-row="${row}"][data-column="${column}"]`)

/** A cell by the label of its row; rows that the report has added have ids of their own making. */
export const cellIn = (page: Page, block: string, label: string, column: string): Locator =>
  page
    .locator(`[data-table="${block}"] tr[data-kind]`)
    .filter({ has: page.getByRole('rowheader', { name: label }) })
    .locator(`[data-column="${column}"]`)

/** What a cell prints, spaces as plain ones, without the initials of who stands in it. */
export const figureIn = async (cell: Locator): Promise<string> =>
  ((await cell.innerText()).split('\n').at(-1) ?? '').replaceAll(/[\u00A0\u202F]/g, ' ').trim()
