import { z } from 'zod'

/**
 * An exact decimal in JSON: ASCII minus, point, as many decimals as were entered ("-678.8", "0", "2.4261").
 * Arithmetic on it is done in `decimal.ts`, never with binary floats.
 */
export const decimalText = z
  .string()
  .max(60)
  .regex(/^-?\d{1,40}(\.\d{1,18})?$/)
export type DecimalText = z.infer<typeof decimalText>

export const comparators = ['>', '>=', '<', '<='] as const

/** Phrases that stand in a cell instead of a figure (domain.md 5.6). Free phrases of old documents use `other`. */
export const phrases = ['ingarIOvan', 'sarredovisasEj', 'ejBeraknat', 'other'] as const

/**
 * What one cell holds. The empties are never mixed up: `empty` is not filled, zero is the number 0,
 * `unknown` was lost at import, `unreadable` keeps what somebody pasted until it is mended.
 */
export const cellValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('empty') }),
  z.strictObject({
    kind: z.literal('number'),
    value: decimalText,
    comparator: z.enum(comparators).optional(),
    perYear: z.literal(true).optional(),
    preliminary: z.literal(true).optional(),
    /** A footnote mark that was printed glued to the figure. */
    mark: z.string().max(4).optional(),
  }),
  z.strictObject({ kind: z.literal('notApplicable') }),
  z.strictObject({ kind: z.literal('missing') }),
  z.strictObject({
    kind: z.literal('phrase'),
    phrase: z.enum(phrases),
    text: z.string().max(200).optional(),
  }),
  z.strictObject({ kind: z.literal('noteRef'), mark: z.string().max(4) }),
  z.strictObject({ kind: z.literal('unknown') }),
  /** One value of a declared list (effect: ja, keepRisk: nej, motive: sann, projectStatus, judged indicator). */
  z.strictObject({ kind: z.literal('choice'), choice: z.string().max(60) }),
  z.strictObject({ kind: z.literal('text'), text: z.string().max(2000) }),
  z.strictObject({ kind: z.literal('unreadable'), raw: z.string().max(400) }),
])
export type CellValue = z.infer<typeof cellValue>

export const emptyCell: CellValue = { kind: 'empty' }
