import type { z } from 'zod'
import type { Plan, PlanItem } from '../plan/plan.ts'
import type { AddedRow } from '../report/report.ts'
import type { LayoutSlot } from '../section/layout.ts'
import type { ScaleId } from '../template/scale.ts'
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
}

/**
 * One kind of block. `schema` reads its part of the template, `build` gives the slots it stands for in one report:
 * a block and the prose slots of its Kommentar, or many of them where the plan decides how many.
 */
export interface KindDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly kind: BlockKind
  readonly schema: Schema
  readonly build: (slot: string, source: z.output<Schema>, context: BuildContext) => readonly LayoutSlot[]
  /** Scales whose symbols the block shows, for the generated legend. */
  readonly scales: readonly ScaleId[]
}
