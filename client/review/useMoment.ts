import { useCallback } from 'react'
import { useReportPart } from '../report/useReport.ts'
import { dayOf, daysBetween, useDates } from '../ui/dates.ts'
import { useWords } from '../ui/words.ts'

/** "i dag 14.52", "i går 16.10", "22 jan 11.05". */
export function useMoment(): (instant: string) => string {
  const words = useWords()
  const today = useReportPart((state) => state.today)
  const dates = useDates(today)
  return useCallback(
    (instant) => {
      const days = daysBetween(dayOf(instant), today)
      if (days === 0) return words('review.today', { time: dates.time(instant) })
      return days === 1 ? words('review.yesterday', { time: dates.time(instant) }) : dates.moment(instant)
    },
    [words, dates, today],
  )
}
