import type { ProseNode } from '../read/prose.ts'
import type { Report } from '../report/report.ts'
import type { ItemState, SectionState } from '../section/workflow.ts'
import type { ScaleId } from '../template/scale.ts'
import type { ChangedQuote } from './changedQuotes.ts'

/*
 * What one person is asked for, in all reports: the rows of Mina uppgifter as the server answers them. `task` tells the
 * kinds apart; names are given with the sign-in names, since the page stands outside every report.
 */

/** Somebody at a time. */
interface Act {
  readonly by: string
  readonly byName: string
  readonly at: string
}

interface Place {
  readonly report: Pick<Report, 'id' | 'title' | 'year' | 'period'>
  /** ISO date; of what has none of its own that of its item, or the report's next. */
  readonly due?: string
}

interface InSection extends Place {
  readonly section: {
    readonly id: string
    readonly number: string
    readonly title: string
    readonly state: SectionState
  }
}

/** What stood in the same place in the report before, as far as this person may read it. */
export interface LastYear {
  readonly report: Pick<Report, 'id' | 'title' | 'year' | 'period'>
  readonly words: number
  readonly judgements: readonly { readonly scale: ScaleId; readonly value: string; readonly word: string }[]
  /** Of a row or indicator: its first figure, as printed. */
  readonly figure?: { readonly text: string; readonly label: string }
  /** The plan had no such item then. */
  readonly isNew?: true
}

/** The texts themselves, fetched when somebody wants to read them. */
export interface LastYearTexts {
  readonly report: Pick<Report, 'id' | 'title'>
  readonly texts: readonly { readonly slot: string; readonly heading?: string; readonly content: ProseNode }[]
}

export interface ItemTask extends InSection {
  readonly task: 'item'
  readonly item: string
  readonly kind: string
  readonly title: string
  readonly unit?: string
  readonly state: ItemState
  /** Nothing is waited for: handed in, or its section has gone on. */
  readonly isDone: boolean
  readonly mayHandIn: boolean
  readonly hasText: boolean
  /** Of what is judged. */
  readonly judgement?: 'missing' | 'proposed' | 'settled'
  readonly sentBack?: Act & { readonly comment: string }
  readonly handedIn?: Act & { readonly writtenBy: readonly string[] }
  readonly lastYear?: LastYear
}

/** A contribution asked of me, or one I write unseen. */
export interface ContributionTask extends InSection {
  readonly task: 'contribution'
  readonly contribution: string
  readonly item: string
  readonly title: string
  readonly unit?: string
  readonly state: ItemState
  readonly asked?: Act & { readonly words?: string }
  readonly sentBack?: Act & { readonly comment: string }
}

/** Figures that a text of mine quotes read otherwise than when I handed it in. */
export interface FiguresTask extends InSection {
  readonly task: 'figures'
  readonly item: string
  readonly title: string
  readonly figures: readonly ChangedQuote[]
  /** Who changed the first of them. */
  readonly changed?: Act
}

export interface ThreadTask extends InSection {
  readonly task: 'thread'
  readonly thread: string
  /** The last thing said. */
  readonly said: Act & { readonly text: string }
  readonly quote?: string
  readonly isSuggestion: boolean
}

export interface FindingsTask extends InSection {
  readonly task: 'findings'
  readonly count: number
  /** Sentence of the first. */
  readonly text: string
  readonly textEn: string
}

export interface ReviewTask extends InSection {
  readonly task: 'review'
  readonly submitted: Act & { readonly message?: string }
}

/** Everything in a report that waits for my approval is one row. */
export interface ApproveTask extends Place {
  readonly task: 'approve'
  readonly sections: readonly { readonly id: string; readonly number: string; readonly title: string }[]
}

export type MyTask =
  | ItemTask
  | ContributionTask
  | FiguresTask
  | ThreadTask
  | FindingsTask
  | ReviewTask
  | ApproveTask
