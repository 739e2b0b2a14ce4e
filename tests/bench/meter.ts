import type { Page } from 'playwright-core'

/** What one act cost on the page, in ms. */
export interface Metered {
  /** From the slowest of its keys or presses until the frame after it was drawn. */
  readonly input: number
  /** Until what it brings was drawn; as `input` where it brings nothing that could be waited for. */
  readonly shown: number
  /** The longest the page was busy with one thing. */
  readonly busy: number
}

interface Meter {
  begin(until: string | null): void
  end(): Promise<Metered>
}

declare global {
  // oxlint-disable-next-line no-var
  var meter: Meter
}

/** Sets up a meter in every page this one becomes. */
export async function meterPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const beatMs = 4
    let first: number | null = null
    let [input, busy, last] = [0, 0, performance.now()]
    let shown: Promise<number> = Promise.resolve(0)
    const afterFrame = (): Promise<number> =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => resolve(performance.now()))
          port1.start()
          port2.postMessage(null)
        })
      })
    const onInput = async ({ timeStamp }: Event): Promise<void> => {
      first ??= timeStamp
      input = Math.max(input, (await afterFrame()) - timeStamp)
    }
    for (const type of ['pointerdown', 'pointerup', 'click', 'keydown'])
      addEventListener(type, (event) => void onInput(event), { capture: true })
    setInterval(() => {
      const now = performance.now()
      busy = Math.max(busy, now - last - beatMs)
      last = now
    }, beatMs)
    const isThere = async (until: string): Promise<number> => {
      for (;;) {
        const drawn = await afterFrame()
        if (first !== null && document.querySelector(until) !== null) return drawn - first
      }
    }
    globalThis.meter = {
      begin(until) {
        ;[first, input, busy, last] = [null, 0, 0, performance.now()]
        shown = until === null ? Promise.resolve(0) : isThere(until)
      },
      async end() {
        const until = await shown
        await afterFrame()
        await afterFrame()
        return { input, shown: Math.max(input, until), busy }
      },
    }
  })
}

/** Does something on the page and reads the meter. @param until  selector of what the act brings */
export async function metered(
  page: Page,
  act: () => Promise<unknown>,
  until: string | null = null,
): Promise<Metered> {
  await page.evaluate((selector) => globalThis.meter.begin(selector), until)
  await act()
  return page.evaluate(() => globalThis.meter.end())
}
