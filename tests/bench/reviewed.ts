import * as Y from 'yjs'
import { leaseOf, openLine, type Guest } from '../e2e/rawLine.ts'

/** A report in review: forty sections, and one text so long that two hundred synpunkter find words of their own in it. */
export interface ReviewedReport {
  readonly id: string
  /** The section that most synpunkter are about, and its text. */
  readonly section: string
  readonly slot: string
  /** Opens so many more synpunkter in that section, each on words that have none yet. */
  readonly remark: (person: Guest, count: number) => Promise<void>
  /** The same in all the other sections, one after another. */
  readonly remarkElsewhere: (person: Guest, count: number) => Promise<void>
}

interface Section {
  readonly id: string
  readonly state: string
  readonly slots: readonly { readonly id: string; readonly kind: string }[]
}

const sections = 40
const sentence = (number: number): string =>
  `Mening ${number} handlar om vad nämnden har gjort under året och vad det har lett till. `

/** Fills a report of the demo until it has forty sections, writes in those that are new, and sends all that can be to review. */
export async function fillReviewed(samordnare: Guest, id: string): Promise<ReviewedReport> {
  const path = `/api/reports/${id}`
  const ask = async (method: string, rest: string, body?: object): Promise<unknown> => {
    const answer = await samordnare.send(method, path + rest, body)
    if (answer.status >= 300)
      throw new Error(`${method} ${rest}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const all = async (): Promise<readonly Section[]> =>
    ((await ask('GET', '')) as { sections: readonly Section[] }).sections
  const before = new Set((await all()).map((section) => section.id))
  for (let at = before.size; at < sections; at++)
    await ask('POST', '/sections', { chapter: 'framtid', title: `Fördjupning ${at}` })
  const added = (await all()).filter((section) => !before.has(section.id))
  const texts = added.map((section) => ({ section: section.id, slot: section.slots[0]?.id ?? '' }))
  for (const [at, text] of texts.entries())
    await write(samordnare, id, text, { paragraphs: at === 0 ? 60 : 12, sentences: 5 })
  for (const { id: section, state } of await all())
    if (state === 'arbete') await ask('POST', `/sections/${section}/submit`)

  const [busy, ...others] = texts
  if (busy === undefined) throw new Error('no section could be added')
  const said = new Map<string, number>()
  const remarkOn = async (person: Guest, { section, slot }: typeof busy): Promise<void> => {
    const number = said.get(slot) ?? 0
    said.set(slot, number + 1)
    const answer = await person.send('POST', `${path}/sections/${section}/threads`, {
      at: { slot, quote: `Mening ${number} handlar` },
      text: `Synpunkt ${number}: stämmer det med vad som står i årets plan, eller ska det skrivas om?`,
    })
    if (answer.status !== 201) throw new Error(`a synpunkt answered ${answer.status}`)
  }
  return {
    id,
    ...busy,
    async remark(person, count) {
      for (let at = 0; at < count; at++) await remarkOn(person, busy)
    },
    async remarkElsewhere(person, count) {
      for (let at = 0; at < count; at++) await remarkOn(person, others[at % others.length] ?? busy)
    },
  }
}

async function write(
  person: Guest,
  report: string,
  { section, slot }: { readonly section: string; readonly slot: string },
  { paragraphs, sentences }: { readonly paragraphs: number; readonly sentences: number },
): Promise<void> {
  const line = await openLine(person, await leaseOf(person, report, section))
  const saved = new Promise<void>((resolve) => {
    line.socket.on('message', () => line.isSaved() && resolve())
  })
  line.write((doc) => {
    const blocks = Array.from({ length: paragraphs }, (_, at) => {
      const block = new Y.XmlElement('textBlock')
      block.setAttribute('kind', 'paragraph')
      // Whole numbers, as the editor's schema has them; the type knows only strings.
      block.setAttribute('indent', 0 as unknown as string)
      const words = Array.from({ length: sentences }, (_each, within) => sentence(at * sentences + within))
      block.insert(0, [new Y.XmlText(words.join(''))])
      return block
    })
    doc.getXmlFragment(slot).insert(0, blocks)
  })
  await saved
  line.socket.close()
}
