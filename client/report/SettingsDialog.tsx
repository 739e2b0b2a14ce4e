import { useState } from 'react'
import type { Deadline } from '../../shared/report/report.ts'
import { sectionStates } from '../../shared/section/workflow.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { completeDeadlines, DeadlineFields } from './DeadlineFields.tsx'
import { useCommands } from './useCommands.ts'
import { useReportPart } from './useReport.ts'

/** Title, dates, and from which state on readers see a section. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const commands = useCommands()
  const done = useDone()
  const problemText = useProblemText()
  const report = useReportPart((state) => state.report)
  const [title, setTitle] = useState(report.title)
  const [deadlines, setDeadlines] = useState<Deadline[]>(report.deadlines)
  const [readersFrom, setReadersFrom] = useState(report.readersFrom)
  const [error, setError] = useState<string>()

  const save = async (): Promise<void> => {
    if (title.trim() === '') return
    const answer = await commands.changeReport({
      title: title.trim(),
      deadlines: completeDeadlines(deadlines),
      readersFrom,
    })
    if (!answer.ok) {
      setError(problemText(answer.problem))
      return
    }
    done({ sentence: words('settings.saved') })
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('settings.title')}
      hasInput={title !== report.title || deadlines !== report.deadlines}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" onPress={() => void save()}>
            {words('common.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={words('create.name')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        error={title.trim() === '' ? words('create.required') : undefined}
      />
      <DeadlineFields deadlines={deadlines} onChange={setDeadlines} />
      <SelectField
        label={words('settings.readersFrom')}
        value={readersFrom}
        onChange={(value) => setReadersFrom(sectionStates.find((state) => state === value) ?? 'arbete')}
        choices={sectionStates.map((state) => ({ id: state, word: words(`state.${state}`) }))}
      />
      {error === undefined ? null : <Strip tone="bad">{error}</Strip>}
    </Dialog>
  )
}
