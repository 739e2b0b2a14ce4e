import { z } from 'zod'
import { seal, sha256Hex } from '../approval/seal.ts'
import { contribution, proposedJudgement } from '../contribution/contribution.ts'
import { cellValue } from '../figure/cellValue.ts'
import { version } from '../history/version.ts'
import { grant } from '../people/role.ts'
import { decision, plan, planFields, planItem } from '../plan/plan.ts'
import { remark, suggestion, thread } from '../review/thread.ts'
import { itemEvents, itemStates, sectionEvents, sectionStates } from '../section/workflow.ts'
import { id } from '../template/id.ts'
import { addedRow, addedSection, deadline, deputy, provenance, quotedFigure, report } from './report.ts'

const cellChange = z.strictObject({
  block: id,
  row: id,
  column: id,
  before: cellValue,
  after: cellValue,
  /** Which of the two values of the cell: the one entered, or the one a source delivered beside the computed. */
  reported: z.boolean().default(false),
  provenance,
})
export type CellChange = z.infer<typeof cellChange>

const judged = { status: z.string().max(60).optional(), trend: z.string().max(60).optional() }

/**
 * What has happened to a report's records. One entry of the report's journal holds one event, with seq, actor and
 * time beside it; `apply` replays them on both sides. An event is a fact: it is never refused.
 */
