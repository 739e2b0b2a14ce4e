import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, sitDown, type Desk } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import { becomes, cellAt, cellIn, figureIn, openSection, reportOf } from './reportPage.ts'
import type { RunningServer } from './server.ts'

let browser: Browser
let server: RunningServer
let per: Desk, olle: Desk, anna: Desk
let report: string
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startDemoServer()])
  ;[per, olle, anna] = await Promise.all([
    sitDown(browser, server.url, 'per.sandberg'),
    sitDown(browser, server.url, 'olle.berg'),
    sitDown(browser, server.url, 'anna.lindqvist'),
  ])
  report = await reportOf(anna, 2023)
})
afterAll(async () => {
  await browser.close()
  await server.dispose()
})

const result = (desk: Desk, row: string, column: string) => cellAt(desk.page, 'resultatrapport', row, column)
const areas = (desk: Desk, label: string, column: string) =>
  cellIn(desk.page, 'driftredovisning', label, column)
/** Chooses a cell with the mouse and types in it. */
const fill = async (desk: Desk, cell: ReturnType<typeof cellAt>, text: string): Promise<void> => {
  await cell.click()
  await desk.page.keyboard.type(text)
  await desk.page.keyboard.press('Enter')
}

test('[E26] figures are typed as Swedes type them, printed in house form, and follow in sums and in every browser', async () => {
  const [typing, watching] = [per, olle]
  await Promise.all([per, olle].map((desk) => openSection(desk, report, 'ekonomi-resultatrapport')))
  const { keyboard } = typing.page

  // The figures are final; who said so takes it back.
  await result(typing, 'staffCosts', 'actual').click()
  await keyboard.type('1')
  await typing.page
    .getByText(/Siffrorna är slutliga sedan .* Hör av dig till Olle Berg\./)
    .first()
    .waitFor()
  await watching.page.getByRole('button', { name: 'Ta tillbaka' }).click()
  await typing.page.getByText('Preliminära siffror').waitFor()

  await result(typing, 'staffCosts', 'actual').click()
  await keyboard.type('- 690,25')
  await keyboard.press('Enter')
  await becomes(() => figureIn(result(typing, 'staffCosts', 'actual'))).toBe('−690,3')
  // Enter went down; up again, F2 shows every digit, Escape leaves them.
  expect(await result(typing, 'otherCosts', 'actual').getAttribute('data-standing')).toBe('active')
  await keyboard.press('ArrowUp')
  await keyboard.press('F2')
  const field = result(typing, 'staffCosts', 'actual').getByRole('textbox')
  expect(await field.inputValue()).toBe('-690,25')
  await keyboard.type('7')
  await keyboard.press('Escape')
  expect(await figureIn(result(typing, 'staffCosts', 'actual'))).toBe('−690,3')
  await keyboard.press('ArrowRight')
  expect(await result(typing, 'staffCosts', 'budget').getAttribute('data-standing')).toBe('active')

  await becomes(() => figureIn(result(watching, 'staffCosts', 'actual'))).toBe('−690,3')
  const shown = async (desk: Desk): Promise<string[]> =>
    Promise.all(
      (
        [
          ['staffCosts', 'budgetDeviation'],
          ['sumCosts', 'actual'],
          ['netCost', 'actual'],
          ['result', 'actual'],
        ] as const
      ).map(([row, column]) => figureIn(result(desk, row, column))),
    )
  await becomes(() => shown(watching)).toEqual(['2,6', '−2 293,5', '132,7', '−23,5'])
  expect(await shown(typing)).toEqual(['2,6', '−2 293,5', '132,7', '−23,5'])

  await keyboard.press('Control+z')
  await becomes(() => shown(watching)).toEqual(['14,0', '−2 282,0', '144,1', '−12,0'])
})

test('[E27] what is no figure is kept and said; a computed cell says why it takes none', async () => {
  const { page } = per
  await fill(per, result(per, 'otherIncome', 'budget'), 'cirka tusen')
  await page.getByText('Det här är ingen siffra.').first().waitFor()
  await becomes(() => figureIn(result(per, 'otherIncome', 'budget'))).toBe('cirka tusen')
  await fill(per, result(per, 'otherIncome', 'budget'), '2 381,4')
  await becomes(() => page.getByText('Det här är ingen siffra.').count()).toBe(0)

  await result(per, 'sumIncome', 'budget').click()
  await page.keyboard.type('5')
  await page.getByText('Räknas ut ur raderna ovan').first().waitFor()
  await becomes(() => figureIn(result(per, 'sumIncome', 'budget'))).toBe('2 381,4')
})

