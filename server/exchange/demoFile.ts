import { z } from 'zod'
import { keyFigureFields } from '../../shared/block/keyFigureFields.ts'
import { grant, person } from '../../shared/people/role.ts'
import { decision, planItem } from '../../shared/plan/plan.ts'
import { deadline, deputy, provenance } from '../../shared/report/report.ts'
import { remarkText, threadKinds, threadPlace } from '../../shared/review/thread.ts'
import { sectionEvents } from '../../shared/section/workflow.ts'
import { id } from '../../shared/template/id.ts'

/*
 * A report as a file that is loaded over the public endpoints: the demo of a first start. Everything in it is said
 * by somebody (`by`), for the server stamps and judges each command by the person who is signed in.
 *
 * Rows that the report adds get their ids from the server. Until then each has a `key`: wherever an id is asked for,
 * in `cells`, in a slot (`<block>.<key>.comment`) or in an item (`<block>.<key>`), the key stands for the row.
 * A report that carries rows over from last year has them already; they are known again by their label.
 *
 * Order of loading: report, plan, rows, members, cells, reported, statuses, prose, items, deputies, contributions, threads,
 * handIns, explanations, final, steps.
 */

const by = z.string()

/** Printed strings by block, row (id or key) and column. */
const cellValues = z.record(id, z.record(id, z.record(id, z.string())))
const cellGroup = z.strictObject({ by, provenance, values: cellValues })

const proseBlock = z.strictObject({
  kind: z.enum(['paragraph', 'bullet', 'numbered', 'heading', 'quote']),
  level: z.union([z.literal(3), z.literal(4)]).optional(),
  text: z.string().min(1),
})

export const demoFile = z.strictObject({
  /** Id of the template; its newest version is taken. */
  template: id,
  organisation: z.string(),
  administration: z.string(),
  title: z.string(),
  year: z.int(),
  period: z.enum(['helar', 'delar']),
  asOf: z.iso.date(),
  /** The day on which the demo is met: its deadlines are moved with it (demoDates.ts). */
  toldAsOf: z.iso.date().optional(),
  deadlines: z.array(deadline).optional(),
  /** Creates the report and does whatever names nobody else. */
  samordnare: by,
  members: z.array(z.strictObject({ user: z.string(), grants: z.array(grant) })),
  plan: z.strictObject({ decision, items: z.array(planItem) }),
  rows: z.record(id, z.array(z.strictObject({ key: id, label: z.string(), ...keyFigureFields }))),
  cells: z.array(cellGroup),
  /** What a source delivered in computed cells, kept beside the computed value. */
  reported: z.array(cellGroup),
  statuses: z.array(
    z.strictObject({
      item: id,
      by,
      status: id.optional(),
      trend: id.optional(),
      settled: z.strictObject({ by, meeting: z.string() }).optional(),
    }),
  ),
  prose: z.array(z.strictObject({ section: id, by, slots: z.record(z.string(), z.array(proseBlock)) })),
  items: z.array(
    z.strictObject({
      id: z.string(),
      people: z.array(z.string()).optional(),
      unit: z.string().optional(),
      due: z.iso.date().optional(),
    }),
  ),
  deputies: z.array(deputy).default([]),
  /** Several områden asked for one text. `state`: how far each has come; not begun without it. */
  contributions: z
    .array(
      z.strictObject({
        item: z.string(),
        by,
        due: z.iso.date().optional(),
        words: z.string().optional(),
        areas: z.array(
          z.strictObject({
            unit: z.string(),
            writers: z.array(z.string()).min(1),
            text: z.array(proseBlock).optional(),
            state: z.enum(['paborjad', 'inlamnad', 'inget_att_rapportera']).optional(),
          }),
        ),
      }),
    )
    .default([]),
  threads: z
    .array(
      z.strictObject({
        section: id,
        by,
        place: threadPlace,
        text: remarkText,
        kind: z.enum(threadKinds).optional(),
        assignee: z.string().optional(),
        mentions: z.array(z.string()).optional(),
        suggestion: z.string().optional(),
        replies: z.array(z.strictObject({ by, text: remarkText })).default([]),
        resolvedBy: by.optional(),
      }),
    )
    .default([]),
  handIns: z
    .array(
      z.strictObject({
        item: z.string(),
        by,
        nothingToReport: z.boolean().default(false),
        sentBack: z.strictObject({ by, comment: z.string() }).optional(),
      }),
    )
    .default([]),
  explanations: z
    .array(z.strictObject({ by, reason: z.string(), findings: z.array(z.string()).min(1) }))
    .default([]),
  final: z.array(z.strictObject({ block: id, by })),
  steps: z.array(
    z.strictObject({ section: id, event: z.enum(sectionEvents), by, message: z.string().optional() }),
  ),
})
export type DemoFile = z.infer<typeof demoFile>

/** Made-up people of the demo region, in the order in which the sign-in page offers them. */
export const demoPeople = z.array(person.extend({ about: z.string() }))
export type DemoPeople = z.infer<typeof demoPeople>
