import { z } from 'zod'
import { id } from '../template/id.ts'

const user = z.string().max(64)
const stamp = { by: user, at: z.iso.datetime() }

export const longestQuote = 4000

/**
 * What a thread is about. In a text: the slot, and the words that were marked when it was opened; where they stand now says
 * the mark in the text (shared/sync/threadKey.ts), which only the server sets. Else a block, a row of it, or one of its cells; a
 * status is the cell of its column.
 */
export const threadPlace = z.union([
  z.strictObject({ slot: z.string().max(200), quote: z.string().min(1).max(longestQuote) }),
  z.strictObject({ block: id, row: id.optional(), column: id.optional() }),
])
export type ThreadPlace = z.infer<typeof threadPlace>

/** `lockedTextFault`: an error in a text of the template, told to the samordnare, who alone can have it mended. */
export const threadKinds = ['remark', 'lockedTextFault'] as const

export const remarkText = z.string().trim().min(1).max(4000)

/** One thing somebody said; `mentions` are the sign-in names of those who are told. */
export const remark = z.strictObject({
  id,
  text: remarkText,
  mentions: z.array(user).max(20).default([]),
  ...stamp,
})
export type Remark = z.infer<typeof remark>

/** Other words for the marked ones, in plain text. An author of the text accepts or rejects them. */
export const suggestion = z.strictObject({
  replacement: z.string().max(4000),
  outcome: z
    .strictObject({ accepted: z.boolean(), reason: z.string().max(2000).optional(), ...stamp })
    .optional(),
})

/** A review thread (Synpunkt): never printed, beside the text. The first remark opened it. */
export const thread = z.strictObject({
  id,
  section: id,
  kind: z.enum(threadKinds).default('remark'),
  at: threadPlace,
  remarks: z.array(remark).min(1),
  assignee: user.optional(),
  suggestion: suggestion.optional(),
  resolved: z.strictObject(stamp).optional(),
})
export type Thread = z.infer<typeof thread>
