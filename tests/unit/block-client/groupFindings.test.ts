import { expect, test } from 'vitest'
import type { Finding } from '../../../shared/check/finding.ts'
import { groupFindings } from '../../../client/check/groupFindings.ts'

const finding = (id: string, rest: Partial<Finding> = {}): Finding => ({
  id,
  rule: 'sum',
  kind: 'error',
  severity: 'warning',
  section: 's',
  label: id,
  operands: [],
  ...rest,
})
const none = (): boolean => false
const ids = (grouped: readonly { finding: Finding }[]): string[] => grouped.map(({ finding }) => finding.id)

test('[TB33] errors, what has to be explained, and notes are told apart', () => {
  const { open } = groupFindings(
    [
      finding('a'),
      finding('b', { kind: 'missing', rule: 'missing' }),
      finding('c', { kind: 'rounding', severity: 'note' }),
      finding('d', { kind: 'missing', severity: 'lint' }),
    ],
    none,
  )
  expect([ids(open.error), ids(open.toExplain), ids(open.note)]).toEqual([['a'], ['b'], ['c', 'd']])
})

test('[TB33] a chain is told once, under the finding it begins with', () => {
  const { open } = groupFindings(
    [finding('total', { dependsOn: 'sum' }), finding('sum', { dependsOn: 'cell' }), finding('cell')],
    none,
  )
  expect(ids(open.error)).toEqual(['cell'])
  expect(open.error[0]?.following.map(({ id }) => id)).toEqual(['total', 'sum'])
})

test('[TB33] when the beginning of a chain is in another section, the rest stands by itself', () => {
  expect(ids(groupFindings([finding('sum', { dependsOn: 'elsewhere' })], none).open.error)).toEqual(['sum'])
})

test('[TB33] what is explained stands apart and takes nothing with it', () => {
  const grouped = groupFindings(
    [finding('sum', { dependsOn: 'cell' }), finding('cell')],
    ({ id }) => id === 'cell',
  )
  expect(ids(grouped.open.error)).toEqual(['sum'])
  expect(ids(grouped.explained)).toEqual(['cell'])
})

test('[TB33] two that blame each other are both told', () => {
  const { open } = groupFindings([finding('a', { dependsOn: 'b' }), finding('b', { dependsOn: 'a' })], none)
  expect(
    open.error.flatMap(({ finding, following }) => [finding.id, ...following.map(({ id }) => id)]).toSorted(),
  ).toEqual(['a', 'b'])
})
