import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { build } from '../../server/build/build.mjs'
import { startServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one browser of the run listens. */
    browserAddress: string
    /** Data folder of a server that has filled its demo and been stopped. */
    filledDemo: string
  }
}

/**
 * Builds the product if it is stale, lets a first start fill the demo, and starts one browser for the whole run; CHROMIUM_PATH
 * takes another one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await build()
  const first = await startServer()
  await first.stop()
  const browser = await chromium.launchServer({
    executablePath: process.env['CHROMIUM_PATH'] ?? (await sparticuz.executablePath()),
    host: '127.0.0.1',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--font-render-hinting=none'],
  })
  project.provide('browserAddress', browser.wsEndpoint())
  project.provide('filledDemo', first.dataDir)
  return async () => {
    await browser.close()
    await first.dispose()
  }
}
