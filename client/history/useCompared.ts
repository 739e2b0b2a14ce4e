import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What the address says is compared; null while the text itself is shown. `to` is `now` unless the address says otherwise. */
export interface Compared {
  readonly from: string
  readonly to: string
}

export function useCompared(): Compared | null {
  const { fran, till } = useSearch({ strict: false })
  return typeof fran === 'string' && fran !== 'now'
    ? { from: fran, to: typeof till === 'string' ? till : 'now' }
    : null
}

/** Goes to a comparison, or with null back to the text. The panel stays as it is. */
export function useCompare(): (compared: Compared | null, panel?: 'historik' | null) => void {
  const navigate = useNavigate()
  return useCallback(
    (compared, panel) =>
      void navigate({
        to: '.',
        search: (search: Record<string, unknown>) => {
          const kept = Object.entries(search).filter(
            ([name]) => name !== 'fran' && name !== 'till' && (panel === undefined || name !== 'panel'),
          )
          return {
            ...Object.fromEntries(kept),
            ...(panel === undefined || panel === null ? {} : { panel }),
            ...(compared === null ? {} : { fran: compared.from }),
            ...(compared === null || compared.to === 'now' ? {} : { till: compared.to }),
          }
        },
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
}
