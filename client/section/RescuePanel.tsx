import { Copy, Download } from 'lucide-react'
import { useState } from 'react'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart, useSectionRecord } from '../report/useReport.ts'
import type { Rescue } from '../sync/rescue.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { useWords } from '../ui/words.ts'
import { useEditing } from './editing.ts'
import { headingOf } from './slotHeading.ts'

/** Text that could not be saved, with why and what can be done. It stays until its writer decides. */
export function RescuePanel({ rescue }: { readonly rescue: Rescue }) {
  const words = useWords()
  const done = useDone()
  const { section, doc, desk, isLocked, snapshot } = useEditing()
  const [asksDiscard, askDiscard] = useState(false)
  const isEditable = (slot: string): boolean => desk.editor(slot)?.isEditable === true
  const added = rescue.pieces.filter(({ change }) => change === 'added')
  const mayAddAgain = !isLocked && snapshot.text?.mayEdit === true && added.length > 0

  const addAgain = (): void => {
    const slots = [...new Set(added.map(({ slot }) => slot))]
    if (!slots.every(isEditable)) return
    for (const slot of slots) {
      const editor = desk.editor(slot)
      const paragraphs = added
        .filter((piece) => piece.slot === slot)
        .flatMap(({ text }) =>
          text
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        )
      const blocks = paragraphs.map((text) => ({
        type: 'textBlock',
        attrs: { kind: 'paragraph', level: null, indent: 0 },
        content: [{ type: 'text', text }],
      }))
      editor?.chain().insertContentAt(editor.state.doc.content.size, blocks).run()
    }
    doc.discardRescue(rescue.id)
    if (slots[0] !== undefined) desk.focus(slots[0], 'end')
    done({ sentence: words('section.rescueDone') })
  }
  const plain = rescue.pieces
    .map(
      ({ slot, change, text }) =>
        `${words(change === 'added' ? 'section.rescueAdded' : 'section.rescueRemoved', { slot: headingOf(section, slot) })}\n${text}`,
    )
    .join('\n\n')

  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(plain)
    done({ sentence: words('section.rescueCopied') })
  }

  return (
    <section className="rescue" aria-labelledby={`rescue-${rescue.id}`}>
      <div className="rescue-head">
        <h2 id={`rescue-${rescue.id}`}>{words('section.rescueTitle')}</h2>
        <p>
          <Reason rescue={rescue} />
        </p>
      </div>
      <div className="rescue-body">
        {rescue.pieces.map(({ slot, change, before, text, after }, at) => (
          <div key={at} className="rescue-piece">
            <p className="rescue-place">
              {words(change === 'added' ? 'section.rescueAdded' : 'section.rescueRemoved', {
                slot: headingOf(section, slot),
              })}
            </p>
            <blockquote lang="sv">
              {before === '' ? null : <span className="rescue-context">… {before}</span>}
              {change === 'added' ? <span>{text}</span> : <del>{text}</del>}
              {after === '' ? null : <span className="rescue-context">{after}</span>}
            </blockquote>
          </div>
        ))}
        <div className="rescue-actions">
          <Button variant={mayAddAgain ? 'outlined' : 'filled'} onPress={() => void copy()}>
            <Copy size={18} aria-hidden="true" />
            {words('section.rescueCopy')}
          </Button>
          {added.length === 0 ? null : (
            <Button
              variant={mayAddAgain ? 'filled' : 'outlined'}
              isDisabled={!mayAddAgain}
              onPress={addAgain}
            >
              {words('section.rescueAgain')}
            </Button>
          )}
          <Button
            onPress={() => saveFile(words('section.rescueFileName', { number: section.number }), plain)}
          >
            <Download size={18} aria-hidden="true" />
            {words('section.rescueFile')}
          </Button>
          <span className="rescue-gap" />
          <Button variant="text" onPress={() => askDiscard(true)}>
            {words('section.rescueDiscard')}
          </Button>
        </div>
        {mayAddAgain || added.length === 0 ? null : (
          <p className="rescue-later">{words('section.rescueLater')}</p>
        )}
      </div>
      <Dialog
        isOpen={asksDiscard}
        onClose={() => askDiscard(false)}
        title={words('section.rescueDiscardTitle')}
        foot={
          <>
            <Button variant="filled" onPress={() => askDiscard(false)}>
              {words('section.rescueKeep')}
            </Button>
            <Button variant="danger" onPress={() => doc.discardRescue(rescue.id)}>
              {words('section.rescueDiscardYes')}
            </Button>
          </>
        }
      >
        <p>{words('section.rescueDiscardText')}</p>
      </Dialog>
    </section>
  )
}

function Reason({ rescue }: { readonly rescue: Rescue }) {
  const words = useWords()
  const { section } = useEditing()
  const people = useReportPart((state) => state.people)
  const today = useReportPart((state) => state.today)
  const dates = useDates(today)
  const { locked } = useSectionRecord(section.id)
  const { number } = section
  // Rights that ended because the section was locked are told as the lock.
  switch (rescue.because === 'rights' && locked !== undefined ? 'locked' : rescue.because) {
    case 'locked':
      return locked
        ? words('section.rescueLocked', {
            name: nameOf(people, locked.by),
            number,
            time: dates.moment(locked.at),
          })
        : words('section.rescueLockedSomebody', { number, time: dates.moment(rescue.at) })
    case 'rights':
      return words('section.rescueRights', { number, time: dates.moment(rescue.at) })
    case 'restarted':
      return words('section.rescueRestarted', { number })
    case 'other':
      return words('section.rescueOther')
  }
}

function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
