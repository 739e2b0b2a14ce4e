import type { Version } from '../../shared/history/version.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useCommands } from '../report/useCommands.ts'
import { useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { Strip } from '../ui/Strip.tsx'
import { useSending } from '../ui/useSending.ts'
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
  const dates = useDates(useReportPart((state) => state.today))
  const { isSending, error, send } = useSending()
  const when = dates.moment(version.at)

  const restore = async (): Promise<void> => {
    const answer = await send(() => commands.restoreVersion(section.id, version.id))
    if (!answer.ok) return
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
