import type { ReactNode } from 'react'
import { Check } from 'lucide-react'
import { Header } from 'react-aria-components/Header'
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import style from './Popover.module.css'

export interface MenuEntry {
  readonly id: string
  readonly word: string
  readonly icon?: ReactNode
  /** Set for an entry that stands for a choice. */
  readonly chosen?: boolean
  readonly danger?: boolean
  /** Why it cannot be done now: shown under the word. */
  readonly disabledBecause?: string
  readonly onAction: () => void
}

export interface MenuGroup {
  readonly id: string
  readonly title?: string
  readonly entries: readonly MenuEntry[]
}

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactNode
  readonly name: string
  readonly groups: readonly MenuGroup[]
}

export function Menu({ trigger, name, groups }: MenuProps) {
  const entries = new Map<string, MenuEntry>(
    groups.flatMap((group) => group.entries.map((entry) => [`${group.id}.${entry.id}`, entry] as const)),
  )
  const disabled = [...entries].flatMap(([key, entry]) => (entry.disabledBecause === undefined ? [] : [key]))
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={style['popover'] ?? ''} offset={6} placement="bottom end">
        <AriaMenu
          aria-label={name}
          className={style['menu'] ?? ''}
          disabledKeys={disabled}
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
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
