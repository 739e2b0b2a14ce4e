import type { Relation } from '../check/relation.ts'
import type { BlockKind } from './kindName.ts'

/**
 * A block as one report has it: template schema, plan and repeating rows already put together.
 * It holds shape only; values live in the report's records under (block id, row id, column id).
 * Both sides derive it with the same code (`section/layout.ts`), so it is never stored.
 */
export interface Block {
  /** From the template, or the plan item's id for blocks that the plan makes. Stable for ever. */
  readonly id: string
  readonly kind: BlockKind
  readonly title: string
  /** Heading of the label column: "Belopp i mnkr". */
  readonly labelHeading?: string
  /** Locked words of a lockedText, or intro and points of a strategy. */
  readonly text?: readonly TextLine[]
  /** How deep a goal stands below its section: 1 directly under it. */
  readonly depth?: number
  /** A plan item whose text the block shows (goalBlock) or whose children are its rows (indicatorTable). */
  readonly planItem?: string
  readonly unit?: Unit
  readonly period: Period
  /** `negative`: costs carry a minus sign and a positive deviation is favourable everywhere. */
  readonly costSign?: 'negative' | 'positive'
  readonly turnoverSign?: 'positive' | 'negative'
  readonly basis?: 'brutto' | 'netto'
  readonly exactCounts?: boolean
  readonly showPlus?: boolean
  readonly zeroAs?: 'zero' | 'blank'
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly footnotes: readonly Footnote[]
  /** Prose slot that follows the whole block ("Kommentar"), if the kind has one. */
  readonly comment?: string
  /** True where the samordnare and authors may add, move and remove data rows. */
  readonly repeating?: boolean
  /** What must hold between the cells. A relation whose `shown` cell is computed also says how it is computed. */
  readonly relations: readonly Relation[]
}

/** `lettered` lines are marked a), b) ... on through the whole block, also across headings. */
export interface TextLine {
  readonly kind: 'paragraph' | 'bullet' | 'lettered' | 'heading'
  readonly text: string
}

export const units = [
  'mnkr',
  'tkr',
  'kr',
  'st',
  'sek',
  'tim',
  '%',
  'procentenheter',
  'årsarbetare',
  'antal',
  'portioner',
  'tjänster',
  'index',
  'm2',
  'kWh',
] as const
export type Unit = (typeof units)[number]

/** `unspecified` is a warning in the checks: the documents err exactly there. */
export type Period =
  | { readonly kind: 'interval'; readonly from: string; readonly to: string }
  | { readonly kind: 'snapshot'; readonly at: string }
  | { readonly kind: 'unspecified' }

/** E entered, C computed, P carried over from last year's report or the plan, I imported, T template text. */
export type Fill = 'entered' | 'computed' | 'carried' | 'imported' | 'template'

export interface Column {
  readonly id: string
  /** One or two levels; equal neighbouring upper headings are drawn as one head over several columns. */
  readonly heading: readonly [string] | readonly [string, string]
  readonly type: 'number' | 'text' | 'choice' | 'status' | 'trend'
  readonly fill: Fill
  readonly unit?: Unit
  readonly decimals?: number
  /** Quotient and share columns keep their own unit and decimals whatever the row says. */
  readonly ownFormat?: boolean
  readonly period?: Period
  /** Ids allowed in a `choice` column, or the scale of a `status` column. */
  readonly choices?: readonly string[]
  readonly min?: string
  readonly max?: string
}

export type RowKind = 'data' | 'group' | 'varav' | 'subtotal' | 'total' | 'result'

export interface Row {
  readonly id: string
  readonly label: string
  readonly kind: RowKind
  readonly parent?: string
  readonly unit?: Unit
  readonly decimals?: number
  readonly planItem?: string
  /** Prose slot of this row's own Kommentar. */
  readonly comment?: string
  readonly better?: 'higher' | 'lower' | 'reach'
  readonly target?: string
  readonly scope?: string
  readonly changeMode?: 'difference' | 'relative'
  /** Fill of this row's cells where it differs from the column's (a subtotal in an entered column is computed). */
  readonly fill?: Fill
  /** Cells this row does not have at all (a judged indicator has no target). */
  readonly without?: readonly string[]
  /** A row that the report added to a repeating table, as against the template's own. */
  readonly added?: boolean
}

export interface Footnote {
  readonly id: string
  readonly anchor:
    | { readonly row: string }
    | { readonly column: string }
    | { readonly row: string; readonly column: string }
    | 'table'
  readonly text: string
}
