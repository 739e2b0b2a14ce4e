import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import { firstText, leaseOf, openLine, signIn } from './rawLine.ts'
import { becomes, cellAt, figureIn, reportOf, savedState, textOf, wordsOf } from './reportPage.ts'
import type { RunningServer } from './server.ts'

let browser: Browser
let server: RunningServer
let report: string
const desks = new Map<string, Desk>()
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startDemoServer()])
  for (const user of [
    'anna.lindqvist',
    'karin.hallgren',
    'gunilla.astrom',
    'leila.haddad',
    undefined,
  ] as const)
    desks.set(user ?? '', await sitDown(browser, server.url, user))
  report = await reportOf(desk('anna.lindqvist'), 2023)
  await readyForReview()
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})
const desk = (user: string): Desk => {
  const found = desks.get(user)
  if (found === undefined) throw new Error(`nobody sits at ${user}`)
  return found
}

/** What stands for a synpunkt, a version and a contribution in the addresses below. */
const named = { $t: '', $v: '', $b: '' }
/** A section with a synpunkt that suggests something, and with words and a figure that have changed since a version. */
async function readyForReview(): Promise<void> {
  const anna = await signIn(server.url, 'anna.lindqvist')
  const section = `/api/reports/${report}/sections/ekonomi-arets-resultat`
  for (const step of ['submit', 'withdraw']) await anna.send('POST', `${section}/${step}`, {})
  const line = await openLine(anna, await leaseOf(anna, report, 'ekonomi-arets-resultat'))
  line.write((doc) => firstText(doc, 'arets-resultat-ovriga-kostnader').insert(0, 'Sedan dess ändrat. '))
  await vi.waitUntil(line.isSaved, { timeout: 20_000, interval: 25 })
  line.socket.close()
  const cell = { block: 'driftredovisning', row: 'gemensamt', column: 'budgetDeviation', value: '10,9' }
  await anna.send('PUT', `/api/reports/${report}/cells`, [cell])
  const { threads } = (await anna.send('GET', `${section}/threads`)).body as {
    threads: { id: string; suggestion?: object }[]
  }
  const { versions } = (await anna.send('GET', `${section}/history`)).body as {
    versions: { id: string; reason: string }[]
  }
  named.$t = threads.find(({ suggestion }) => suggestion !== undefined)?.id ?? ''
  named.$v = versions.find(({ reason }) => reason === 'submit')?.id ?? ''
  const { contributions } = (await anna.send('GET', `/api/reports/${report}/contributions`)).body as {
    contributions: { id: string; writers: string[] }[]
  }
  named.$b = contributions.find(({ writers }) => writers.includes('leila.haddad'))?.id ?? ''
}
const addressOf = (path: string): string =>
  path
    .replace('$r', `/rapporter/${report}`)
    .replace('$t', named.$t)
    .replace('$v', named.$v)
    .replace('$b', named.$b)

interface Shown {
  readonly name: string
  readonly path: string
  readonly user?: string
  /** The button that unfolds a part of it, if the address does not. */
  readonly opener?: string
  readonly ready: string
}

