import { useState } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useCommands } from '../report/useCommands.ts'
import { useOnline } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'

interface ReadyBarProps {
  /** Marked in the overview, each in review. */
  readonly marked: readonly SectionLayout[]
  /** Those that are ready now are no longer marked. */
  readonly unmark: (sections: readonly string[]) => void
}

/** Makes the marked sections ready for approval, all with one question. */
export function ReadyBar({ marked, unmark }: ReadyBarProps) {
  const words = useWords()
  const commands = useCommands()
  const done = useDone()
  const isOnline = useOnline()
  const problemText = useProblemText()
  const [isAsking, ask] = useState(false)
  const [isSending, setSending] = useState(false)
  const [refused, setRefused] = useState<string>()
  const numbers = marked.map(({ number }) => number).join(', ')
  const send = async (): Promise<void> => {
    setSending(true)
    setRefused(undefined)
    const ready: string[] = []
    for (const section of marked) {
      // One after the other: each is a step of its own in the log, and the first refusal is told.
      // oxlint-disable-next-line no-await-in-loop
      const answer = await commands.moveSection(section.id, 'ready')
      if (!answer.ok) {
        setRefused(`${section.number} ${section.title}: ${problemText(answer.problem)}`)
        break
      }
      ready.push(section.id)
    }
    setSending(false)
    unmark(ready)
    if (ready.length === marked.length) {
      ask(false)
      done({ sentence: words('approval.madeReady', { count: ready.length }) })
    }
  }
  if (marked.length === 0) return null
  return (
    <>
      <Strip
        tone="info"
        actions={
          <>
            <Button onPress={() => unmark(marked.map(({ id }) => id))}>{words('common.cancel')}</Button>
            <Button variant="filled" isDisabled={!isOnline} onPress={() => ask(true)}>
              {words('section.ready')}
            </Button>
          </>
        }
      >
        <strong>{words('assign.marked', { count: marked.length })}</strong> {numbers}
      </Strip>
      {isAsking ? (
        <Dialog
          isOpen
          onClose={() => ask(false)}
          title={words('approval.readyTitle', { count: marked.length })}
          foot={
            <>
              <Button onPress={() => ask(false)}>{words('common.cancel')}</Button>
              <Button variant="filled" isDisabled={isSending || !isOnline} onPress={() => void send()}>
                {words('section.readyYes')}
              </Button>
            </>
          }
        >
          <p>{words('approval.readyText', { sections: numbers })}</p>
          {refused === undefined ? null : <Strip tone="bad">{refused}</Strip>}
        </Dialog>
      ) : null}
    </>
  )
}
