import { useMemo } from 'react'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { useWords } from '../ui/words.ts'
import popover from '../ui/Popover.module.css'
import { cellKindEntries, type CellKind } from './cellKinds.ts'

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
