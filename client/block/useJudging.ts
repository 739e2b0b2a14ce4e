import { useState } from 'react'
import { useCommands } from '../report/useCommands.ts'
import { useReportConnection } from '../report/useReport.ts'
import type { Answer } from '../api.ts'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import type { Judged, Judgement } from './useJudgement.ts'

export interface Judging {
  /** What is chosen in the picker: saved as a proposal at once, or mine alone until I settle. */
  readonly chosen: Judged
  /** Settled, and I am not one who settles. */
  readonly isReadOnly: boolean
  readonly choose: (choice: Judged) => Promise<void>
  readonly settle: (meeting: string) => Promise<boolean>
  readonly unsettle: () => Promise<boolean>
  readonly keep: () => Promise<boolean>
  /** Why the last choice could not be saved, or that somebody else was faster. */
  readonly message: string | undefined
}

/**
 * Choosing saves a proposal at once. Whoever settles chooses for themselves until they press Fastställ, so that the
 * proposal they were given stays what it was.
 */
export function useJudging({ item, record, shown, isSettled, mayPropose, maySettle }: Judgement): Judging {
  const words = useWords()
  const problemText = useProblemText()
  const commands = useCommands()
  const { store, refresh } = useReportConnection()
  const [draft, setDraft] = useState<Judged>({})
  const [message, setMessage] = useState<string>()
  const me = store.state().me.user
  const isForMyself =
    maySettle && (isSettled || !mayPropose || (record?.proposed !== undefined && record.proposed.by !== me))
  const chosen: Judged = { ...pick(shown), ...draft }

  const tell = async (answer: Answer<unknown>): Promise<boolean> => {
    if (answer.ok) {
      setMessage(undefined)
      return true
    }
    if (answer.problem.code === 'status-conflict') {
      setDraft({})
      await refresh()
      setMessage(words('block.status.meanwhile'))
    } else setMessage(words('block.status.failed', { why: problemText(answer.problem) }))
    return false
  }
  const revisionNow = (): number => store.state().report.statuses[item]?.revision ?? 0

  return {
    chosen,
    isReadOnly: isSettled && !maySettle,
    message,
    choose: async (choice) => {
      setDraft((before) => ({ ...before, ...choice }))
      if (isForMyself) return
      const before = revisionNow()
      const isSaved = await tell(await commands.proposeStatus(item, { ...choice, revision: before }))
      if (!isSaved) setDraft({})
      // The next choice names the revision that this one made; the entry is awaited, not guessed.
      else if (revisionNow() === before) await refresh()
    },
    settle: async (meeting) =>
      tell(
        await commands.settleStatus(item, { ...chosen, meeting: meeting.trim(), revision: revisionNow() }),
      ),
    unsettle: async () => tell(await commands.unsettleStatus(item)),
    keep: async () => {
      if (!isForMyself || !mayPropose || Object.keys(draft).length === 0) return true
      return tell(await commands.proposeStatus(item, { ...draft, revision: revisionNow() }))
    },
  }
}

const pick = ({ status, trend }: Judged): Judged => ({
  ...(status === undefined ? {} : { status }),
  ...(trend === undefined ? {} : { trend }),
})
