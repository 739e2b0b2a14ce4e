import { z } from 'zod'
import { blockTemplate } from '../block/kinds.ts'
import { id } from './id.ts'
import { scale, scaleIds } from './scale.ts'

/** Where items of the plan go. A perspective or a control plan is filled by the report's plan, never by the template. */
const place = z.strictObject({
  id,
  kind: z.enum(['perspective', 'controlPlan']),
  title: z.string().min(1),
})
export type Place = z.infer<typeof place>

const guidance = z.string().min(1).max(2000)

export const templateSlot = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('prose'),
    id,
    /** Locked heading above the text; without one the text belongs to the section's own heading. */
    heading: z.string().optional(),
    level: z.union([z.literal(3), z.literal(4)]).optional(),
    /** Author instructions: shown while writing, never exported. */
    guidance: guidance.optional(),
    /** An empty text is then reported by the rule `missing`. */
    required: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('block'), id, guidance: guidance.optional(), block: blockTemplate }),
])
export type TemplateSlot = z.infer<typeof templateSlot>

const templateSection = z.strictObject({
  id,
  title: z.string().min(1),
  guidance: guidance.optional(),
  /** The samordnare may hide it in a report. */
  optional: z.boolean().default(false),
  slots: z.array(templateSlot),
})

const templateChapter = z.strictObject({
  id,
  title: z.string().min(1),
  guidance: guidance.optional(),
  optional: z.boolean().default(false),
  /** Slots directly under the chapter's heading; they form a section with the chapter's own id and number. */
  slots: z.array(templateSlot).default([]),
  sections: z.array(templateSection).default([]),
})
export type TemplateChapter = z.infer<typeof templateChapter>

/**
 * A report template, as it stands in `templates/*.json`. It is data: no code, no expressions.
 * Texts may use the variables of `variables.ts`. Ids are never reused for another meaning.
 */
export const template = z.strictObject({
  $schema: z.string().optional(),
  id,
  version: z.string().regex(/^\d{4}\.\d+$/),
  name: z.string().min(1),
  /** Printed on every page: "Verksamhetsberättelse". */
  documentType: z.string().min(1),
  reportType: z.enum(['verksamhetsberattelse', 'delarsrapport', 'verksamhetsplan']),
  period: z.enum(['helar', 'delar']),
  description: z.string().optional(),
  scales: z.partialRecord(z.enum(scaleIds), scale),
  places: z.array(place),
  /** Dates a new report begins with, as month and day of the year after the report's. */
  deadlines: z
    .array(z.strictObject({ id, label: z.string().min(1), monthDay: z.string().regex(/^\d{2}-\d{2}$/) }))
    .default([]),
  /** Stock sentences offered in a Kommentar, tied to a status. */
  snippets: z
    .array(
      z.strictObject({
        id,
        planKind: z.enum(['assignment', 'goal', 'outcomeGoal']),
        status: id,
        text: z.string().min(1),
      }),
    )
    .default([]),
  chapters: z.array(templateChapter).min(1),
})
export type Template = z.infer<typeof template>
