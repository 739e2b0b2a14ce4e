import type { ReactNode } from 'react'

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
