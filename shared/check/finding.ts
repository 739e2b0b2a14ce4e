import type { CellAddress } from '../figure/cellAddress.ts'
import type { DecimalText } from '../figure/cellValue.ts'
import { subtractDecimals, writeDecimal, type Decimal } from '../figure/decimal.ts'
import { formatDecimal, formatExact, formatFigure } from '../figure/formatFigure.ts'
import { absolute, add, compare, rationalOf, roundTo, zero, type Rational } from '../figure/rational.ts'
import type { CellFigure, FigureReader } from './compute.ts'
import { evaluate, operandsOf, unsettledItems, type OperandValue, type StatusReader } from './evaluate.ts'
import { cellKey } from './place.ts'
import type { Relation, RuleId, Severity } from './relation.ts'
import { judge, type Verdict } from './tolerance.ts'

export type FindingKind = 'rounding' | 'error' | 'missing' | 'information'
export type MissingWhat = 'status' | 'value' | 'comment' | 'text' | 'period'

/** One line of the sum on paper. */
export interface FindingOperand {
  readonly address: CellAddress
  /** What tells it from the other operands: a row's label, a column's heading, or both and the table's title. */
  readonly label: string
  readonly text: string
}

/** Something that does not hold, or is not there. Figures are exact decimals, the texts beside them as printed. */
export interface Finding {
  /** The same for the same rule in the same place, whatever the figures are. */
  readonly id: string
  readonly rule: RuleId
  readonly kind: FindingKind
  readonly severity: Severity
  readonly section: string
  readonly block?: string
  readonly row?: string
  readonly column?: string
  /** Plan item whose status or comment is missing. */
  readonly item?: string
  /** Prose slot that is empty. */
  readonly slot?: string
  readonly label: string
  readonly columnLabel?: string
  readonly shown?: DecimalText
  readonly computed?: DecimalText
  /** shown - computed. */
  readonly difference?: DecimalText
  readonly shownText?: string
  readonly computedText?: string
  readonly differenceText?: string
  /** `reported`: a source delivered the shown value of a cell that is computed; one click drops it. */
  readonly from?: CellFigure['from']
  readonly operands: readonly FindingOperand[]
  /** The difference is divisible by 9 in the last place, as when two digits have changed places. */
  readonly digitSwap?: true
  /** The finding on an operand that this one follows from. */
  readonly dependsOn?: string
  readonly missing?: MissingWhat
  /** The status that asks for a comment. */
  readonly status?: string
}

const severityOf: Readonly<Record<FindingKind, Severity>> = {
  rounding: 'note',
  information: 'note',
  error: 'warning',
  missing: 'warning',
}

export const severity = (kind: FindingKind): Severity => severityOf[kind]

export interface RelationCheck {
  /** False where there is nothing to hold against each other yet. */
  readonly evaluated: boolean
  readonly finding?: Finding
}

const notEvaluated: RelationCheck = { evaluated: false }
const holds: RelationCheck = { evaluated: true }

/**
 * Holds one relation against the figures. A computed cell holds by its own relation unless something else was
 * delivered in it.
 *
 * @param id  of the finding, should there be one
 */
export const checkRelation = (
  id: string,
  relation: Relation,
  reader: FigureReader,
  statusOf: StatusReader,
): RelationCheck => {
  if (relation.formula.op === 'statusTotal') return checkStatusTotal(id, relation, reader, statusOf)
  const shown = reader.at(relation.shown)
  if (shown === undefined) return notEvaluated
  const isOwn = reader.computing(relation.shown) === relation
  if (isOwn && shown.from === 'computed')
    return { evaluated: reader.computed(relation.shown)?.exact !== undefined }
  const operandAt = (address: CellAddress): OperandValue => reader.at(address)?.operand ?? 'blank'
  if (typeof shown.operand === 'string') return notEvaluated

  const exact = relation.formula.op === 'turnover' ? absolute(shown.operand.exact) : shown.operand.exact
  const evaluation = evaluate(relation.formula, operandAt, statusOf, exact)
  if (evaluation.kind === 'notComputed') {
    if (evaluation.because !== 'zeroBase' || shown.from === 'computed') return notEvaluated
    return { evaluated: true, finding: found(id, relation, 'information', shown, reader) }
  }
  const verdict =
    relation.formula.op === 'statusCount'
      ? judgeCount(exact, evaluation.value, unsettledItems(relation.formula.items, statusOf).length > 0)
      : judgeShown(shown, exact, relation, evaluation.value, evaluation.figures)
  if (verdict === 'exact') return holds
  return { evaluated: true, finding: found(id, relation, verdict, shown, reader, exact, evaluation.value) }
}

const judgeShown = (
  shown: CellFigure,
  exact: Rational,
  relation: Relation,
  computed: Rational,
  operands: Parameters<typeof judge>[3],
): Verdict => {
  // Computed both ways from the same figures: equal before any rounding is equal.
  if (compare(exact, computed) === 0) return 'exact'
  const { decimals } = shown
  const printed = shown.from === 'computed' ? rationalOf(roundTo(exact, decimals)) : exact
  const exactCount = shown.place.format.exactCount && decimals === 0
  return judge({ exact: printed, decimals, exactCount }, relation.formula.op, computed, operands)
}

