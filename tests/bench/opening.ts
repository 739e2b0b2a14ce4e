import type { Browser, Page } from 'playwright-core'
import { openSection, reportOf } from '../e2e/reportPage.ts'
import { percentile } from './crowd.ts'
import { sitDownToMeasure } from './desk.ts'
import type { Row } from './table.ts'

/** From a click in the tree until every text of the section can be written in. */
async function openingMs(page: Page, number: string): Promise<{ ms: number; slots: number }> {
  return page.evaluate(
    (wanted) =>
      new Promise<{ ms: number; slots: number }>((resolve, reject) => {
        const link = [...document.querySelectorAll<HTMLElement>('[data-tree-link]')].find((found) =>
          found.textContent?.startsWith(wanted),
        )
        if (link === undefined) {
          reject(new Error(`no ${wanted} in the tree`))
          return
        }
        const start = performance.now()
        const look = (): void => {
          const slots = document.querySelectorAll('[data-slot]').length
          const mounted = document.querySelectorAll(
            '[data-slot][data-editable] [contenteditable="true"]',
          ).length
          const isThere = document.querySelector('h1')?.textContent?.startsWith(wanted) === true
          if (isThere && slots > 0 && mounted >= slots) resolve({ ms: performance.now() - start, slots })
          else requestAnimationFrame(look)
        }
        link.click()
        requestAnimationFrame(look)
      }),
    number,
  )
}

/** The section with the most texts beside one with four, opened from another section of the open report. */
export async function measureOpening(browser: Browser, url: string): Promise<Row[]> {
  const desk = await sitDownToMeasure(browser, url, 'anna.lindqvist')
  const report = await reportOf(desk, 2023)
  const [large, small]: [number[], number[]] = [[], []]
  let slots = 0
  await openSection(desk, report, 'framtid')
  for (let round = 0; round < 5; round++) {
    small.push((await openingMs(desk.page, '3')).ms)
    const opened = await openingMs(desk.page, '4.3')
    large.push(opened.ms)
    ;({ slots } = opened)
  }
  await desk.context.close()
  return [
    {
      what: `opening a section of ${slots} texts, every editor mounted`,
      unit: 'ms',
      ours: percentile(large, 0.5),
      peer: percentile(small, 0.5),
      than: 'a section of 4 texts',
    },
  ]
}
