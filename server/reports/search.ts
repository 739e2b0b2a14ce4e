import { formatFigure } from '../../shared/figure/formatFigure.ts'
import { figureReader } from '../../shared/check/compute.ts'
import { checkInputOf } from '../../shared/report/checkInput.ts'
import type { Report } from '../../shared/report/report.ts'
import { plainText } from '../../shared/section/canonical.ts'
import { blocksOf, sectionsOf, type ReportLayout, type SectionLayout } from '../../shared/section/layout.ts'
import type { Prose } from '../sync/room.ts'

export interface SearchHit {
  readonly section: string
  readonly number: string
  readonly title: string
  readonly kind: 'text' | 'figure' | 'plan'
  readonly excerpt: string
  readonly slot?: string
  readonly block?: string
  readonly row?: string
  readonly column?: string
  readonly planItem?: string
}

const mostHits = 200
const around = 60

/**
 * Looks for words in the texts, in the tables' labels and figures, and in the plan. Case does not matter; a figure is found as
 * it is printed, entered or computed, with either kind of space and either minus sign.
 */
export function searchReport(
  report: Report,
  layout: ReportLayout,
  texts: ReadonlyMap<string, Prose>,
  query: string,
): SearchHit[] {
  const wanted = fold(query).trim()
  if (wanted === '') return []
  const input = checkInputOf(() => report, layout)
  const figures = figureReader(input.blocks, input)
  const hits: SearchHit[] = []
  const look = (
    section: SectionLayout,
    text: string,
    hit: Omit<SearchHit, 'section' | 'number' | 'title' | 'excerpt'>,
    /** Which figure it is: row and column, told but not searched in. */
    where = '',
  ) => {
    const at = hits.length < mostHits ? fold(text).indexOf(wanted) : -1
    if (at === -1) return
    const { id, number, title } = section
    hits.push({
      section: id,
      number,
      title,
      excerpt: `${where}${excerptOf(text, at, wanted.length)}`,
      ...hit,
    })
  }
  const planTexts = new Map(
    report.plan.items.filter(({ removed }) => !removed).map(({ id, fields }) => [id, fields.text]),
  )
  for (const section of sectionsOf(layout)) {
    look(section, section.title, { kind: 'text' })
    for (const [slot, json] of Object.entries(texts.get(section.id) ?? {}))
      look(section, plainText(json), { kind: 'text', slot })
    for (const block of blocksOf(section)) {
      const own = block.planItem === undefined ? undefined : planTexts.get(block.planItem)
      if (own !== undefined && block.kind === 'goalBlock')
        look(section, own, { kind: 'plan', block: block.id, planItem: block.planItem ?? '' })
      for (const row of block.rows) {
        const isOwn = row.planItem !== undefined && row.planItem === block.planItem
        if (!isOwn) {
          look(section, row.label, {
            kind: row.planItem === undefined ? 'figure' : 'plan',
            block: block.id,
            row: row.id,
            ...(row.planItem === undefined ? {} : { planItem: row.planItem }),
          })
        }
        for (const column of block.columns) {
          const address = { block: block.id, row: row.id, column: column.id }
          const figure = figures.at(address)
          if (figure === undefined) continue
          const { place, from, value } = figure
          const text =
            from === 'computed' ? (figures.computed(address)?.text ?? '') : formatFigure(value, place.format)
          const where = `${row.label}, ${column.heading.join(' ')}: `
          if (text !== '') look(section, text, { kind: 'figure', ...address }, where)
        }
      }
    }
  }
  return hits
}

/** One character for one, so that positions in the folded text hold in the text. */
const fold = (text: string): string =>
  text
    .replace(/[\u00a0\u202f]/g, ' ')
    .replaceAll('\u2212', '-')
    .toLowerCase()

function excerptOf(text: string, at: number, length: number): string {
  const from = Math.max(0, at - around)
  const to = Math.min(text.length, at + length + around)
  return `${from > 0 ? '…' : ''}${text.slice(from, to).replace(/\s+/g, ' ').trim()}${to < text.length ? '…' : ''}`
}
