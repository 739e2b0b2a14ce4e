import * as Y from 'yjs'
import { writeProse, type PlainBlock } from '../../../server/exchange/writeProse.ts'
import { visit } from '../../../server/exchange/visitor.ts'
import type { Running } from '../../../server/serve.ts'
import { newTestReport, type Guest, type Reply } from '../api/testServer.ts'
import { openText } from '../api/textPage.ts'

export const paragraph = (text: string): PlainBlock => ({ kind: 'paragraph', text })

/** A report with the roles of an approval: Per writes, Maria reviews, Gunilla approves all of it, Anna Ek only the future. */
export const reportToApprove = (server: Pick<Running, 'url'>) =>
  newTestReport(server, {
    'per.sandberg': [{ role: 'skribent' }],
    'maria.oberg': [{ role: 'granskare' }],
    'gunilla.astrom': [{ role: 'godkannare' }],
    'anna.ek': [{ role: 'godkannare', sections: ['framtid'] }],
  })

/** The request succeeded; else what it was answered is shown. */
export const expectDone = ({ status, body }: Reply): void => {
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
}

/** Sections of one text each, and their slots. */
export const slotOf = {
  inledning: 'inledning-text',
  syfte: 'syfte-text',
  framtid: 'framtid-text',
} as const
export type TextSection = keyof typeof slotOf

/** Per writes in a section of one text. */
export const write = async (server: Pick<Running, 'url'>, report: string, section: string, text: string) =>
  writeProse(await visit({ url: server.url }, 'per.sandberg'), report, section, {
    [slotOf[section as TextSection] ?? section]: [paragraph(text)],
  })

/** Brings a section to `klar`, as its samordnare may. */
export async function makeReady(anna: Guest, report: string, section: string): Promise<void> {
  for (const step of ['submit', 'ready']) {
    const moved = await anna.send('POST', `/api/reports/${report}/sections/${section}/${step}`)
    if (moved.status !== 200) throw new Error(`${section} ${step}: ${JSON.stringify(moved.body)}`)
  }
}

export const digestOf = async (who: Guest, report: string, section: string): Promise<string> =>
  (await who.send('GET', `/api/reports/${report}/sections/${section}`)).body.digest as string

/** Approves what is there now. */
export const approve = async (who: Guest, report: string, section: string): Promise<Reply> =>
  who.send('POST', `/api/reports/${report}/sections/${section}/approve`, {
    seen: await digestOf(who, report, section),
  })

/** Somebody with a page of their own quotes a figure at the end of a text's first paragraph. Answers the document it is in. */
export async function quote(
  who: Guest,
  report: string,
  section: TextSection,
  address: Readonly<Record<'block' | 'row' | 'column', string>>,
): Promise<string> {
  const page = await openText(who, `/api/reports/${report}/sections/${section}/lease`)
  const saved = await page.change((doc) => {
    const block = doc.getXmlFragment(slotOf[section]).get(0)
    if (!(block instanceof Y.XmlElement)) throw new Error(`nothing is written in ${section}`)
    const figure: Y.XmlElement = new Y.XmlElement('valueRef')
    for (const [name, value] of Object.entries({ ...address, format: 'value' }))
      figure.setAttribute(name, value)
    block.insert(block.length, [figure])
  })
  page.leave()
  if (saved !== 'saved') throw new Error(`not saved: ${saved.join(' ')}`)
  return page.name
}
