import { z } from 'zod'
import { id } from '../template/id.ts'

/** SHA-256, lower-case hex. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/)

/** The hash that the first seal of a report follows. */
export const firstSealFollows = '0'.repeat(64)

/**
 * What an approval says, bound to all approvals of the report before it. `content` is the SHA-256 of the canonical JSON of what
 * the section said (section/content.ts), which is what the approver saw; `hash` that of the canonical JSON of everything else here.
 */
export const seal = z.strictObject({
  section: id,
  epoch: z.int().min(1),
  content: sha256Hex,
  /** Why findings were right all the same, as it stood at the approval. */
  explanations: z.array(
    z.strictObject({ finding: z.string(), reason: z.string(), by: z.string(), at: z.iso.datetime() }),
  ),
  by: z.string().max(64),
  /** Whose deputy approved. */
  forUser: z.string().max(64).optional(),
  role: z.literal('godkannare'),
  at: z.iso.datetime(),
  /** `hash` of the seal before this one in the report, whichever section it was of. */
  follows: sha256Hex,
  hash: sha256Hex,
})
export type Seal = z.infer<typeof seal>
