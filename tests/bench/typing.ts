import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Browser } from 'playwright-core'
import sparticuz from '@sparticuz/chromium'
import * as Y from 'yjs'
import { reportOf, openSection, standIn, writable } from '../e2e/reportPage.ts'
import type { Desk } from '../e2e/browser.ts'
import { guestOf, leaseOf, openLine, signIn, type RawLine } from '../e2e/rawLine.ts'
import { measureKeys, percentile, settled, typeTogether } from './crowd.ts'
import { sitDownToMeasure } from './desk.ts'
import { cpuOfProduct, startRelay, type TypingServer } from './peer.ts'
import type { Row } from './table.ts'

const section = 'ekonomi-arets-resultat'
const slots = [
  'arets-resultat-text',
  'arets-resultat-intakter',
  'arets-resultat-personalkostnader',
  'arets-resultat-ovriga-kostnader',
] as const
const letters = 'abcdefghijklmnoprstuvxyåäö'
const authors = 18

/** The product's server with a crowd in one section, who write with the rights of three of its people. */
async function enterCrowd(url: string, report: string): Promise<RawLine[]> {
  const people = await Promise.all(
    ['per.sandberg', 'olle.berg', 'anna.lindqvist'].map((user) => signIn(url, user)),
  )
  const lines: RawLine[] = []
  for (let at = 0; at < authors; at++) {
    const person = people[at % people.length]
    if (person !== undefined) lines.push(await openLine(person, await leaseOf(person, report, section)))
  }
  return lines
}

async function enterRelay(relay: TypingServer): Promise<RawLine[]> {
  const guest = guestOf(relay.url)
  const lines: RawLine[] = []
  for (let at = 0; at < authors; at++)
    lines.push(await openLine(guest, { doc: 'x', clientId: 1000 + at, mayEdit: true }))
  lines[0]?.write((doc) => {
    for (const slot of slots) {
      const block = new Y.XmlElement('textBlock')
      block.insert(0, [new Y.XmlText('Text to begin with. '.repeat(18))])
      doc.getXmlFragment(slot).insert(0, [block])
    }
  })
  await settled(lines)
  return lines
}

/** Server time for each edit that reached one other person, and key to key without browsers; ours and the relay's. */
export async function measureServers(url: string, report: string): Promise<Row[]> {
  const relay = await startRelay()
  const results = []
  try {
    for (const [lines, cpuMs] of [
      [await enterCrowd(url, report), () => cpuOfProduct(url)],
      [await enterRelay(relay), relay.cpuMs],
    ] as const) {
      const [first, second] = lines
      if (first === undefined || second === undefined) throw new Error('nobody types')
      const { latencies } = measureKeys([first, second])
      await pause(500)
      const before = await cpuMs()
      const crowd = typeTogether(lines, slots, letters)
      await pause(10_000)
      crowd.stop()
      await settled(lines)
      const cpu = (await cpuMs()) - before
      const delivered = crowd.written() * (lines.length - 1)
      results.push({
        perDelivered: (cpu * 1000) / delivered,
        p50: percentile(latencies, 0.5),
        p95: percentile(latencies, 0.95),
      })
      for (const { socket } of lines) socket.close()
    }
  } finally {
    await relay.stop()
  }
  const [ours, theirs] = results
  if (ours === undefined || theirs === undefined) throw new Error('nothing measured')
  return [
    {
      what: `server time per delivered edit, ${authors} authors`,
      unit: 'µs',
      ours: ours.perDelivered,
      peer: theirs.perDelivered,
      than: 'plain relay',
    },
    {
      what: 'key to key over raw sockets, p50',
      unit: 'ms',
      ours: ours.p50,
      peer: theirs.p50,
      than: 'plain relay',
    },
    {
      what: 'key to key over raw sockets, p95',
      unit: 'ms',
      ours: ours.p95,
      peer: theirs.p95,
      than: 'plain relay',
    },
  ]
}

/** From the key in one browser to the drawn letter in another, alone and with the crowd in the same section. */
export async function measureScreens(url: string): Promise<Row[]> {
  const browsers = await Promise.all([launchBrowser(), launchBrowser()])
  try {
    const [writer, reader] = await Promise.all([
      sitDownToMeasure(browsers[0], url, 'per.sandberg'),
      sitDownToMeasure(browsers[1], url, 'olle.berg'),
    ])
    const report = await reportOf(writer, 2023)
    await Promise.all([writer, reader].map((desk) => openSection(desk, report, section)))
    await writable(reader.page, slots[1])
    await standIn(writer.page, slots[1], 'start')
    const alone = await keysToScreen(writer, reader, 60)
    const lines = await enterCrowd(url, report)
    const crowd = typeTogether(lines, slots, letters)
    await pause(1000)
    const together = await keysToScreen(writer, reader, 120)
    crowd.stop()
    for (const { socket } of lines) socket.close()
    return [0.5, 0.95].map((part) => ({
      what: `key to the other screen with ${authors} more authors, p${part * 100}`,
      unit: 'ms',
      ours: percentile(together, part),
      peer: percentile(alone, part),
      than: 'the two alone',
    }))
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()))
  }
}

/** A browser of its own, not one shared with others. */
export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? (await sparticuz.executablePath()),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  })

/** Presses q, which nobody else types, and takes the wall clock at the key in one page and after the next frame in the other. */
async function keysToScreen(writer: Desk, reader: Desk, keys: number): Promise<number[]> {
  const slot = slots[1]
  await Promise.all([
    writer.page.evaluate(() => {
      const times: number[] = []
      Object.assign(globalThis, { keyTimes: times })
      document.addEventListener(
        'keydown',
        ({ key, timeStamp }) => {
          if (key === 'q') times.push(performance.timeOrigin + timeStamp)
        },
        true,
      )
    }),
    reader.page.evaluate((id) => {
      const times: number[] = []
      Object.assign(globalThis, { drawnTimes: times })
      const place = document.querySelector(`[data-slot="${id}"]`)
      if (place === null) return
      const count = (): number => (place.textContent ?? '').split('q').length - 1
      let [seen, isAsked] = [count(), false]
      new MutationObserver(() => {
        if (isAsked) return
        isAsked = true
        requestAnimationFrame(() => {
          isAsked = false
          const now = count()
          for (; seen < now; seen++) times.push(performance.timeOrigin + performance.now())
        })
      }).observe(place, { subtree: true, childList: true, characterData: true })
    }, slot),
  ])
  const timesOf = ({ page }: Desk, name: string): Promise<number[]> =>
    page.evaluate((key) => (globalThis as unknown as Record<string, number[]>)[key] ?? [], name)
  for (let key = 0; key < keys; key++) {
    await writer.page.keyboard.press('q')
    await pause(90)
  }
  const end = Date.now() + 15_000
  for (let drawn = 0; drawn < keys; drawn = (await timesOf(reader, 'drawnTimes')).length) {
    if (Date.now() > end) throw new Error(`${drawn} of ${keys} keys came to the other screen`)
    await pause(20)
  }
  const [pressed, drawn] = [await timesOf(writer, 'keyTimes'), await timesOf(reader, 'drawnTimes')]
  return drawn.map((at, index) => at - (pressed[index] ?? Number.NaN))
}
