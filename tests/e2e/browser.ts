import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'
import { inject } from 'vitest'

const swedishDesk: BrowserContextOptions = {
  locale: 'sv-SE',
  timezoneId: 'Europe/Stockholm',
  viewport: { width: 1440, height: 900 },
  reducedMotion: 'reduce',
}

/** A connection to the browser of this run; closing it closes every context opened through it, not the browser. */
export function openBrowser(): Promise<Browser> {
  return chromium.connect(inject('browserAddress'))
}

/** One person at one computer: a context with own cookies and storage, and the page they look at. */
export type Desk = { user: string | undefined; context: BrowserContext; page: Page }

/**
 * Sits somebody down at a computer of their own. Relative addresses lead to the server.
 *
 * @param user  a demo person to be signed in as; undefined leaves the sign-in page to the test
 */
export async function sitDown(
  browser: Browser,
  serverUrl: string,
  user?: string,
  options: BrowserContextOptions = {},
): Promise<Desk> {
  const context = await browser.newContext({ ...swedishDesk, baseURL: serverUrl, ...options })
  context.setDefaultTimeout(20_000)
  if (user !== undefined) {
    const answer = await context.request.post('/api/session', {
      data: { user },
      headers: { origin: serverUrl },
    })
    if (!answer.ok())
      throw new Error(`sign-in of ${user} answered ${answer.status()}: ${await answer.text()}`)
  }
  return { user, context, page: await context.newPage() }
}
