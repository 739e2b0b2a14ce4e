import { z } from 'zod'
import { sha256Hex } from '../approval/seal.ts'
import { id } from '../template/id.ts'

const user = z.string().max(64)
const stamp = { by: user, at: z.iso.datetime() }

/** `infogad`: its words stand in the text now. `borttagen`: withdrawn; what was written is kept, unseen. */
export const contributionStates = [
  'ej_paborjad',
  'paborjad',
  'inlamnad',
  'inget_att_rapportera',
  'tillbaka',
  'infogad',
  'borttagen',
] as const
export type ContributionState = (typeof contributionStates)[number]

export const proposedJudgement = z.strictObject({
  status: z.string().max(60).optional(),
  trend: z.string().max(60).optional(),
})
export type ProposedJudgement = z.infer<typeof proposedJudgement>

/** What lies under the digest `unseen`. `salt`: a digest of so few words alone could be guessed. */
export const unseenJudgement = z.strictObject({
  contribution: id,
  proposed: proposedJudgement,
  salt: z.string().min(16),
})

/**
 * A text that is written unseen (bidrag): a Y.Doc of its own with the one root `text`, in the doc `<report>.<id>.<epoch>`.
 * Its writers alone read it until it is handed in. It is never printed by itself.
 */
export const contribution = z.strictObject({
  id,
  section: id,
  /** The item it is for, and the slot its text goes into. */
  item: z.string().max(200),
  slot: z.string().max(200),
  /** The område that was asked. */
  unit: z.string().max(200).optional(),
  writers: z.array(user).min(1).max(50),
  due: z.iso.date().optional(),
  /** Absent where somebody writes on their own unseen (Skriv enskilt) and nobody asked. */
  asked: z.strictObject({ ...stamp, words: z.string().max(2000).optional() }).optional(),
  state: z.enum(contributionStates),
  epoch: z.int().min(1),
  /**
   * Where its writers' judgement lies until they hand in: the digest of `unseenJudgement`. Everybody in the report reads these
   * records, so until then the judgement itself is not in them.
   */
  unseen: sha256Hex.optional(),
  /** The judgement its writers propose; there from the hand-in on. */
  proposed: proposedJudgement.optional(),
  handedIn: z.strictObject({ ...stamp, words: z.int().min(0) }).optional(),
  sentBack: z.strictObject({ ...stamp, comment: z.string().max(2000) }).optional(),
  inserted: z.strictObject(stamp).optional(),
  started: z.strictObject(stamp),
})
export type Contribution = z.infer<typeof contribution>

/** Name of the one root of a contribution's Y.Doc. */
export const contributionRoot = 'text'

/** Ids of contributions begin so that they are never those of a section. */
export const contributionIdPrefix = 'bidrag-'