/** Every page: its address, who looks at it, and what stands there once it is drawn. */
const pages: readonly Shown[] = [
  { name: 'sign-in', path: '/logga-in', user: '', ready: 'button:has-text("Per Sandberg")' },
  { name: 'my tasks', path: '/mitt', ready: 'main h1' },
  { name: 'my tasks, a skribent’s', path: '/mitt', user: 'karin.hallgren', ready: 'main li button' },
  { name: 'my tasks, a godkännare’s', path: '/mitt', user: 'gunilla.astrom', ready: 'main li a' },
  { name: 'reports', path: '/rapporter', ready: 'main a:has-text("2023")' },
  { name: 'create', path: '/rapporter/ny', ready: 'main select' },
  { name: 'overview', path: '$r', ready: 'main h1' },
  { name: 'section with text', path: '$r/avsnitt/handelser', ready: '[data-editable]' },
  { name: 'section with goals', path: '$r/avsnitt/mal-process', ready: '[data-editable]' },
  {
    name: 'section with tables',
    path: '$r/avsnitt/ekonomi-nyckeltal?panel=kontroller',
    ready: '[data-table] td',
  },
  { name: 'internal control', path: '$r/avsnitt/isk-plan', ready: '[data-editable]' },
  { name: 'verdict', path: '$r/avsnitt/isk-bedomning', ready: '[data-editable]' },
  { name: 'locked section', path: '$r/avsnitt/personal-arsarbetare', ready: '[data-slot]' },
  {
    name: 'unlocking a section',
    path: '$r/avsnitt/personal-arsarbetare?gor=las-upp',
    ready: '[data-band] form textarea',
  },
  {
    name: 'approved section with its details',
    path: '$r/avsnitt/syfte',
    opener: 'Detaljer',
    ready: '[data-band] dl code',
  },
  { name: 'approval', path: '$r/godkann', user: 'gunilla.astrom', ready: 'main article section p' },
  { name: 'overview, a godkännare’s', path: '$r', user: 'gunilla.astrom', ready: 'a[href$="/godkann"]' },
  { name: 'log', path: '$r/logg', ready: 'main table tbody tr' },
  { name: 'plan', path: '$r/plan', ready: 'main table' },
  { name: 'assign', path: '$r/fordela', ready: 'main h1' },
  { name: 'deputies', path: '$r/fordela?visa=stallforetradare', ready: 'main h2, main table, main form' },
  {
    name: 'contributions',
    path: '$r/avsnitt/framtid?panel=bidrag',
    ready: 'article[data-state="inlamnad"] p',
  },
  { name: 'search', path: '$r/sok?q=energi', ready: 'main a:has-text("5")' },
  { name: 'read view', path: '$r/lasvy', ready: 'main table' },
  {
    name: 'section with a lit synpunkt',
    path: '$r/avsnitt/ekonomi-arets-resultat?panel=synpunkter&trad=$t',
    ready: '[data-thread-card][data-active]',
  },
  {
    name: 'read view with a lit synpunkt',
    path: '$r/lasvy?panel=synpunkter&trad=$t',
    ready: '[data-thread-card][data-active]',
  },
  {
    name: 'comparison of versions',
    path: '$r/avsnitt/ekonomi-arets-resultat?panel=historik&fran=$v',
    ready: 'main ins',
  },
  { name: 'meeting', path: '$r/genomgang?visa=mal&punkt=nm-digital', ready: 'main [role="radio"]' },
  { name: 'outcome of a meeting', path: '$r/genomgang?visa=mal&punkt=summering', ready: 'main h3' },
  { name: 'no such report', path: '/rapporter/finnsinte', ready: 'h1' },
  { name: 'no such page', path: '/finns-inte', ready: 'h1' },
]

const looks = [
  { name: 'light', width: 1440, scheme: 'light' },
  { name: 'dark', width: 1440, scheme: 'dark' },
  { name: 'phone', width: 390, scheme: 'light' },
] as const

/** All rules in light; in dark those of colour, on a phone those of what is laid out anew. */
async function faultsOf(page: Page, look: (typeof looks)[number]['name']): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  if (look === 'dark') axe.withRules(['color-contrast', 'link-in-text-block'])
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  if (look === 'phone') axe.disableRules(['color-contrast'])
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  )
}

for (const { name, path, user = 'anna.lindqvist', opener, ready } of pages) {
  // Each on a page of its own, so that one loads while another is examined.
  test.concurrent(`[E226] ${name}: no findings of axe in light, dark and on a phone; one h1, a title, landmarks`, async () => {
    const page = await desk(user).context.newPage()
    const faults: string[] = []
    for (const look of looks) {
      await page.setViewportSize({ width: look.width, height: look.width === 390 ? 844 : 900 })
      await page.emulateMedia({ colorScheme: look.scheme, reducedMotion: 'reduce' })
      // The second look is the same page in other colours; the third is laid out anew.
      if (look.name !== 'dark') {
        await page.goto(addressOf(path))
        if (opener !== undefined) await page.getByRole('button', { name: opener, exact: true }).click()
        else if (look.name === 'phone' && path === '$r/godkann')
          // There the list stands alone until one of it is chosen.
          await page.getByRole('main').getByRole('button', { expanded: false }).last().click()
      }
      await page.locator(ready).first().waitFor()
      faults.push(...(await faultsOf(page, look.name)).map((fault) => `${look.name}: ${fault}`))
      if (look.name === 'phone') {
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        if (wide > 0) faults.push(`phone: scrolls sideways by ${wide} px`)
      }
      // A comparison stands in the place of the text, which is hidden with its heading; so is a title page.
      const h1 = await page.getByRole('heading', { level: 1 }).count()
      if (h1 !== 1) faults.push(`${look.name}: ${h1} h1`)
      if ((await page.getByRole('main').count()) !== 1) faults.push(`${look.name}: no main`)
      if (!/., Samskrift$/.test(await page.title())) faults.push(`${look.name}: title ${await page.title()}`)
      if ((await page.locator('html').getAttribute('lang')) !== 'sv') faults.push('lang')
    }
    await page.close()
    expect(faults).toEqual([])
  })
}

