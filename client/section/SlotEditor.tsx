import type { Editor } from '@tiptap/core'
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { ProseNode } from '../../shared/read/prose.ts'
import { canonicalProse } from '../../shared/section/canonical.ts'
import { quotedIn } from '../../shared/section/content.ts'
import { itemsOfSlot } from '../../shared/section/item.ts'
import type { ProseSlot } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { usePermission, useReportPart } from '../report/useReport.ts'
import type { LiveText } from '../sync/sectionDoc.ts'
import { useWords } from '../ui/words.ts'
import { useEditing, type Editing } from './editing.ts'
import type { SlotEditorPage } from './slotEditor.ts'
import { StaticProse } from './StaticProse.tsx'
import { useEditable } from './useEditable.ts'

interface SlotEditorProps {
  readonly slot: ProseSlot
  /** Name of the text for a screen reader: "Intäkter, text". */
  readonly label: string
  readonly placeholder: string
  readonly describedBy?: string
}

/** The text of one slot: as it was stored until it is in step, then as an editor, for readers one that does not edit. */
export function SlotEditor({ slot, label, placeholder, describedBy }: SlotEditorProps) {
  const words = useWords()
  const { section, snapshot, isLocked, page, createSlotEditor, stored } = useEditing()
  const permission = usePermission('write', section.id, itemsOfSlot(section, slot))
  const refusal = useRefusal(slot, permission.allowed)
  const [isRefused, refuse] = useState(false)
  const { text } = snapshot
  const editable = useEditable(slot)

  useEffect(() => {
    if (!isRefused) return undefined
    const timer = setTimeout(() => refuse(false), 8000)
    return () => clearTimeout(timer)
  }, [isRefused])

  const onTry = (isTyping: boolean): void => {
    if (isTyping && !editable) refuse(true)
  }
  return (
    <div
      className="slot-text"
      // Only listens to keys that come to nothing; the text box inside has the role.
      role="presentation"
      data-slot={slot.id}
      data-editable={editable || undefined}
      onKeyDown={({ key, ctrlKey, metaKey, altKey }) =>
        onTry(isTypingKey(key) && !ctrlKey && !metaKey && !altKey)
      }
      onPaste={() => onTry(true)}
    >
      {text === null || createSlotEditor === null || isLocked ? (
        <StaticSlot slot={slot.id} content={stored.get(slot.id) ?? emptyProse} page={page} />
      ) : (
        <MountedSlot
          key={text.generation}
          slot={slot.id}
          text={text}
          createSlotEditor={createSlotEditor}
          editable={editable}
          label={label}
          // What somebody else has not written yet is said too: an empty place would look broken.
          placeholder={editable ? placeholder : words('section.nothingYet')}
          describedBy={describedBy}
        />
      )}
      {isRefused && !editable ? <output className="slot-refusal">{refusal}</output> : null}
    </div>
  )
}

/** Follows its synpunkter, which of them is lit and which are still open, and the figures it quotes. */
function StaticSlot({ slot, content, page }: StaticSlotProps) {
  const { threads, imageSource, figures } = page
  const [, draw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => threads?.subscribe(draw), [threads])
  const quotes = useMemo(() => quotedIn([canonicalProse(content)]).length > 0, [content])
  useEffect(() => (quotes ? figures?.subscribe(draw) : undefined), [quotes, figures])
  return (
    <StaticProse
      content={content}
      imageSource={imageSource}
      threads={threads}
      figure={figures && ((attrs) => figures.read(slot, attrs))}
    />
  )
}

interface StaticSlotProps {
  readonly slot: string
  readonly content: ProseNode
  readonly page: SlotEditorPage
}

const emptyProse = { type: 'doc', content: [] }

const isTypingKey = (key: string): boolean =>
  key.length === 1 || key === 'Enter' || key === 'Backspace' || key === 'Delete'

interface MountedProps {
  readonly slot: string
  readonly text: LiveText
  readonly createSlotEditor: NonNullable<Editing['createSlotEditor']>
  readonly editable: boolean
  readonly label: string
  readonly placeholder: string
  readonly describedBy: string | undefined
}

/** An editor of one root of the text around it. */
export function MountedSlot({
  slot,
  text,
  createSlotEditor,
  editable,
  label,
  placeholder,
  describedBy,
}: MountedProps) {
  const { desk, page } = useEditing()
  const holder = useRef<HTMLDivElement>(null)
  const editorRef = useRef<Editor | null>(null)
  // What changes while the editor stands is read by it when it draws.
  const drawn = useRef({ editable, label, describedBy, placeholder })

  // Before the browser paints: the static text and the editor never show one after the other.
  useLayoutEffect(() => {
    if (holder.current === null) return undefined
    const editor = createSlotEditor({
      element: holder.current,
      slot,
      text,
      page,
      editable: drawn.current.editable,
      placeholder: () => drawn.current.placeholder,
      attributes: () => attributesOf(drawn.current),
    })
    editorRef.current = editor
    const takeOff = desk.add(slot, editor)
    return () => {
      takeOff()
      editor.destroy()
      editorRef.current = null
    }
  }, [slot, text, createSlotEditor, page, desk])

  useLayoutEffect(() => {
    drawn.current = { editable, label, describedBy, placeholder }
    // Also draws the attributes anew.
    editorRef.current?.setEditable(editable, false)
  }, [editable, label, describedBy, placeholder])

  return <div ref={holder} />
}

const attributesOf = ({
  editable,
  label,
  describedBy,
}: Pick<MountedProps, 'editable' | 'label' | 'describedBy'>): Record<string, string> => ({
  class: 'prose',
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': label,
  lang: 'sv',
  spellcheck: 'true',
  ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
  // A text that is not mine looks the same, and can be stood in.
  ...(editable ? {} : { 'aria-readonly': 'true', tabindex: '0' }),
})

/** Why typing does nothing here, and whose move it is. */
function useRefusal(slot: ProseSlot, mayWrite: boolean): string {
  const words = useWords()
  const { section, snapshot, isLocked } = useEditing()
  const writers = useReportPart(
    ({ report, people }) =>
      itemsOfSlot(section, slot)
        .map((item) => report.items[item]?.people ?? [])
        .find((users) => users.length > 0)
        ?.map((user) => nameOf(people, user))
        .join(', ') ?? '',
  )
  if (isLocked) return words('section.lockedHere')
  if (!mayWrite)
    return writers === '' ? words('section.notMine') : words('section.othersWrite', { names: writers })
  return snapshot.connection.state === 'opening'
    ? words('section.openingHere')
    : words('section.noContactHere')
}
