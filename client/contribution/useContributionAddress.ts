import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

type Search = Readonly<Record<string, unknown>>

const without = (search: Search, ...names: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name)))

/** Which contribution the address names, and how to name one: a contribution can be mailed and gone back from. */
export function useContributionAddress(): {
  readonly named: string | undefined
  /** Opens one to write in, over the page. */
  readonly open: (contribution: string) => void
  /** Opens the panel beside the text, at this one if one is named. */
  readonly showPanel: (contribution?: string) => void
  readonly close: () => void
} {
  const navigate = useNavigate()
  const { bidrag: named }: { bidrag?: string } = useSearch({ strict: false })
  const go = useCallback(
    (change: (search: Search) => Record<string, unknown>, replace = false) => {
      void navigate({
        to: '.',
        search: (search: Search) => change(search),
        hash: true,
        resetScroll: false,
        replace,
      })
    },
    [navigate],
  )
  const open = useCallback(
    (bidrag: string) => go((search) => ({ ...without(search, 'bidrag'), bidrag })),
    [go],
  )
  const showPanel = useCallback(
    (bidrag?: string) =>
      go((search) => ({
        ...without(search, 'bidrag', 'panel'),
        panel: 'bidrag',
        ...(bidrag === undefined ? {} : { bidrag }),
      })),
    [go],
  )
  const close = useCallback(() => go((search) => without(search, 'bidrag'), true), [go])
  return { named, open, showPanel, close }
}
