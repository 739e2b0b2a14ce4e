import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { useWords } from '../ui/words.ts'
import type { ItemQuestion } from './itemQuestion.ts'
import type { ItemDeeds } from './useItemDeeds.ts'

interface ItemDialogProps {
  readonly question: ItemQuestion
  readonly name: string
  readonly deeds: ItemDeeds
  readonly onClose: () => void
}

/** Asks once before a written text is left out, and what has to change before something goes back. */
export default function ItemDialog({ question, name, deeds, onClose }: ItemDialogProps) {
  const words = useWords()
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const isBack = question === 'sendBack'
  const send = async (): Promise<void> => {
    if (!isBack) {
      onClose()
      return deeds.nothing()
    }
    if (text.trim() === '') {
      setError(words('item.sendBackMissing'))
      return undefined
    }
    const refusal = await deeds.sendBack(text.trim())
    if (refusal === null) onClose()
    else setError(refusal)
    return undefined
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      hasInput={text.trim() !== ''}
      title={isBack ? words('item.sendBackTitle', { item: name }) : words('mine.nothingTitle')}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" isDisabled={deeds.isSending} onPress={() => void send()}>
            {words(isBack ? 'item.sendBackYes' : 'item.nothing')}
          </Button>
        </>
      }
    >
      {isBack ? (
        <TextField
          label={words('item.sendBackComment')}
          hint={words('item.sendBackHint')}
          value={text}
          onChange={setText}
          lines={3}
          maxLength={2000}
          autoFocus
          error={error}
        />
      ) : (
        <p>{words('mine.nothingText')}</p>
      )}
    </Dialog>
  )
}