interface Over {
  readonly name: string
  readonly path: string
  readonly user: string
  /** The button that opens it, if the address does not. */
  readonly opener?: RegExp
  /** What the server would answer besides if it were set up so: this one sends no mail. */
  readonly told?: { readonly path: string; readonly more: object }
  readonly ready: string
}

/** What opens over a page, and what stands there then. */
const over: readonly Over[] = [
  {
    name: 'contribution',
    path: '$r/avsnitt/framtid?bidrag=$b',
    user: 'leila.haddad',
    ready: '[role="dialog"] [role="textbox"]',
  },
  { name: 'inbox', path: '/mitt', user: 'karin.hallgren', opener: /^Nytt/, ready: '[role="dialog"] li' },
  {
    name: 'settings of notices without mail',
    path: '/mitt?aviseringar=1',
    user: 'karin.hallgren',
    ready: '[role="dialog"] p:has-text("e-post")',
  },
  {
    name: 'settings of notices',
    path: '/mitt?aviseringar=1',
    user: 'karin.hallgren',
    told: { path: '**/api/me/notice-settings', more: { mail: true, address: 'karin@example.org' } },
    ready: '[role="dialog"] input',
  },
]

for (const { name, path, user, opener, told, ready } of over) {
  test(`[E315] ${name}, over its page: no findings of axe in light, dark and on a phone`, async () => {
    const { page } = desk(user)
    if (told !== undefined)
      await page.route(told.path, async (route) => {
        const response = await route.fetch()
        await route.fulfill({
          response,
          json: { ...((await response.json()) as object), ...told.more },
        })
      })
    const faults: string[] = []
    for (const look of looks) {
      await page.setViewportSize({ width: look.width, height: look.width === 390 ? 844 : 900 })
      await page.emulateMedia({ colorScheme: look.scheme, reducedMotion: 'reduce' })
      if (look.name !== 'dark') {
        await page.goto(addressOf(path))
        if (opener !== undefined) await page.getByRole('button', { name: opener }).click()
      }
      await page.locator(ready).first().waitFor()
      const wide = await page.getByRole('dialog').evaluate((box) => box.scrollWidth - box.clientWidth)
      if (wide > 0) faults.push(`${look.name}: scrolls sideways by ${wide} px`)
      faults.push(...(await faultsOf(page, look.name)).map((fault) => `${look.name}: ${fault}`))
    }
    expect(faults).toEqual([])
  })
}

test('[E519] what is written on the buttons of the top bar is in their names, for who speaks to a computer', async () => {
  const { page } = desk('gunilla.astrom')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`/rapporter/${report}`)
  const bar = page.getByRole('banner')
  await bar.getByRole('button', { name: /Gunilla Åström/ }).waitFor()
  await bar.getByRole('button', { name: /^Nytt/ }).waitFor()
  const { violations, passes } = await new AxeBuilder({ page })
    .include('header')
    .withRules(['label-content-name-mismatch'])
    .analyze()
  expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([])
  expect(passes).toHaveLength(1)
})

