import type { z } from 'zod'
import type { Plan, PlanItem } from '../plan/plan.ts'
import type { AddedRow } from '../report/report.ts'
import type { LayoutSlot } from '../section/layout.ts'
import type { Scale, ScaleId } from '../template/scale.ts'
import type { BlockKind } from './kindName.ts'

/** What a block of one report is built from, besides its own part of the template. */
export interface BuildContext {
  readonly plan: Plan
  /** Plan items under the template's place, in order; the item that stands at the place comes first. */
  readonly itemsAt: (place: string) => readonly PlanItem[]
  /** Fills the template variables of a text. */
  readonly text: (text: string) => string
  readonly year: number
  readonly period: 'helar' | 'delar'
  readonly asOf: string
  /** Living rows that the report added to a repeating table. */
  readonly addedRows: (block: string) => readonly AddedRow[]
  /** Ids of the values of a scale, in the template's order. */
  readonly scaleValues: (scale: ScaleId) => readonly string[]
  /** A scale with its variables filled; undefined where the template has none. */
  readonly scale: (scale: ScaleId) => Scale | undefined
  /** Scales that the other blocks of the chapter show in this report. */
  readonly scalesInUse: readonly ScaleId[]
}

/** What is known of every kind, also of those that the plan makes and no template names. */
export interface KindFacts {
  readonly kind: BlockKind
  /** Scales whose symbols the block shows, for the generated legend. */
  readonly scales: readonly ScaleId[]
}

/**
 * One kind of block. `schema` reads its part of the template, `build` gives the slots it stands for in one report:
 * a block and the prose slots of its Kommentar, or many of them where the plan decides how many.
 */
export interface KindDefinition<Schema extends z.ZodType = z.ZodType> extends KindFacts {
  readonly schema: Schema
  readonly build: (slot: string, source: z.output<Schema>, context: BuildContext) => readonly LayoutSlot[]
  /** Kinds that the plan makes in this one's place; their scales must be in the template too. */
  readonly makes?: readonly BlockKind[]
}
