import { z } from 'zod'
import { id } from './id.ts'

/** What the legend and the pickers say of one value; colour and shape follow the scale and the id. */
const scaleValue = z.strictObject({
  id,
  /** On buttons and beside symbols: "Mindre avvikelse". */
  label: z.string().min(1),
  /** In the legend, at the end of the period the template is for: "mindre, acceptabel avvikelse från målnivån". */
  wording: z.string().min(1),
  /** Name of the colour as old documents print it in two-level heads: "grön". */
  colourName: z.string().optional(),
})

export const scaleIds = [
  'goalStatus',
  'trend',
  'indicatorStatus',
  'activityStatus',
  'controlStatus',
  'controlVerdict',
] as const
export type ScaleId = (typeof scaleIds)[number]

/** A scale of judgements. Its values and wording belong to the template version, so to a year and a period. */
export const scale = z.strictObject({
  /** Heading of the scale in the legend. */
  heading: z.string().min(1),
  values: z.array(scaleValue).min(2),
})
export type Scale = z.infer<typeof scale>
