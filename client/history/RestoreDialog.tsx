import { useState } from 'react'
import type { Version } from '../../shared/history/version.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useCommands } from '../report/useCommands.ts'
import { useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { useCompare } from './useCompared.ts'

interface RestoreDialogProps {
  readonly section: SectionLayout
  readonly version: Version
  readonly onClose: () => void
}

/** Asks once; what stands there now is kept first, so nothing is lost either way. */
export function RestoreDialog({ section, version, onClose }: RestoreDialogProps) {
  const words = useWords()
  const commands = useCommands()
  const compare = useCompare()
  const done = useDone()
  const problemText = useProblemText()
  const { assertive } = useAnnounce()
  const dates = useDates(useReportPart((state) => state.today))
  const [error, setError] = useState<string>()
  const [isSending, setSending] = useState(false)
  const when = dates.moment(version.at)

  const restore = async (): Promise<void> => {
    setSending(true)
    try {
      const answer = await commands.restoreVersion(section.id, version.id)
      if (!answer.ok) {
        setError(problemText(answer.problem))
        assertive(problemText(answer.problem))
        return
      }
      const { restored, notRestored } = answer.value
      const said = words('history.restored', {
        when,
        texts: restored.slots.length,
        figures: restored.cells.length,
      })
      const left = words('history.notRestored', { count: notRestored.length })
      done({ sentence: notRestored.length === 0 ? said : `${said} ${left}` })
      onClose()
      compare(null)
    } finally {
      setSending(false)
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('history.restoreTitle', { when })}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" onPress={() => void restore()} isDisabled={isSending}>
            {words('history.restore')}
          </Button>
        </>
      }
    >
      <p>{words('history.restoreText')}</p>
      {error === undefined ? null : <Strip tone="bad">{error}</Strip>}
    </Dialog>
  )
}
