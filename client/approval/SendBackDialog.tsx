import { useState } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useCommands } from '../report/useCommands.ts'
import { useOnline } from '../report/useReport.ts'
import { SendBackItems } from '../section/SendBackItems.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { useSending } from '../ui/useSending.ts'
import { useWords } from '../ui/words.ts'

interface SendBackDialogProps {
  readonly sections: readonly SectionLayout[]
  readonly chosen: SectionLayout | undefined
  readonly onClose: () => void
}

/** Sends one section back, with one line on why. */
export function SendBackDialog({ sections, chosen, onClose }: SendBackDialogProps) {
  const words = useWords()
  const commands = useCommands()
  const done = useDone()
  const isOnline = useOnline()
  const [id, setId] = useState(chosen?.id ?? sections[0]?.id ?? '')
  const [comment, setComment] = useState('')
  const [items, setItems] = useState<readonly string[]>()
  const { isSending, error, refuse, send: ask } = useSending()
  const section = sections.find((candidate) => candidate.id === id)
  const named = section === undefined ? '' : `${section.number} ${section.title}`
  const send = async (): Promise<void> => {
    if (comment.trim() === '') {
      refuse(words('section.reasonMissing'))
      return
    }
    const answer = await ask(() => commands.moveSection(id, 'sendBack', comment.trim(), items))
    if (!answer.ok) return
    done({ sentence: words('section.moved.sendBack', { section: named }) })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      hasInput={comment.trim() !== ''}
      title={words('section.sendBackTitle', { section: named })}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" isDisabled={isSending || !isOnline} onPress={() => void send()}>
            {words('section.sendBackYes')}
          </Button>
        </>
      }
    >
      {chosen !== undefined || sections.length === 1 ? null : (
        <SelectField
          label={words('approval.section')}
          value={id}
          onChange={setId}
          choices={sections.map((each) => ({ id: each.id, word: `${each.number} ${each.title}` }))}
        />
      )}
      <TextField
        label={words('section.sendBackComment')}
        hint={words('section.sendBackHint')}
        value={comment}
        onChange={setComment}
        maxLength={2000}
        autoFocus
        error={error}
        onKeyDown={({ key }) => {
          if (key === 'Enter') void send()
        }}
      />
      {section === undefined ? null : <SendBackItems key={id} section={section} onChange={setItems} />}
    </Dialog>
  )
}
