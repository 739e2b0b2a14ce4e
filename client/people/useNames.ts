import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'

/** "du, Ali Demir och Karin Hallgren": names as a sentence has them, myself first. */
export function useNames(): (users: readonly string[]) => string {
  const words = useWords()
  const people = useReportPart((state) => state.people)
  const me = useReportPart((state) => state.me.user)
  return (users) => {
    const named = users
      .toSorted((a, b) => Number(b === me) - Number(a === me))
      .map((user) => (user === me ? words('item.you') : nameOf(people, user)))
    const last = named.at(-1) ?? ''
    return named.length < 2 ? last : words('item.and', { names: named.slice(0, -1).join(', '), last })
  }
}
