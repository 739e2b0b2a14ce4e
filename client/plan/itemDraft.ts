import { units, type Unit } from '../../shared/block/block.ts'
import { editFigure } from '../../shared/figure/formatFigure.ts'
import { parseFigure } from '../../shared/figure/parseFigure.ts'
import type { Decision, PlanFields, PlanKind } from '../../shared/plan/plan.ts'

/** An item as it stands in the form: text in every field, until it is saved. */
export interface ItemDraft {
  readonly text: string
  readonly number: string
  readonly recipient: string
  readonly intro: string
  /** One point a line. */
  readonly points: string
  readonly unit: string
  readonly decimals: string
  readonly direction: string
  readonly target: string
  readonly dueDate: string
  readonly regionWide: boolean
  readonly origin: string
}

export type DraftField = keyof ItemDraft

/** What is asked of each kind besides its text. */
export const fieldsOfKind: Readonly<Record<PlanKind, readonly DraftField[]>> = {
  perspective: [],
  strategy: ['intro', 'points'],
  outcomeGoal: ['number'],
  goal: [],
  assignment: ['number', 'recipient', 'dueDate'],
  indicator: ['direction', 'unit', 'decimals', 'target'],
  activity: ['recipient', 'dueDate'],
  controlPlan: [],
  controlArea: [],
  risk: ['origin'],
  measure: ['regionWide', 'dueDate'],
}

/** An indicator judged in words has neither unit nor target. */
const figureFields: ReadonlySet<DraftField> = new Set(['unit', 'decimals', 'target'])

export const shownFields = (kind: PlanKind, { direction }: ItemDraft): readonly DraftField[] =>
  fieldsOfKind[kind].filter((field) => direction !== 'judged' || !figureFields.has(field))

export const emptyDraft: ItemDraft = {
  text: '',
  number: '',
  recipient: '',
  intro: '',
  points: '',
  unit: '',
  decimals: '',
  direction: '',
  target: '',
  dueDate: '',
  regionWide: false,
  origin: '',
}

export const draftOf = (fields: PlanFields): ItemDraft => ({
  text: fields.text,
  number: fields.number ?? '',
  recipient: fields.recipient ?? '',
  intro: fields.intro ?? '',
  points: (fields.points ?? []).join('\n'),
  unit: fields.unit ?? '',
  decimals: fields.decimals === undefined ? '' : String(fields.decimals),
  direction: fields.direction ?? '',
  target: fields.target === undefined ? '' : editFigure(fields.target),
  dueDate: fields.dueDate ?? '',
  regionWide: fields.regionWide ?? false,
  origin: fields.origin ?? '',
})

export const isSameDraft = (a: ItemDraft, b: ItemDraft): boolean =>
  a.regionWide === b.regionWide &&
  (
    [
      'text',
      'number',
      'recipient',
      'intro',
      'points',
      'unit',
      'decimals',
      'direction',
      'target',
      'dueDate',
      'origin',
    ] as const
  ).every((field) => a[field] === b[field])

export type DraftProblem = 'textMissing' | 'targetWrong'

/**
 * What the form comes to as fields of a plan item. What the form of this kind does not ask for is kept from `before`.
 *
 * @returns the first field that is not right, by what is wrong with it
 */
export function fieldsOf(
  kind: PlanKind,
  draft: ItemDraft,
  before?: PlanFields,
):
  | { readonly ok: true; readonly fields: PlanFields }
  | { readonly ok: false; readonly problem: DraftProblem } {
  const text = draft.text.trim()
  if (text === '') return { ok: false, problem: 'textMissing' }
  const asked = new Set(shownFields(kind, draft))
  const words = (field: 'number' | 'recipient' | 'intro' | 'dueDate' | 'origin'): string | undefined => {
    if (!asked.has(field)) return before?.[field]
    const written = draft[field].trim()
    return written === '' ? undefined : written
  }
  const isJudged = kind === 'indicator' && draft.direction === 'judged'
  const unit = asked.has('unit') ? unitOf(draft.unit) : isJudged ? undefined : before?.unit
  const decimals = asked.has('decimals')
    ? decimalsOf(draft.decimals)
    : isJudged
      ? undefined
      : before?.decimals
  let target = isJudged ? undefined : before?.target
  if (asked.has('target') && (before === undefined || draft.target !== draftOf(before).target)) {
    const parsed = parseFigure(draft.target, { unit, decimals })
    if (!parsed.ok) return { ok: false, problem: 'targetWrong' }
    target = parsed.value.value.kind === 'empty' ? undefined : parsed.value.value
  }
  const points = asked.has('points') ? linesOf(draft.points) : before?.points
  const number = words('number')
  const recipient = words('recipient')
  const intro = words('intro')
  const dueDate = words('dueDate')
  const origin = words('origin')
  const direction = asked.has('direction') ? directionOf(draft.direction) : before?.direction
  const regionWide = asked.has('regionWide') ? draft.regionWide : before?.regionWide
  return {
    ok: true,
    fields: {
      text,
      ...(number === undefined ? {} : { number }),
      ...(recipient === undefined ? {} : { recipient }),
      ...(intro === undefined ? {} : { intro }),
      ...(points === undefined || points.length === 0 ? {} : { points }),
      ...(unit === undefined ? {} : { unit }),
      ...(decimals === undefined ? {} : { decimals }),
      ...(direction === undefined ? {} : { direction }),
      ...(target === undefined ? {} : { target }),
      ...(before?.measurementYear === undefined ? {} : { measurementYear: before.measurementYear }),
      ...(dueDate === undefined ? {} : { dueDate }),
      ...(regionWide === true ? { regionWide } : {}),
      ...(origin === undefined ? {} : { origin }),
      ...(before?.commentLabel === undefined ? {} : { commentLabel: before.commentLabel }),
    },
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const unitOf = (written: string): Unit | undefined => units.find((unit) => unit === written)

const decimalsOf = (written: string): number | undefined =>
  /^[0-3]$/.test(written) ? Number(written) : undefined

export const directions = ['higher', 'lower', 'reach', 'judged'] as const

const directionOf = (written: string): PlanFields['direction'] =>
  directions.find((direction) => direction === written)

/** A decision while it is being typed. */
export interface DecisionDraft {
  readonly body: string
  readonly date: string
  readonly reference: string
}

/** @returns null until all three are there; a bare number is taken for a paragraph: "58" is "§ 58" */
export function decisionOf({ body, date, reference }: DecisionDraft): Decision | null {
  const who = body.trim()
  const where = reference.trim()
  if (who === '' || where === '' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  return { body: who, date, reference: /^\d+$/.test(where) ? `§ ${where}` : where }
}