export const reportEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reportCreated'), report }),
  z.strictObject({
    type: z.literal('reportChanged'),
    title: z.string().optional(),
    deadlines: z.array(deadline).optional(),
    readersFrom: z.enum(sectionStates).optional(),
    asOf: z.iso.date().optional(),
  }),
  z.strictObject({ type: z.literal('cellsSet'), cells: z.array(cellChange).min(1) }),
  z.strictObject({
    type: z.literal('statusProposed'),
    item: id,
    ...judged,
    before: z.strictObject(judged).optional(),
  }),
  z.strictObject({
    type: z.literal('statusSettled'),
    item: id,
    ...judged,
    meeting: z.string().max(200).optional(),
    before: z.strictObject(judged).optional(),
  }),
  /** Takes a settled judgement back to being proposed. */
  z.strictObject({ type: z.literal('statusUnsettled'), item: id }),
  z.strictObject({
    type: z.literal('sectionMoved'),
    section: id,
    event: z.enum(sectionEvents),
    from: z.enum(sectionStates),
    to: z.enum(sectionStates),
    message: z.string().max(2000).optional(),
    /** Of an approval. */
    seal: seal.optional(),
  }),
  z.strictObject({ type: z.literal('sectionHidden'), section: id, hidden: z.boolean() }),
  z.strictObject({ type: z.literal('sectionAdded'), section: addedSection }),
  z.strictObject({ type: z.literal('sectionRetitled'), section: id, title: z.string() }),
  z.strictObject({ type: z.literal('sectionRemoved'), section: id }),
  /** After a restore: every section starts anew, with an epoch no page has seen. `sections`: those with text, known here or not. */
  z.strictObject({
    type: z.literal('epochsRaised'),
    reason: z.string(),
    to: z.int().min(1),
    sections: z.array(id),
  }),
  z.strictObject({
    type: z.literal('planItemAdded'),
    item: planItem,
    before: id.nullable().optional(),
    decision: decision.optional(),
  }),
  z.strictObject({
    type: z.literal('planItemChanged'),
    item: id,
    fields: planFields,
    before: planFields,
    decision: decision.optional(),
  }),
  z.strictObject({
    type: z.literal('planItemMoved'),
    item: id,
    parent: id.nullable(),
    before: id.nullable(),
  }),
  z.strictObject({ type: z.literal('planItemRemoved'), item: id, decision: decision.optional() }),
  z.strictObject({ type: z.literal('planReplaced'), plan }),
  z.strictObject({ type: z.literal('planLocked'), decision: decision.optional() }),
  z.strictObject({ type: z.literal('memberSet'), user: z.string(), grants: z.array(grant) }),
  z.strictObject({ type: z.literal('memberRemoved'), user: z.string() }),
  z.strictObject({ type: z.literal('deputiesSet'), deputies: z.array(deputy) }),
  z.strictObject({
    type: z.literal('itemsSet'),
    items: z.array(
      z.strictObject({
        id: z.string(),
        people: z.array(z.string()).optional(),
        unit: z.string().nullable().optional(),
        due: z.iso.date().nullable().optional(),
      }),
    ),
  }),
  z.strictObject({ type: z.literal('rowAdded'), block: id, row: addedRow, before: id.nullable() }),
  z.strictObject({ type: z.literal('rowRenamed'), block: id, row: id, label: z.string() }),
  z.strictObject({ type: z.literal('rowMoved'), block: id, row: id, before: id.nullable() }),
  z.strictObject({ type: z.literal('rowRemoved'), block: id, row: id }),
  z.strictObject({ type: z.literal('blockFinal'), block: id, final: z.boolean() }),
  z.strictObject({
    type: z.literal('findingsExplained'),
    findings: z.array(z.string()),
    reason: z.string().max(2000).nullable(),
  }),
  /** Written when a section's text has rested: who last wrote in which slots. Never which letters. */
  z.strictObject({
    type: z.literal('textChanged'),
    section: id,
    slots: z.array(z.strictObject({ slot: z.string(), words: z.int().min(0), by: z.string() })),
  }),
  z.strictObject({ type: z.literal('imageAdded'), section: id, hash: z.string() }),
  /** Handed in, taken back, sent back. `state` is what it comes to. */
  z.strictObject({
    type: z.literal('itemMoved'),
    item: z.string().max(200),
    event: z.enum(itemEvents),
    state: z.enum(itemStates),
    comment: z.string().max(2000).optional(),
    writtenBy: z.array(z.string().max(64)).optional(),
    quoted: z.array(quotedFigure).optional(),
  }),
  /** The writer has looked at figures that changed: the text still holds. */
  z.strictObject({
    type: z.literal('quotesConfirmed'),
    item: z.string().max(200),
    quoted: z.array(quotedFigure),
  }),
  z.strictObject({
    type: z.literal('threadOpened'),
    thread: thread.pick({ id: true, section: true, kind: true, at: true, assignee: true }).extend({
      remark: remark.omit({ by: true, at: true }),
      replacement: suggestion.shape.replacement.optional(),
    }),
  }),
  z.strictObject({
    type: z.literal('threadReplied'),
    thread: id,
    remark: remark.omit({ by: true, at: true }),
  }),
  z.strictObject({
    type: z.literal('threadChanged'),
    thread: id,
    resolved: z.boolean().optional(),
    assignee: z.string().max(64).nullable().optional(),
  }),
  /** Null: the outcome is taken back. `quote`: the words that were replaced, where they were no longer those quoted. */
  z.strictObject({
    type: z.literal('suggestionDecided'),
    thread: id,
    accepted: z.boolean().nullable(),
    reason: z.string().max(2000).optional(),
    quote: z.string().max(4000).optional(),
  }),
  z.strictObject({
    type: z.literal('contributionStarted'),
    contribution: contribution
      .pick({ id: true, section: true, item: true, slot: true, unit: true, writers: true, due: true })
      .extend({ isAsked: z.boolean(), words: z.string().max(2000).optional() }),
  }),
  z.strictObject({
    type: z.literal('contributionChanged'),
    contribution: id,
    writers: z.array(z.string().max(64)).min(1).max(50).optional(),
    unit: z.string().max(200).nullable().optional(),
    due: z.iso.date().nullable().optional(),
    /** The judgement its writers keep unseen has changed. */
    unseen: sha256Hex.optional(),
  }),
  z.strictObject({
    type: z.literal('contributionMoved'),
    contribution: id,
    state: contribution.shape.state,
    comment: z.string().max(2000).optional(),
    words: z.int().min(0).optional(),
    /** With the hand-in, from when on it may be seen. */
    proposed: proposedJudgement.optional(),
  }),
  z.strictObject({
    type: z.literal('versionKept'),
    section: id,
    version: version.omit({ by: true, at: true }),
  }),
  z.strictObject({ type: z.literal('sectionSeen'), section: id, digest: sha256Hex }),
])
export type ReportEvent = z.infer<typeof reportEvent>

/** Who did it; `forUser` for a deputy. */
export const entryActor = z.strictObject({ user: z.string(), forUser: z.string().optional() })

/** What the journal adds to an event. `seq` counts from 1 without gaps. */
export const reportEntry = z.strictObject({
  seq: z.int().min(1),
  at: z.iso.datetime(),
  actor: entryActor,
  event: reportEvent,
})
export type ReportEntry = z.infer<typeof reportEntry>
