import { z } from 'zod'
import { units } from './block.ts'

/** What a row of key figures sets for itself, in a template and in a report's own rows alike. */
export const keyFigureFields = {
  unit: z.enum(units).optional(),
  decimals: z.int().min(0).max(3).optional(),
  /** Which way is good. */
  better: z.enum(['higher', 'lower', 'reach']).optional(),
  /** As it is printed: "25 sekunder". */
  target: z.string().min(1).max(100).optional(),
  /** What the figure covers: "Region Örebro län", "rullande 12 månader". */
  scope: z.string().min(1).max(100).optional(),
  changeMode: z.enum(['difference', 'relative']).optional(),
}

const fields = z.strictObject(keyFigureFields)
export type KeyFigureFields = z.infer<typeof fields>
