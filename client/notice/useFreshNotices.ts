import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useReportPart } from '../report/useReport.ts'
import { inboxQuery } from './notices.ts'

/** What happens in the open report is often told somebody: asks a moment after, at most once in this time. */
const restMs = 3000

/** Asks for the inbox anew after something has happened in the open report, without waiting for the next round. */
export function useFreshNotices(): void {
  const queries = useQueryClient()
  const seq = useReportPart((state) => state.seq)
  const first = useRef(seq)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (seq === first.current || timer.current !== undefined) return
    timer.current = setTimeout(() => {
      timer.current = undefined
      void queries.invalidateQueries({ queryKey: inboxQuery.queryKey })
    }, restMs)
  }, [seq, queries])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
}
