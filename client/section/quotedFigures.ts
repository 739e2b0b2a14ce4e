import type { CellFigure, FigureReader } from '../../shared/check/compute.ts'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import { changedQuotes, type ChangedQuote } from '../../shared/people/changedQuotes.ts'
import { quotedText } from '../../shared/read/quotedText.ts'
import { itemRecordOf } from '../../shared/section/itemRecord.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import type { Report } from '../../shared/report/report.ts'
import { sectionTarget } from '../../shared/report/target.ts'
import { figuresOf } from '../../shared/section/content.ts'
import { itemsAround } from '../../shared/section/itemParts.ts'
import { itemsOfSlot } from '../../shared/section/item.ts'
import { findSection, proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import type { ReportStore } from '../report/reportStore.ts'
import { isQuoteAt, type StoredSection } from './storedSection.ts'

/** A figure in a text, as it reads now. */
export interface DrawnFigure {
  readonly text: string
  /** Told to who may hand the text in: it read otherwise when that was done. */
  readonly note?: string
}

/** The figures that the texts of a section quote. */
export interface QuotedFigures {
  /** @param attrs  of the `valueRef`, or of the `sectionRef`: the number of the section it names */
  readonly read: (slot: string, attrs: Readonly<Record<string, unknown>>) => DrawnFigure
  readonly subscribe: (listener: () => void) => () => void
}

/**
 * @param stored  as the server had them: an approved text keeps its figures
 * @param noteOf  "har ändrats 39,7 → 38,9. Stämmer texten?"
 */
export function quotedFigures(
  store: ReportStore,
  section: SectionLayout,
  stored: StoredSection['quoted'],
  noteOf: (changed: ChangedQuote) => string,
): QuotedFigures {
  let known: { readonly report: Report; readonly reader: FigureReader } | null = null
  const reader = (): FigureReader => {
    const { report, layout } = store.state()
    if (known?.report !== report) known = { report, reader: figuresOf(report, layout) }
    return known.reader
  }
  const changedIn = (slot: string, attrs: Attributes): ChangedQuote | undefined => {
    const { report } = store.state()
    const place = proseSlotsOf(section).find(({ id }) => id === slot)
    if (place === undefined) return undefined
    for (const item of itemsOfSlot(section, place)) {
      const quoted = itemRecordOf(report, item).quoted.filter((quote) => isQuoteAt(quote, attrs))
      if (quoted.length === 0) continue
      const target = sectionTarget(report, section.id, itemsAround(section, item))
      const [changed] = store.may('handIn', target).allowed ? changedQuotes(reader(), quoted) : []
      if (changed !== undefined) return changed
    }
    return undefined
  }
  return {
    subscribe: store.subscribe,
    read: (slot, attrs) => {
      const named = attrs['section']
      if (typeof named === 'string') return { text: findSection(store.state().layout, named)?.number ?? '' }
      const isApproved = sectionRecordOf(store.state().report, section.id).state === 'godkand'
      const kept = isApproved ? stored.find((quote) => isQuoteAt(quote, attrs)) : undefined
      if (kept !== undefined) {
        const withKept = (address: CellAddress): CellFigure | undefined => {
          const figure = reader().at(address)
          return figure && { ...figure, value: kept.value }
        }
        return { text: quotedText({ at: withKept }, attrs) }
      }
      const changed = changedIn(slot, attrs)
      return {
        text: quotedText(reader(), attrs),
        ...(changed === undefined ? {} : { note: noteOf(changed) }),
      }
    },
  }
}

type Attributes = Readonly<Record<string, unknown>>
