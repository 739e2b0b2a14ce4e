import { useState } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { useCommands } from './useCommands.ts'

/** A new heading for a section that the report added itself. */
export function RetitleDialog({ section, onClose }: { section: SectionLayout; onClose: () => void }) {
  const words = useWords()
  const commands = useCommands()
  const problemText = useProblemText()
  const [title, setTitle] = useState(section.title)
  const [error, setError] = useState<string>()
  const save = async (): Promise<void> => {
    if (title.trim() === '') {
      setError(words('create.required'))
      return
    }
    const answer = await commands.changeSection(section.id, { title: title.trim() })
    if (answer.ok) onClose()
    else setError(problemText(answer.problem))
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('retitle.title')}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" onPress={() => void save()}>
            {words('retitle.submit')}
          </Button>
        </>
      }
    >
      <TextField
        label={words('addSection.name')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        error={error}
        autoFocus
      />
    </Dialog>
  )
}