test('[E227] the whole way by keyboard: sign in, open a report and a section, write, fill a cell, reach what can be done', async () => {
  const { page, context } = await sitDown(browser, server.url)
  const { keyboard } = page
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: at, body } = document
      return at === null || at === body ? '' : (at.getAttribute('aria-label') ?? at.textContent ?? '')
    })
  /** Tab until what has the focus is called so. */
  const tabTo = async (name: RegExp, most = 200): Promise<void> => {
    for (let step = 0; step < most; step++) {
      if (name.test(await focused())) return
      await keyboard.press('Tab')
    }
    throw new Error(`Tab does not come to ${name}; it is at ${await focused()}`)
  }
  await page.goto('/')
  await page.getByRole('button', { name: /Per Sandberg/ }).waitFor()
  await tabTo(/Per Sandberg/)
  await keyboard.press('Enter')
  await page.waitForURL(/\/mitt/)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await tabTo(/^Rapporter$/)
  await keyboard.press('Enter')
  await page.waitForURL(/\/rapporter$/)
  await page
    .getByRole('link', { name: /Verksamhetsberättelse 2023/ })
    .first()
    .waitFor()
  await tabTo(/Verksamhetsberättelse 2023/)
  await keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Innehåll' }).waitFor()
  await tabTo(/5\.2\s*Årets resultat/)
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '5.2 Årets resultat' }).waitFor()
  await page.locator('[data-slot="arets-resultat-text"][data-editable]').waitFor()

  // The skip link is the first stop of a freshly opened page and leads past the tree.
  await page.reload()
  await page.locator('[data-slot="arets-resultat-text"][data-editable]').waitFor()
  // What can be done with the text comes with the records; the stops are counted once it is there.
  for (const name of [/Visa mer om Årets resultat$/, 'Bidrag till Årets resultat'])
    await page.getByRole('button', { name }).waitFor()
  await keyboard.press('Tab')
  expect(await focused()).toBe('Till texten')
  await keyboard.press('Enter')
  await tabTo(/^Årets resultat, text$/, 6)
  await keyboard.type('Skrivet utan mus. ')
  await becomes(() => wordsOf(page, 'arets-resultat-text')).toContain('Skrivet utan mus.')
  await becomes(() => savedState(page)).toMatch(/^Sparat/)

  // Into the table: one stop for all of it, arrows within.
  await tabTo(/23,2/)
  for (let row = 0; row < 6; row++) await keyboard.press('ArrowDown')
  await keyboard.type('11,5')
  await keyboard.press('Enter')
  await becomes(() => figureIn(cellAt(page, 'driftredovisning', 'gemensamt', 'budgetDeviation'))).toBe('11,5')
  await keyboard.press('Escape')
  await keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.matches('[data-column]'))).toBe(false)

  // What can be done with the section stands in the top bar.
  await keyboard.press('Control+Home')
  await page.getByRole('link', { name: 'Till texten' }).focus()
  await tabTo(/^Klarmarkera…$/, 12)
  await keyboard.press('Enter')
  await page.getByRole('dialog', { name: /Klarmarkera 5\.2/ }).waitFor()
  await keyboard.press('Escape')
  await becomes(focused).toBe('Klarmarkera…')
  await context.close()
})

test('[E228] a läsare is led to the read view from every page of the report', async () => {
  const { page, context } = await sitDown(browser, server.url, 'sara.ahlgren')
  for (const path of ['', '/plan', '/avsnitt/handelser']) {
    await page.goto(`/rapporter/${report}${path}`)
    await page.waitForURL(/\/lasvy/)
    await page.getByRole('heading', { level: 1, name: 'Verksamhetsberättelse 2023' }).waitFor()
    expect(await page.locator('[contenteditable="true"]').count()).toBe(0)
  }
  await context.close()
})

test('[E229] on a phone a text is read and written', async () => {
  const { page, context } = await sitDown(browser, server.url, 'per.sandberg', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  await page.goto(`/rapporter/${report}/avsnitt/ekonomi-resultatrapport`)
  await page.locator('[data-slot="resultatrapport-analys"][data-editable]').waitFor()
  await textOf(page, 'resultatrapport-analys').tap()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Skrivet på telefon.')
  await becomes(() => savedState(page)).toMatch(/^Sparat/)
  expect(await wordsOf(page, 'resultatrapport-analys')).toContain('Skrivet på telefon.')
  await context.close()
})
