import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import { useCommands } from './useCommands.ts'
import { useReportPart } from './useReport.ts'

/** A section of free text for this report alone. */
export function AddSectionDialog({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const commands = useCommands()
  const problemText = useProblemText()
  const chapters = useReportPart((state) => state.layout.chapters).filter(({ hidden }) => !hidden)
  const [chapterId, setChapter] = useState(chapters[0]?.id ?? '')
  const [after, setAfter] = useState('')
  const [title, setTitle] = useState('')
  const [error, setError] = useState<string>()
  const [isTried, setTried] = useState(false)
  const chapter = chapters.find(({ id }) => id === chapterId)

  const add = async (): Promise<void> => {
    setTried(true)
    if (title.trim() === '') return
    const answer = await commands.addSection({
      chapter: chapterId,
      after: after === '' ? null : after,
      title: title.trim(),
    })
    if (answer.ok) onClose()
    else setError(problemText(answer.problem))
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      hasInput={title !== ''}
      title={words('addSection.title')}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" onPress={() => void add()}>
            {words('addSection.submit')}
          </Button>
        </>
      }
    >
      <p>{words('addSection.lead')}</p>
      <TextField
        label={words('addSection.name')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        autoFocus
        error={isTried && title.trim() === '' ? words('create.required') : undefined}
      />
      <SelectField
        label={words('addSection.chapter')}
        value={chapterId}
        onChange={(id) => {
          setChapter(id)
          setAfter('')
        }}
        choices={chapters.map(({ id, number, title: name }) => ({ id, word: `${number} ${name}` }))}
      />
      <SelectField
        label={words('addSection.after')}
        value={after}
        onChange={setAfter}
        choices={[
          { id: '', word: words('addSection.first') },
          ...(chapter?.sections ?? [])
            .filter(({ hidden, level }) => !hidden && level === 2)
            .map(({ id, number, title: name }) => ({ id, word: `${number} ${name}` })),
        ]}
      />
      {error === undefined ? null : <Strip tone="bad">{error}</Strip>}
    </Dialog>
  )
}
