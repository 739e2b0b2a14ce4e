import type { CellValue } from '../../shared/figure/cellValue.ts'
import type { MessageId } from '../sv.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import type { Words } from '../ui/words.ts'

export type CellKind = CellValue | 'preliminary'

const kinds: readonly { readonly id: string; readonly word: MessageId; readonly value: CellKind }[] = [
  { id: 'empty', word: 'block.cellIs.empty', value: { kind: 'empty' } },
  { id: 'zero', word: 'block.cellIs.zero', value: { kind: 'number', value: '0' } },
  { id: 'notApplicable', word: 'block.cellIs.notApplicable', value: { kind: 'notApplicable' } },
  { id: 'missing', word: 'block.cellIs.missing', value: { kind: 'missing' } },
  { id: 'ingarIOvan', word: 'block.cellIs.ingarIOvan', value: { kind: 'phrase', phrase: 'ingarIOvan' } },
  {
    id: 'sarredovisasEj',
    word: 'block.cellIs.sarredovisasEj',
    value: { kind: 'phrase', phrase: 'sarredovisasEj' },
  },
  { id: 'ejBeraknat', word: 'block.cellIs.ejBeraknat', value: { kind: 'phrase', phrase: 'ejBeraknat' } },
  { id: 'preliminary', word: 'block.cellIs.preliminary', value: 'preliminary' },
]

/** What a cell can be besides a figure: the typed empties, never mixed up. */
export const cellKindEntries = (words: Words, choose: (value: CellKind) => void): readonly MenuEntry[] =>
  kinds.map(({ id, word, value }) => ({ id, word: words(word), onAction: () => choose(value) }))
