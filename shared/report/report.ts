import { z } from 'zod'
import { seal, sha256Hex } from '../approval/seal.ts'
import { keyFigureFields } from '../block/keyFigureFields.ts'
import { contribution } from '../contribution/contribution.ts'
import { cellValue } from '../figure/cellValue.ts'
import { version } from '../history/version.ts'
import { grant } from '../people/role.ts'
import { plan } from '../plan/plan.ts'
import { thread } from '../review/thread.ts'
import { itemStates, reportStates, sectionStates } from '../section/workflow.ts'
import { id } from '../template/id.ts'

/** A point in time, stamped by the server. */
export const instant = z.iso.datetime()
const user = z.string().max(64)
const by = { by: user, at: instant }

/** Where a figure came from. `import`: a file and its row; `carried`: the report it was last year's figure in. */
export const provenance = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('typed') }),
  z.strictObject({ kind: z.literal('pasted') }),
  z.strictObject({
    kind: z.literal('import'),
    source: z.string().max(200),
    row: z.string().max(200).optional(),
  }),
  z.strictObject({ kind: z.literal('carried'), report: z.string(), label: z.string().max(200) }),
])
export type Provenance = z.infer<typeof provenance>

/** `revision` counts the changes of this one cell, from 1. `reported` is what a source delivered in a computed cell. */
export const cellRecord = z.strictObject({
  value: cellValue,
  reported: cellValue.optional(),
  revision: z.int().min(1),
  provenance,
  ...by,
})
export type CellRecord = z.infer<typeof cellRecord>

const judgement = z.strictObject({
  status: z.string().max(60).optional(),
  trend: z.string().max(60).optional(),
  ...by,
})

/** A status and trend in two steps: proposed by an author, settled by the meeting. */
export const statusRecord = z.strictObject({
  revision: z.int().min(1),
  proposed: judgement.optional(),
  settled: judgement.extend({ meeting: z.string().max(200).optional() }).optional(),
})
export type StatusRecord = z.infer<typeof statusRecord>

export const member = z.strictObject({
  user,
  grants: z.array(grant),
  /** Order of arrival in the report, from 0: decides the colour of carets. Never reused. */
  arrival: z.int().min(0),
})
export type Member = z.infer<typeof member>

export const deputy = z.strictObject({
  for: user,
  user,
  from: z.iso.date(),
  to: z.iso.date(),
  reason: z.string().max(400),
})

export const sectionRecord = z.strictObject({
  state: z.enum(sectionStates),
  /** Part of the doc id; raised when the text must start anew (restore of a backup, reopening of an approved section). */
  epoch: z.int().min(1),
  hidden: z.boolean().default(false),
  submitted: z.strictObject({ ...by, message: z.string().max(2000).optional() }).optional(),
  sentBack: z.strictObject({ ...by, comment: z.string().max(2000) }).optional(),
  locked: z.strictObject(by).optional(),
  reopened: z.strictObject({ ...by, reason: z.string().max(2000) }).optional(),
  /** Every approval the section has had, oldest first; the last one holds while the state is `godkand`. */
  seals: z.array(seal).default([]),
})
export type SectionRecord = z.infer<typeof sectionRecord>

/** A figure as a text quoted it. */
export const quotedFigure = z.strictObject({ block: id, row: id, column: id, value: cellValue })
export type QuotedFigure = z.infer<typeof quotedFigure>

export const itemRecord = z.strictObject({
  people: z.array(user).default([]),
  unit: z.string().max(200).optional(),
  due: z.iso.date().optional(),
  state: z.enum(itemStates).default('ej_paborjad'),
  /** `writtenBy`: who had written what was handed in, where that was somebody else. */
  handedIn: z.strictObject({ ...by, writtenBy: z.array(user).default([]) }).optional(),
  sentBack: z.strictObject({ ...by, comment: z.string().max(2000) }).optional(),
  /** Figures the item's text quoted when its writer last stood for it: handed it in, or said that it still holds. */
  quoted: z.array(quotedFigure).default([]),
})
export type ItemRecord = z.infer<typeof itemRecord>

/** A row that the report added to a repeating table; a row of key figures brings its own format. */
export const addedRow = z.strictObject({
  id,
  label: z.string().trim().min(1).max(300),
  parent: id.optional(),
  removed: z.boolean().default(false),
  ...keyFigureFields,
})
export type AddedRow = z.infer<typeof addedRow>

/** A free-text section that belongs to this report alone, after `after` (null: first) in its chapter. */
export const addedSection = z.strictObject({
  id,
  chapter: id,
  after: id.nullable(),
  title: z.string().trim().min(1).max(200),
  removed: z.boolean().default(false),
})
export type AddedSection = z.infer<typeof addedSection>

export const deadline = z.strictObject({ id, label: z.string().trim().min(1).max(100), date: z.iso.date() })
export type Deadline = z.infer<typeof deadline>

const byId = <T extends z.ZodType>(value: T) => z.record(z.string(), value)

/**
 * All records of one report: what commands change and `apply` replays. Prose is not here (a Y.Doc per section),
 * nor is anything computed. Cells are found by block, row and column id.
 */
export const report = z.strictObject({
  id,
  organisation: z.string().min(1).max(200),
  administration: z.string().min(1).max(200),
  title: z.string().min(1).max(200),
  year: z.int().min(1990).max(2200),
  period: z.enum(['helar', 'delar']),
  /** Day the figures are as of. */
  asOf: z.iso.date(),
  template: z.strictObject({ id, version: z.string() }),
  previous: id.optional(),
  state: z.enum(reportStates),
  /** Earliest section state from which a läsare sees the read view. */
  readersFrom: z.enum(sectionStates).default('arbete'),
  created: z.strictObject(by),
  deadlines: z.array(deadline),
  plan,
  members: byId(member),
  deputies: z.array(deputy).default([]),
  sections: byId(sectionRecord),
  addedSections: z.array(addedSection).default([]),
  items: byId(itemRecord),
  cells: byId(byId(byId(cellRecord))),
  statuses: byId(statusRecord),
  rows: byId(z.array(addedRow)),
  /** Blocks whose figures are final. */
  final: byId(z.strictObject(by)),
  explanations: byId(z.strictObject({ reason: z.string().max(2000), ...by })).default({}),
  /** Last durable edit of each prose slot, by section: what the overview and completeness go by. */
  texts: byId(byId(z.strictObject({ words: z.int().min(0), ...by }))).default({}),
  threads: byId(thread).default({}),
  contributions: byId(contribution).default({}),
  /** Kept versions of each section, oldest first. */
  versions: byId(z.array(version)).default({}),
  /** What each person saw of a section when they last read it: person, section, digest of its content. */
  seen: byId(byId(z.strictObject({ digest: sha256Hex, at: instant }))).default({}),
  /** Last meeting named when a status was settled; filled in the next time. */
  lastMeeting: z.string().max(200).optional(),
})
export type Report = z.infer<typeof report>
