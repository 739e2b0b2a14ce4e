import type { Block } from '../../shared/block/block.ts'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import type { ComputedCell } from '../../shared/check/compute.ts'
import { operandsOf } from '../../shared/check/evaluate.ts'
import type { MessageId } from '../sv.ts'
import type { Words } from '../ui/words.ts'

/** What the formula of a computed cell has to know of its operands: their name seen from this cell, and their figure. */
export interface OperandWords {
  readonly label: string
  readonly text: string
}

/**
 * A computed cell as somebody would reckon it by hand: "Utfall 2023 −678,8 minus Budget 2023 −692,8 = 14,0".
 *
 * @param operand  undefined for a cell that is not in this report
 */
export const formulaWords = (
  cell: ComputedCell,
  operand: (address: CellAddress) => OperandWords | undefined,
  words: Words,
): string => {
  const { formula } = cell.relation
  if (cell.because !== undefined) return words(whyNot[cell.because])
  const parts = operandsOf(formula).flatMap((address) => {
    const found = operand(address)
    // A sum is told by what it was made of; an empty cell adds nothing to it.
    return found === undefined || (formula.op === 'sum' && found.text === '')
      ? []
      : [`${found.label} ${found.text}`]
  })
  const [first = '', second = ''] = parts
  const result = cell.text
  switch (formula.op) {
    case 'sum':
      return `${parts.join(' + ')} = ${result}`
    case 'difference':
      return words('block.formula.difference', { first, second, result })
    case 'percentage':
      return words('block.formula.percentage', { first, second, result })
    case 'relativeChange':
      return words('block.formula.relativeChange', { first, second, result })
    case 'statusCount':
      return words('block.formula.statusCount', { result, of: formula.items.length })
    case 'same':
    case 'turnover':
    case 'statusTotal':
      return `${first} = ${result}`
  }
}

const whyNot: Readonly<Record<NonNullable<ComputedCell['because']>, MessageId>> = {
  noNumber: 'block.formula.noNumber',
  blankOperand: 'block.formula.blankOperand',
  zeroBase: 'block.formula.zeroBase',
  cycle: 'block.formula.cycle',
  allSettled: 'block.formula.noNumber',
}

/** An operand is named by what tells it from the cell: its column in the same row, its row in the same column. */
export const operandLabel = (block: Block, cell: CellAddress, operand: CellAddress): string | undefined => {
  const row = block.rows.find(({ id }) => id === operand.row)
  const column = block.columns.find(({ id }) => id === operand.column)
  if (row === undefined || column === undefined) return undefined
  const heading = column.heading.join(' ')
  if (operand.block !== cell.block) return `${block.title}: ${row.label}, ${heading}`
  if (operand.row === cell.row) return heading
  return operand.column === cell.column ? row.label : `${row.label}, ${heading}`
}
