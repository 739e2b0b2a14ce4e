import type { Deputy } from './commands.ts'

/** A deputy as the form holds it. */
export interface DeputyDraft {
  readonly for: string
  readonly user: string
  readonly from: string
  readonly to: string
  readonly reason: string
}

export const noDeputy: DeputyDraft = { for: '', user: '', from: '', to: '', reason: '' }

export type DeputyProblem = 'for' | 'user' | 'same' | 'from' | 'to' | 'reversed' | 'past' | 'reason'

/** What is wrong with each field, the first of each; nothing where it can be saved. */
export function deputyProblems(
  draft: DeputyDraft,
  today: string,
): Partial<Record<keyof DeputyDraft, DeputyProblem>> {
  const { for: whom, user, from, to, reason } = draft
  return {
    ...(whom === '' ? { for: 'for' as const } : {}),
    ...(user === '' ? { user: 'user' as const } : user === whom ? { user: 'same' as const } : {}),
    ...(from === '' ? { from: 'from' as const } : {}),
    ...(to === ''
      ? { to: 'to' as const }
      : from !== '' && to < from
        ? { to: 'reversed' as const }
        : to < today
          ? { to: 'past' as const }
          : {}),
    ...(reason.trim() === '' ? { reason: 'reason' as const } : {}),
  }
}

export type DeputyState = 'now' | 'coming' | 'past'

export const deputyState = ({ from, to }: Pick<Deputy, 'from' | 'to'>, today: string): DeputyState =>
  to < today ? 'past' : from > today ? 'coming' : 'now'

/** Those who hold now, then those to come, then the past, the latest first. */
export const inOrder = (deputies: readonly Deputy[], today: string): Deputy[] => {
  const rank = { now: 0, coming: 1, past: 2 }
  return deputies.toSorted((a, b) => {
    const [first, second] = [deputyState(a, today), deputyState(b, today)]
    if (first !== second) return rank[first] - rank[second]
    return first === 'past' ? b.to.localeCompare(a.to) : a.from.localeCompare(b.from)
  })
}
