import { useState } from 'react'
import type { useCommands } from '../report/useCommands.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'

interface RowNameProps {
  readonly label: string
  readonly onClose: () => void
  readonly onName: (label: string) => ReturnType<ReturnType<typeof useCommands>['changeRow']>
}

/** Asks what a new row is called, or how one is called from now on. */
export default function RowName({ label, onClose, onName }: RowNameProps) {
  const words = useWords()
  const problemText = useProblemText()
  const [name, setName] = useState(label)
  const [problem, setProblem] = useState<string>()
  const save = async (): Promise<void> => {
    const answer = await onName(name.trim())
    if (answer.ok) onClose()
    else setProblem(problemText(answer.problem))
  }
  return (
    <Dialog
      isOpen
      hasInput={name !== label}
      onClose={onClose}
      title={label === '' ? words('block.rows.add') : words('block.rows.rename')}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" isDisabled={name.trim() === ''} onPress={() => void save()}>
            {words('common.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={words('block.rows.name')}
        value={name}
        onChange={setName}
        autoFocus
        maxLength={300}
        error={problem}
        onKeyDown={({ key }) => {
          if (key === 'Enter' && name.trim() !== '') void save()
        }}
      />
    </Dialog>
  )
}
