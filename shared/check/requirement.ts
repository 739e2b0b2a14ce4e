import type { Block, Row } from '../block/block.ts'
import type { CellAddress, CellReader } from '../figure/cellAddress.ts'
import type { CellValue } from '../figure/cellValue.ts'
import { unknownStatus, type StatusReader } from './evaluate.ts'
import { severity, type Finding, type MissingWhat } from './finding.ts'
import type { PlacedBlock } from './place.ts'
import type { RuleId } from './relation.ts'

/** A text that the template asks for. */
export interface RequiredProse {
  readonly section: string
  readonly slot: string
  readonly label: string
}

interface Place {
  readonly section: string
  readonly block?: string
  readonly row?: string
  readonly label: string
}

/** One thing that has to be there before the report is whole. */
export type Requirement = Place &
  (
    | { readonly kind: 'text'; readonly slot: string }
    | { readonly kind: 'period'; readonly column?: string }
    /** A status: required of a goal, and asking for a comment where it says that something went wrong. */
    | {
        readonly kind: 'judgement'
        readonly item: string
        readonly required: boolean
        readonly comment: string | undefined
        readonly answers: readonly CellAddress[]
      }
    /** An indicator's value, or a comment instead. A judged one has no cell: its status is its value. */
    | {
        readonly kind: 'indicator'
        readonly cell: CellAddress | undefined
        readonly comment: string | undefined
        readonly item?: string
      }
  )

export interface RequirementSources {
  readonly read: CellReader
  readonly status: StatusReader
  readonly proseEmpty: (slot: string) => boolean
}

/** Values of the scales that nobody may leave without a word. */
const needsComment: readonly string[] = ['storre_avvikelse', 'ej_genomford', 'varde_saknas']

/** What this block must have: read from its columns and rows, so every kind of block is covered by the same rules. */
export const requirementsOf = ({ section, block }: PlacedBlock): readonly Requirement[] => {
  const own: Place = { section, block: block.id, label: block.title }
  const rows = block.rows.filter((row) => row.kind !== 'group')
  return [...periods(block, own), ...judgements(block, rows, own), ...indicators(block, rows, own)]
}

const periods = (block: Block, own: Place): readonly Requirement[] => {
  const numbers = block.columns.filter((column) => column.type === 'number')
  if (numbers.length === 0) return []
  if (block.period.kind === 'unspecified' && numbers.some((column) => column.period === undefined)) {
    return [{ kind: 'period', ...own }]
  }
  return numbers
    .filter((column) => column.period?.kind === 'unspecified')
    .map((column) => ({
      kind: 'period',
      column: column.id,
      ...own,
      label: `${block.title}, ${column.heading.join(' ')}`,
    }))
}

const judgements = (block: Block, rows: readonly Row[], own: Place): readonly Requirement[] => {
  const status = block.columns.find((column) => column.type === 'status')
  if (status === undefined) return []
  const required = block.kind === 'goalBlock'
  const texts = block.columns.filter((column) => column.type === 'text' && column.fill === 'entered')
  if (block.planItem !== undefined && !rows.some((row) => row.planItem !== undefined)) {
    return [
      { kind: 'judgement', ...own, item: block.planItem, required, comment: block.comment, answers: [] },
    ]
  }
  return rows.flatMap((row) =>
    row.planItem === undefined || row.without?.includes(status.id) === true
      ? []
      : [
          {
            kind: 'judgement' as const,
            ...own,
            row: row.id,
            label: row.label,
            item: row.planItem,
            required,
            comment: row.comment ?? (required ? block.comment : undefined),
            answers: texts.map((column) => ({ block: block.id, row: row.id, column: column.id })),
          },
        ],
  )
}

const indicators = (block: Block, rows: readonly Row[], own: Place): readonly Requirement[] => {
  if (block.kind !== 'indicatorTable') return []
  return rows.map((row) => ({
    kind: 'indicator',
    ...own,
    row: row.id,
    label: row.label,
    cell:
      row.without?.includes('actual') === true
        ? undefined
        : { block: block.id, row: row.id, column: 'actual' },
    comment: row.comment,
    ...(row.planItem === undefined ? {} : { item: row.planItem }),
  }))
}

/** What is missing of one requirement, at most one finding each. */
export const checkRequirement = (
  requirement: Requirement,
  sources: RequirementSources,
): readonly Finding[] => {
  switch (requirement.kind) {
    case 'text':
      return sources.proseEmpty(requirement.slot)
        ? [missing(requirement, 'missing', 'text', { slot: requirement.slot })]
        : []
    case 'period': {
      const { column } = requirement
      return [missing(requirement, 'unspecified-period', 'period', column === undefined ? {} : { column })]
    }
    case 'indicator': {
      const { cell, comment, item } = requirement
      const hasValue =
        cell === undefined ? item !== undefined && isJudged(item, sources) : isFilled(sources.read(cell))
      if (hasValue || (comment !== undefined && !sources.proseEmpty(comment))) return []
      const at = {
        ...(cell === undefined ? {} : { column: cell.column }),
        ...(item === undefined ? {} : { item }),
        ...(comment === undefined ? {} : { slot: comment }),
      }
      return [missing(requirement, 'missing', 'value', at)]
    }
    case 'judgement':
      return checkJudgement(requirement, sources)
  }
}

const statusOf = (item: string, sources: RequirementSources): string | undefined => {
  const record = sources.status(item)
  return record?.settled?.status ?? record?.proposed?.status
}

const isJudged = (item: string, sources: RequirementSources): boolean => statusOf(item, sources) !== undefined

const checkJudgement = (
  requirement: Extract<Requirement, { kind: 'judgement' }>,
  sources: RequirementSources,
): readonly Finding[] => {
  const { item, comment, answers, required } = requirement
  const status = statusOf(item, sources)
  if (status === unknownStatus) return [missing(requirement, 'unknown-status', 'status', { item })]
  if (status === undefined) return required ? [missing(requirement, 'missing', 'status', { item })] : []
  if (!needsComment.includes(status) || comment === undefined) return []
  const hasComment = !sources.proseEmpty(comment) || answers.some((cell) => isFilled(sources.read(cell)))
  return hasComment ? [] : [missing(requirement, 'missing', 'comment', { item, slot: comment, status })]
}

const isFilled = (value: CellValue): boolean =>
  value.kind !== 'empty' && value.kind !== 'unknown' && !(value.kind === 'text' && value.text.trim() === '')

const missing = (
  { section, block, row, label }: Place,
  rule: RuleId,
  what: MissingWhat,
  at: Pick<Finding, 'item' | 'slot' | 'status' | 'column'>,
): Finding => ({
  id: [
    rule === 'missing' ? `missing-${what}` : rule,
    block ?? section,
    row,
    block === undefined ? at.slot : at.column,
  ]
    .filter((part) => part !== undefined)
    .join('.'),
  rule,
  kind: 'missing',
  severity: severity('missing'),
  section,
  ...(block === undefined ? {} : { block }),
  ...(row === undefined ? {} : { row }),
  label,
  operands: [],
  missing: what,
  ...at,
})
