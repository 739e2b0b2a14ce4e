import { z } from 'zod'
import { cellValue } from '../figure/cellValue.ts'
import { units } from '../block/block.ts'
import { id } from '../template/id.ts'

/** The decision of a political body that a plan, or a later change of it, rests on. */
export const decision = z.strictObject({
  body: z.string().min(1).max(200),
  date: z.iso.date(),
  /** "§ 131" */
  reference: z.string().min(1).max(100),
})
export type Decision = z.infer<typeof decision>

export const planKinds = [
  'perspective',
  'strategy',
  'outcomeGoal',
  'goal',
  'assignment',
  'indicator',
  'activity',
  'controlPlan',
  'controlArea',
  'risk',
  'measure',
] as const
export type PlanKind = (typeof planKinds)[number]

const text = z.string().trim().min(1).max(4000)

/** What can be said of an item besides where it stands. One shape for all kinds keeps a change of kind possible. */
export const planFields = z.strictObject({
  text,
  /** Display number of an outcomeGoal or assignment; shifts between years, so never an identity. */
  number: z.string().max(20).optional(),
  /** Intro and fixed bullets of a strategy. */
  intro: text.optional(),
  points: z.array(text).max(40).optional(),
  /** Unit or office that receives an assignment. */
  recipient: z.string().max(200).optional(),
  unit: z.enum(units).optional(),
  decimals: z.int().min(0).max(3).optional(),
  /** `judged`: the value of the indicator is a word of the scale, not a number. */
  direction: z.enum(['higher', 'lower', 'reach', 'judged']).optional(),
  target: cellValue.optional(),
  measurementYear: z.int().min(1990).max(2200).optional(),
  dueDate: z.iso.date().optional(),
  /** Measures given centrally; printed with "Regionövergripande åtgärd:". */
  regionWide: z.boolean().optional(),
  /** "(revisionsrapport)" after a risk. */
  origin: z.string().max(200).optional(),
  /** An outcome goal or strategy whose text is printed without the heading Kommentar. */
  commentLabel: z.boolean().optional(),
})
export type PlanFields = z.infer<typeof planFields>

/** A change after the plan was locked. The old fields stay readable in the report ("ändrad i plan"). */
export const planChange = z.strictObject({
  kind: z.enum(['added', 'changed', 'removed']),
  decision,
  before: planFields.optional(),
  by: z.string(),
  at: z.string(),
})
export type PlanChange = z.infer<typeof planChange>

export const planItem = z.strictObject({
  id,
  kind: z.enum(planKinds),
  /** Id of the item above; null for perspectives and control plans, which stand at a place of the template. */
  parent: id.nullable(),
  /** The template's place, on perspectives and control plans only. */
  place: id.optional(),
  fields: planFields,
  /** The decision the item was first taken from, if it differs from the plan's own. */
  decision: decision.optional(),
  changes: z.array(planChange).default([]),
  /** Taken out by a later decision: no longer printed, its written text is kept. */
  removed: z.boolean().default(false),
  /** Same item in last year's report, for carrying values over and showing last year's text. */
  previous: id.optional(),
})
export type PlanItem = z.infer<typeof planItem>

/** This board's and year's plan. Order among siblings is the order in `items`. */
export const plan = z.strictObject({
  decision: decision.optional(),
  /** From then on a change needs a decision. */
  locked: z.strictObject({ by: z.string(), at: z.string() }).optional(),
  items: z.array(planItem),
})
export type Plan = z.infer<typeof plan>

/** Which kinds may stand under which (domain.md section 3, "Goal tree"). */
export const childKinds: Readonly<Record<PlanKind, readonly PlanKind[]>> = {
  perspective: ['outcomeGoal', 'strategy', 'goal', 'assignment'],
  outcomeGoal: ['indicator', 'goal', 'assignment', 'activity'],
  strategy: ['goal', 'assignment'],
  goal: ['indicator', 'activity', 'assignment'],
  assignment: [],
  indicator: [],
  activity: [],
  controlPlan: ['controlArea'],
  controlArea: ['risk'],
  risk: ['measure'],
  measure: [],
}

/** Living items directly under `parent` (null: the top), in order. */
export const childrenOf = (items: readonly PlanItem[], parent: string | null): PlanItem[] =>
  items.filter((item) => item.parent === parent && !item.removed)

/** The item and all above it, nearest first. */
export function ancestorsOf(items: readonly PlanItem[], itemId: string): PlanItem[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const chain: PlanItem[] = []
  for (
    let item = byId.get(itemId);
    item && !chain.includes(item);
    item = item.parent === null ? undefined : byId.get(item.parent)
  ) {
    chain.push(item)
  }
  return chain
}

/** All living items below `root` in document order, the root itself first. */
export function subtreeOf(items: readonly PlanItem[], root: PlanItem): PlanItem[] {
  return [root, ...childrenOf(items, root.id).flatMap((child) => subtreeOf(items, child))]
}