test('[E28] two in one cell: the second reads both values and the name, and chooses', async () => {
  await Promise.all([per, anna].map((desk) => openSection(desk, report, 'ekonomi-arets-resultat')))
  const [mine, hers] = [areas(per, 'Område IT', 'turnover'), areas(anna, 'Område IT', 'turnover')]
  await mine.waitFor()
  const both = async (typed: string, stored: string, total: string): Promise<void> => {
    await mine.dblclick()
    await mine.getByRole('textbox').fill(typed)
    await fill(anna, hers, stored)
    await becomes(() => figureIn(areas(per, 'Resultat', 'turnover'))).toBe(total)
    await per.page.keyboard.press('Enter')
    await per.page.getByText('Anna Lindqvist hann före.').first().waitFor()
  }
  await both('490,1', '491,2', '2 428,6')
  expect(await figureIn(hers)).toBe('491,2')
  await per.page.getByRole('button', { name: 'Behåll Annas 491,2' }).click()
  await becomes(() => figureIn(mine)).toBe('491,2')

  await both('492,3', '493,4', '2 430,8')
  await per.page.getByRole('button', { name: 'Använd mitt 492,3' }).click()
  await becomes(() => figureIn(hers)).toBe('492,3')
  expect(await figureIn(mine)).toBe('492,3')
})

test('[E29] a rectangle from Excel is shown before it is stored, skips what is computed or locked, and is undone in one step', async () => {
  const { page, context } = per
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
  const before = await areas(anna, 'Resultat', 'budgetDeviation').innerText()
  await page.evaluate(
    (cells) => navigator.clipboard.writeText(cells),
    '24,5\t1\u00A0150,0\t9,9\t1,0\r\n-8,1\tse bilaga\t0\t2\r\n',
  )
  await areas(per, 'Område fastigheter', 'budgetDeviation').click()
  await page.keyboard.press('Control+v')
  const preview = page.getByRole('dialog', { name: /Klistra in i Driftredovisning/ })
  await preview.waitFor()
  const words = await preview.innerText()
  for (const said of [
    '3 celler ändras.',
    '2 räknas ut och hoppas över.',
    '2 är låsta och hoppas över.',
    '1 är ingen siffra och hoppas över.',
    'ingen siffra: se bilaga',
  ])
    expect(words).toContain(said)
  expect(await areas(anna, 'Resultat', 'budgetDeviation').innerText()).toBe(before)

  await preview.getByRole('button', { name: 'Lägg in 3 värden' }).click()
  await page.getByText('3 värden inlagda.').first().waitFor()
  await becomes(() => figureIn(areas(anna, 'Område fastigheter', 'turnover'))).toBe('1 150,0')
  expect(await figureIn(areas(anna, 'Område försörjning', 'budgetDeviation'))).toBe('−8,1')
  expect(await figureIn(areas(anna, 'Område försörjning', 'turnover'))).toBe('396,3')

  await areas(per, 'Område fastigheter', 'budgetDeviation').click()
  await page.keyboard.press('Control+z')
  await becomes(() => areas(anna, 'Resultat', 'budgetDeviation').innerText()).toBe(before)
  await becomes(() => figureIn(areas(anna, 'Område fastigheter', 'turnover'))).toBe('1 144,4')
})

