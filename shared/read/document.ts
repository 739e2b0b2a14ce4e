import type { Row, TextLine } from '../block/block.ts'
import type { SectionState } from '../section/workflow.ts'
import type { ScaleId } from '../template/scale.ts'
import type { ProseNode } from './prose.ts'

/**
 * A report as its reader gets it: every text, figure and word as printed, nothing left to look up.
 * The read view and every export draw from this one value, so none can show another figure.
 */
export interface ReadDocument {
  readonly title: string
  readonly organisation: string
  readonly administration: string
  readonly documentType: string
  readonly year: number
  /** "31 december 2023" */
  readonly asOf: string
  /** On every page: "Utkast, arbetsmaterial". */
  readonly state: string
  /** When the texts and figures were read, as an instant. */
  readonly readAt: string
  /** How many of the sections read stand in each state. */
  readonly states: Readonly<Record<SectionState, number>>
  readonly chapters: readonly ReadChapter[]
}

export interface ReadChapter {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly sections: readonly ReadSection[]
}

export interface ReadSection {
  readonly id: string
  readonly number: string
  readonly title: string
  /** 1: stands directly under the chapter's heading and has none of its own. */
  readonly level: 1 | 2
  readonly parts: readonly ReadPart[]
}

export type ReadPart =
  | { readonly kind: 'prose'; readonly id: string; readonly heading?: string; readonly content: ProseNode }
  | {
      readonly kind: 'text'
      readonly id: string
      readonly title: string
      readonly lines: readonly TextLine[]
    }
  | {
      readonly kind: 'legend'
      readonly id: string
      readonly title: string
      readonly scales: readonly ReadScale[]
    }
  | ReadGoal
  | ReadTable
  | ReadControlPlan
  | ReadVerdict

export interface ReadScale {
  readonly id: ScaleId
  readonly heading: string
  readonly values: readonly { readonly id: string; readonly wording: string }[]
}

/** A judgement in words; `scale` and `value` choose its symbol. */
export interface ReadJudgement {
  readonly scale: ScaleId
  readonly value: string
  readonly word: string
}

/** The printed Kommentar: under a heading of its own, or run in after a label. */
export interface ReadComment {
  readonly heading?: string
  readonly content: ProseNode
}

/** An effektmål, strategi, mål, uppdrag or aktivitet. `depth` 1 stands directly under its section. */
export interface ReadGoal {
  readonly kind: 'goal'
  readonly id: string
  readonly depth: number
  /** "Effektmål 9", "Uppdrag" */
  readonly label: string
  readonly title: string
  readonly lines: readonly TextLine[]
  readonly judgements: readonly ReadJudgement[]
  /** "Ändrad i plan 2023-06-15 § 58" */
  readonly changed?: string
  readonly comment?: ReadComment
}

export interface ReadTable {
  readonly kind: 'table'
  readonly id: string
  readonly title: string
  /** Unit, period and sign: "mnkr, 2023-01-01 till 2023-12-31, kostnader med minus" */
  readonly note: string
  readonly labelHeading: string
  readonly columns: readonly ReadColumn[]
  readonly rows: readonly ReadRow[]
  readonly footnotes: readonly { readonly mark: string; readonly text: string }[]
  /** Run-in comments that stand below the table. */
  readonly below: readonly ReadComment[]
  readonly comment?: ReadComment
}

export interface ReadColumn {
  readonly id: string
  readonly heading: readonly [string] | readonly [string, string]
  /** Footnote mark after the heading. */
  readonly mark: string
  readonly numeric: boolean
}

export interface ReadRow {
  readonly id: string
  readonly kind: Row['kind']
  readonly label: string
  readonly mark: string
  readonly cells: readonly ReadCell[]
  /** A full-width Kommentar under the row. */
  readonly comment?: ReadComment
}

export interface ReadCell {
  readonly column: string
  readonly text: string
  readonly mark: string
  readonly judgement?: ReadJudgement
}

export interface ReadControlPlan {
  readonly kind: 'control'
  readonly id: string
  readonly title: string
  readonly areas: readonly {
    readonly id: string
    readonly title: string
    readonly risks: readonly ReadRisk[]
  }[]
}

export interface ReadRisk {
  readonly id: string
  readonly text: string
  readonly measures: readonly {
    readonly id: string
    readonly text: string
    readonly status?: ReadJudgement
    readonly answer: ReadAnswer
  }[]
  readonly keep: ReadAnswer
}

export interface ReadAnswer {
  readonly question: string
  /** "Ja", "Delvis"; empty while nobody has answered. */
  readonly word: string
  readonly content?: ProseNode
}

export interface ReadVerdict {
  readonly kind: 'verdict'
  readonly id: string
  readonly title: string
  readonly statement: string
  readonly verdict?: ReadJudgement
  readonly motives: readonly string[]
  readonly comment?: ReadComment
}
