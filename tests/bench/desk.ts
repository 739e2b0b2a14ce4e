import type { Browser } from 'playwright-core'
import { sitDown, type Desk } from '../e2e/browser.ts'

/** A person at a computer whose pages take functions as tsx compiles them: it marks each with its name. */
export async function sitDownToMeasure(browser: Browser, url: string, user: string): Promise<Desk> {
  const desk = await sitDown(browser, url, user)
  await desk.context.addInitScript({ content: 'globalThis.__name = (named) => named' })
  return desk
}
