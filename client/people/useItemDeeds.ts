import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ItemRecord } from '../../shared/report/report.ts'
import type { Answer } from '../api.ts'
import { useCommands } from '../report/useCommands.ts'
import { useReportPart } from '../report/useReport.ts'
import { useDates } from '../ui/dates.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { myItemsQuery } from './myItems.ts'

/** What can be done with one item in its section; each says that it is done, with the way back, or why not. */
export interface ItemDeeds {
  readonly isSending: boolean
  readonly handIn: () => Promise<void>
  readonly nothing: () => Promise<void>
  readonly takeBack: () => Promise<void>
  readonly stillHolds: () => Promise<void>
  /** @returns why it was refused, or null */
  readonly sendBack: (comment: string) => Promise<string | null>
}

export function useItemDeeds(item: string): ItemDeeds {
  const words = useWords()
  const commands = useCommands()
  const done = useDone()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const dates = useDates(useReportPart((state) => state.today))
  const [isSending, setSending] = useState(false)

  const send = async (
    command: () => Promise<Answer<ItemRecord>>,
    sentence: (record: ItemRecord) => string,
    undo?: () => void,
  ): Promise<string | null> => {
    setSending(true)
    const answer = await command()
    setSending(false)
    void queries.invalidateQueries({ queryKey: myItemsQuery.queryKey, refetchType: 'none' })
    if (!answer.ok) return problemText(answer.problem)
    done({ sentence: sentence(answer.value), ...(undo === undefined ? {} : { undo }) })
    return null
  }
  const orSay = async (refusal: Promise<string | null>): Promise<void> => {
    const sentence = await refusal
    if (sentence !== null) done({ sentence })
  }
  const takeBack = (): Promise<void> =>
    orSay(
      send(
        () => commands.takeBack(item),
        () => words('item.didTakeBack'),
      ),
    )
  return {
    isSending,
    takeBack,
    handIn: () =>
      orSay(
        send(
          () => commands.handIn(item),
          ({ handedIn }) => words('item.didHandIn', { time: dates.time(handedIn?.at ?? Date.now()) }),
          () => void takeBack(),
        ),
      ),
    nothing: () =>
      orSay(
        send(
          () => commands.nothingToReport(item),
          () => words('item.didNothing'),
          () => void takeBack(),
        ),
      ),
    stillHolds: () =>
      orSay(
        send(
          () => commands.confirmQuotes(item),
          () => words('item.didHold'),
        ),
      ),
    sendBack: (comment) =>
      send(
        () => commands.sendItemBack(item, comment),
        () => words('item.didSendBack'),
      ),
  }
}
