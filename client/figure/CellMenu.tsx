import { useMemo } from 'react'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { CellValue } from '../../shared/figure/cellValue.ts'
import type { MessageId } from '../sv.ts'
import type { MenuEntry } from '../ui/Menu.tsx'
import { useWords, type Words } from '../ui/words.ts'
import popover from '../ui/Popover.module.css'

type CellKind = CellValue | 'preliminary'

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

interface CellMenuProps {
  readonly at: HTMLElement
  readonly onClose: () => void
  /** Absent where the cell is closed to me. */
  readonly onChoose: ((value: CellKind) => void) | undefined
  readonly onHistory: () => void
  /** Absent where I may write none. */
  readonly onRemark: (() => void) | undefined
  readonly remarks: number
  readonly onShowRemarks: () => void
}

/** The same list at the cell itself, by Shift+F10, and what the cell has held. */
export function CellMenu({
  at,
  onClose,
  onChoose,
  onHistory,
  onRemark,
  remarks,
  onShowRemarks,
}: CellMenuProps) {
  const words = useWords()
  const entries: readonly MenuEntry[] = [
    ...(onChoose === undefined ? [] : cellKindEntries(words, onChoose)),
    ...(remarks === 0
      ? []
      : [{ id: 'remarks', word: words('review.showThreads', { count: remarks }), onAction: onShowRemarks }]),
    ...(onRemark === undefined ? [] : [{ id: 'remark', word: words('review.new'), onAction: onRemark }]),
    { id: 'history', word: words('block.history.show'), onAction: onHistory },
  ]
  const trigger = useMemo(() => ({ current: at }), [at])
  return (
    <Popover
      isOpen
      triggerRef={trigger}
      placement="bottom start"
      className={popover['popover'] ?? ''}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Menu
        aria-label={words(onChoose === undefined ? 'review.cellMenu' : 'block.cellIs')}
        className={popover['menu'] ?? ''}
        autoFocus="first"
        onAction={(key) => {
          entries.find(({ id }) => id === key)?.onAction()
          onClose()
        }}
      >
        {entries.map(({ id, word }) => (
          <MenuItem key={id} id={id} textValue={word} className={popover['item'] ?? ''}>
            {word}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  )
}
