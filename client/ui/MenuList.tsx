import type { RefObject } from 'react'
import { Check } from 'lucide-react'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { MenuEntry, MenuGroup } from './menuEntry.ts'
import type { OpenedAt } from './useOverlayTrigger.ts'
import style from './Popover.module.css'

interface MenuListProps {
  readonly name: string
  readonly groups: readonly MenuGroup[]
  readonly at: RefObject<HTMLElement | null>
  readonly openedAt: OpenedAt
  readonly onClose: () => void
}

/** The opened list of a `Menu`. */
export default function MenuList({ name, groups, at, openedAt, onClose }: MenuListProps) {
  const entries = new Map<string, MenuEntry>(
    groups.flatMap((group) => group.entries.map((entry) => [`${group.id}.${entry.id}`, entry] as const)),
  )
  const disabled = [...entries].flatMap(([key, entry]) => (entry.disabledBecause === undefined ? [] : [key]))
  return (
    <Popover
      isOpen
      triggerRef={at}
      trigger="MenuTrigger"
      aria-label={name}
      className={style['popover'] ?? ''}
      offset={6}
      placement="bottom end"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Menu
        aria-label={name}
        className={style['menu'] ?? ''}
        autoFocus={openedAt === 'pointer' ? true : openedAt}
        disabledKeys={disabled}
        onClose={onClose}
        onAction={(key) => entries.get(String(key))?.onAction()}
      >
        {groups.map((group) => (
          <MenuSection
            key={group.id}
            id={group.id}
            {...(group.title === undefined ? { 'aria-label': name } : {})}
          >
            {group.title === undefined ? null : (
              <Header className={style['sectionTitle'] ?? ''}>{group.title}</Header>
            )}
            {group.entries.map((entry) => (
              <MenuItem
                key={entry.id}
                id={`${group.id}.${entry.id}`}
                textValue={entry.word}
                className={style['item'] ?? ''}
                data-danger={entry.danger || undefined}
                {...(entry.chosen === undefined
                  ? {}
                  : { 'aria-checked': entry.chosen, role: 'menuitemradio' })}
              >
                {entry.chosen === undefined ? (
                  entry.icon
                ) : (
                  <span className={style['mark']}>
                    {entry.chosen ? <Check size={16} aria-hidden="true" /> : null}
                  </span>
                )}
                <span>
                  {entry.word}
                  {entry.disabledBecause === undefined ? null : (
                    <span className={style['reason']}>{entry.disabledBecause}</span>
                  )}
                </span>
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Popover>
  )
}