test('[E210] a skribent proposes, the samordnare settles, and the summary counts what is settled and names what is not', async () => {
  const karin = await sitDown(browser, server.url, 'karin.hallgren')
  await Promise.all([
    openSection(karin, report, 'mal-process', '#nm-digital'),
    openSection(anna, report, 'mal-sammanfattning'),
    openSection(per, report, 'mal-sammanfattning'),
  ])
  await per.page.getByText('1 av 16 bedömningar inte fastställd:').waitFor()
  const goal = (desk: Desk) => desk.page.locator('[id="nm-digital"]')

  await goal(karin)
    .getByRole('button', { name: /^Måluppfyllelse helår: Mindre.*Föreslaget$/ })
    .click()
  await karin.page.getByRole('radio', { name: /^Uppnått/ }).click()
  await karin.page.getByRole('button', { name: 'Klar', exact: true }).click()
  await goal(karin)
    .getByRole('button', { name: /^Måluppfyllelse helår: Uppnått.*Föreslaget$/ })
    .waitFor()
  // A proposal counts for nothing yet.
  expect(await per.page.getByRole('button', { name: /^Nämndens mål, Uppnått.*: 4$/ }).count()).toBe(1)

  await anna.page
    .getByRole('main')
    .getByRole('link', { name: /^4\.3 Digitala metoder/ })
    .click()
  await goal(anna)
    .getByText(/Föreslaget av Karin Hallgren, Område IT/)
    .waitFor()
  await goal(anna)
    .getByRole('button', { name: /^Måluppfyllelse helår: Uppnått/ })
    .click()
  const picker = anna.page.getByRole('dialog')
  await picker.getByLabel('Möte').fill('ledningsgruppen 1 feb')
  await picker.getByRole('button', { name: 'Fastställ' }).click()
  await goal(anna).getByText('Fastställt av Anna Lindqvist, ledningsgruppen 1 feb').waitFor()

  await per.page.getByText('Alla 16 bedömningar är fastställda.').waitFor()
  await per.page.getByRole('button', { name: /^Nämndens mål, Uppnått.*: 5$/ }).waitFor()
  await goal(karin)
    .getByRole('button', { name: /Uppnått.*Fastställt$/ })
    .waitFor()
  await karin.context.close()
})

test('[E211] the checks name the figures of 2023 that do not follow from their own row, explained or not, and lead to the cell', async () => {
  await openSection(olle, report, 'ekonomi-nyckeltal')
  await olle.page.getByRole('button', { name: /^Kontroller/ }).click()
  const panel = olle.page.getByRole('complementary', { name: 'Kontroller' })
  const errors = panel.getByRole('region', { name: 'Fel' })
  await errors.getByRole('article').first().waitFor()
  expect(
    (await errors.getByRole('article').getByRole('heading').allInnerTexts()).map(
      (sentence) => sentence.split(',')[0],
    ),
  ).toEqual(['Andel upphandlingar med uppförandekod'])
  const explained = panel.getByRole('article', { name: /miljökrav/ })
  await explained.getByText(/^Förklarat av Olle Berg/).waitFor()
  await panel.getByText('Hela rapporten').click()
  const code = errors.getByRole('article', { name: /uppförandekod/ })
  await code.getByText('5.5 Produktions- och nyckeltal').waitFor()
  await code.getByRole('button', { name: 'Visa cellen' }).click()
  const cell = cellIn(olle.page, 'nyckeltal', 'Andel upphandlingar med uppförandekod', 'change')
  await becomes(async () => (await cell.count()) === 1 && (await cell.getAttribute('data-standing'))).toBe(
    'active',
  )
  await becomes(async () => Math.round((await cell.boundingBox())?.y ?? 0)).toSatisfy(
    (top: number) => top > 0 && top < 900,
  )
})

test('[TB34] what a cell has held is shown at the cell, by the keyboard, and Escape goes back to it', async () => {
  await openSection(per, report, 'ekonomi-arets-resultat')
  const cell = areas(per, 'Område IT', 'budgetDeviation')
  await fill(per, cell, '10,5')
  await becomes(() => figureIn(cell)).toBe('10,5')
  await cell.click()
  const { keyboard } = per.page
  await keyboard.press('Shift+F10')
  await per.page.getByRole('menuitem', { name: 'Visa historik' }).waitFor()
  await keyboard.press('End')
  await keyboard.press('Enter')
  const history = per.page.getByRole('dialog', { name: 'Område IT, Budgetavvikelse 2023, historik' })
  const entries = history.getByRole('listitem')
  await entries.first().waitFor()
  expect(await entries.first().innerText()).toMatch(/10,5[^]*Ändrat av dig/)
  expect(await entries.last().innerText()).toMatch(/10,4[^]*Läst ur Raindance/)
  await keyboard.press('Escape')
  await history.waitFor({ state: 'detached' })
  await becomes(() => cell.evaluate((element) => element === document.activeElement)).toBe(true)
  await fill(per, cell, '10,4')
})