/** While a judgement is not settled a delivered count may be higher than what is known, never lower. */
const judgeCount = (shown: Rational, known: Rational, someUnsettled: boolean): Verdict => {
  const order = compare(shown, known)
  return order === 0 || (someUnsettled && order > 0) ? 'exact' : 'error'
}

/** Delivered counts of a row must be as many as its items while it cannot be said which is where. */
const checkStatusTotal = (
  id: string,
  relation: Relation,
  reader: FigureReader,
  statusOf: StatusReader,
): RelationCheck => {
  const cells = operandsOf(relation.formula).flatMap((address) => reader.at(address) ?? [])
  const delivered = cells.filter((cell) => cell.from !== 'computed')
  const [first] = delivered
  if (first === undefined) return notEvaluated
  const evaluation = evaluate(relation.formula, () => 'blank', statusOf)
  if (evaluation.kind === 'notComputed') return notEvaluated
  // A blank count is a zero.
  const total = delivered.reduce(
    (sum, cell) => (typeof cell.operand === 'string' ? sum : add(sum, cell.operand.exact)),
    zero,
  )
  if (compare(total, evaluation.value) === 0) return holds
  return { evaluated: true, finding: found(id, relation, 'error', first, reader, total, evaluation.value) }
}

const found = (
  id: string,
  relation: Relation,
  kind: 'rounding' | 'error' | 'information',
  shown: CellFigure,
  reader: FigureReader,
  exact?: Rational,
  computed?: Rational,
): Finding => {
  const { place, decimals } = shown
  const address = relation.shown
  const columnLabel = address.column === place.column.id ? place.column.heading.join(' ') : undefined
  const base: Finding = {
    id,
    rule: relation.rule,
    kind,
    severity: severity(kind),
    section: place.section,
    block: address.block,
    row: address.row,
    column: address.column,
    label: place.row.label,
    ...(columnLabel === undefined ? {} : { columnLabel }),
    from: shown.from,
    operands: operandsOf(relation.formula).flatMap((operand) => operandLine(operand, address, reader)),
  }
  const shownText = formatFigure(shown.value, { ...place.format, decimals, zeroAs: 'zero' })
  if (exact === undefined || computed === undefined) {
    return shown.value.kind === 'number' ? { ...base, shown: shown.value.value, shownText } : base
  }
  const printed = roundTo(exact, decimals)
  const rounded = roundTo(computed, decimals)
  const difference = subtractDecimals(printed, rounded)
  return {
    ...base,
    shown: writeDecimal(printed),
    computed: writeDecimal(rounded),
    difference: writeDecimal(difference),
    shownText: address.column === place.column.id ? shownText : formatDecimal(printed),
    computedText: formatExact(computed, decimals, { ...place.format, zeroAs: 'zero' }),
    differenceText: formatDecimal(difference),
    ...(kind === 'error' && looksSwapped(relation, difference) ? { digitSwap: true } : {}),
  }
}

const looksSwapped = ({ formula }: Relation, difference: Decimal): boolean =>
  (formula.op === 'sum' || formula.op === 'difference' || formula.op === 'same') &&
  difference.digits !== 0n &&
  difference.digits % 9n === 0n

const operandLine = (
  address: CellAddress,
  shown: CellAddress,
  reader: FigureReader,
): readonly FindingOperand[] => {
  const figure = reader.at(address)
  if (figure === undefined || figure.value.kind === 'empty') return []
  const { block, row, column, format } = figure.place
  const heading = column.heading.join(' ')
  const text = formatFigure(figure.value, { ...format, decimals: figure.decimals, zeroAs: 'zero' })
  if (address.block !== shown.block)
    return [{ address, label: `${block.title}: ${row.label}, ${heading}`, text }]
  if (address.row === shown.row) return [{ address, label: heading, text }]
  return [{ address, label: address.column === shown.column ? row.label : `${row.label}, ${heading}`, text }]
}

/**
 * Tells a chain once: an error whose operand is itself an error names it. Two that blame each other stay apart.
 */
export const linkChains = (findings: readonly Finding[]): readonly Finding[] => {
  const errors = new Map<string, Finding>()
  for (const finding of findings) {
    const { block, row, column } = finding
    if (finding.kind !== 'error' || block === undefined || row === undefined || column === undefined) continue
    const key = cellKey({ block, row, column })
    if (!errors.has(key)) errors.set(key, finding)
  }
  const followed = new Map<string, string>()
  return findings.map((finding) => {
    if (finding.kind !== 'error') return finding
    const cause = finding.operands
      .flatMap(({ address }) => errors.get(cellKey(address)) ?? [])
      .find((other) => other.id !== finding.id)
    if (cause === undefined || followed.get(cause.id) === finding.id) return finding
    followed.set(finding.id, cause.id)
    return { ...finding, dependsOn: cause.id }
  })
}
