import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ReviewDesk } from './reviewDesk.ts'

const addressMs = 300

/** The lit thread has an address that can be mailed; the address lights its thread. */
export function useThreadInAddress(desk: ReviewDesk): void {
  const navigate = useNavigate()
  const { trad } = useSearch({ strict: false })
  const asked = typeof trad === 'string' ? trad : null
  const written = useRef(asked)
  useEffect(() => {
    // Led here by a link, not by this page's own writing of the address.
    if (asked === written.current) return
    written.current = asked
    if (asked !== null) desk.choose(asked, 'address')
  }, [asked, desk])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const write = (): void => {
      const { active } = desk.state()
      if (active === written.current) return
      written.current = active
      void navigate({
        to: '.',
        search: ({ trad: _before, ...search }: Record<string, unknown>) => ({
          ...search,
          ...(active === null ? {} : { trad: active }),
        }),
        hash: true,
        replace: true,
        resetScroll: false,
      })
    }
    const stop = desk.subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(write, addressMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [desk, navigate])
}
