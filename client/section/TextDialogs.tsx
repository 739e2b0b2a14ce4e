import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import { useState } from 'react'
import { isHref } from '../../shared/section/vocabulary.ts'
import { useCommands } from '../report/useCommands.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'

interface DialogProps {
  readonly editor: Editor
  readonly onClose: () => void
}

/** What somebody typed as an address: a bare "www..." or "name@host" gets its scheme. Null if it is none we link to. */
export function hrefOf(typed: string): string | null {
  const address = typed.trim()
  const isAddress: boolean = isHref(address)
  if (isAddress) return address
  const guess = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(address)
    ? `mailto:${address}`
    : /^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(address)
      ? `https://${address}`
      : null
  return isHref(guess) ? guess : null
}

export function LinkDialog({ editor, onClose }: DialogProps) {
  const words = useWords()
  const before: unknown = editor.getAttributes('link')['href']
  const isChange = typeof before === 'string'
  const needsText = editor.state.selection.empty && !isChange
  const [address, setAddress] = useState(isChange ? before : '')
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()

  const save = (): void => {
    const href = hrefOf(address)
    if (href === null) {
      setError(words('section.linkWrong'))
      return
    }
    onClose()
    const chain = editor.chain().focus()
    if (needsText)
      chain
        .insertContent({
          type: 'text',
          text: text.trim() || address.trim(),
          marks: [{ type: 'link', attrs: { href } }],
        })
        .run()
    else chain.extendMarkRange('link').setMark('link', { href }).run()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('section.linkTitle')}
      hasInput={address !== '' && !isChange}
      foot={
        <>
          {isChange ? (
            <Button
              variant="text"
              onPress={() => {
                onClose()
                editor.chain().focus().extendMarkRange('link').unsetMark('link').run()
              }}
            >
              {words('section.removeLink')}
            </Button>
          ) : null}
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" onPress={save}>
            {words('section.insert')}
          </Button>
        </>
      }
    >
      <TextField
        label={words('section.linkAddress')}
        hint={words('section.linkHint')}
        value={address}
        onChange={setAddress}
        error={error}
        autoFocus
        onKeyDown={({ key }) => {
          if (key === 'Enter') save()
        }}
      />
      {needsText ? (
        <TextField label={words('section.linkText')} value={text} onChange={setText} optional />
      ) : null}
    </Dialog>
  )
}

/** A node that is there already, and where; null for a new one. */
interface NodeDialogProps extends DialogProps {
  readonly existing: { readonly node: Node; readonly at: number } | null
}

export function FootnoteDialog({ editor, existing, onClose }: NodeDialogProps) {
  const words = useWords()
  const [text, setText] = useState(String(existing?.node.attrs['text'] ?? ''))
  const save = (): void => {
    onClose()
    const chain = editor.chain().focus()
    if (existing) chain.command(changeNode(existing, { text: text.trim() })).run()
    else chain.insertContent({ type: 'footnote', attrs: { text: text.trim() } }).run()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('section.footnoteTitle')}
      hasInput={text !== ''}
      foot={
        <>
          {existing ? (
            <Button
              variant="text"
              onPress={() => {
                onClose()
                editor.chain().focus().command(removeNode(existing)).run()
              }}
            >
              {words('section.removeFootnote')}
            </Button>
          ) : null}
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" onPress={save} isDisabled={text.trim() === ''}>
            {words('section.insert')}
          </Button>
        </>
      }
    >
      <TextField
        label={words('section.footnoteText')}
        value={text}
        onChange={setText}
        lines={3}
        maxLength={2000}
        autoFocus
      />
    </Dialog>
  )
}

const pictureKinds = ['image/png', 'image/jpeg', 'image/webp', 'image/gif']
const largestPicture = 10 * 1024 * 1024

type Sending = { readonly state: 'choosing'; readonly error?: string } | { readonly state: 'sending' }

/** A picture: file, what it shows in words (required), caption. An existing one changes its words only. */
export function ImageDialog({
  editor,
  existing,
  section,
  onClose,
}: NodeDialogProps & { readonly section: string }) {
  const words = useWords()
  const commands = useCommands()
  const problemText = useProblemText()
  const [file, setFile] = useState<File | null>(null)
  const [alt, setAlt] = useState(String(existing?.node.attrs['alt'] ?? ''))
  const [caption, setCaption] = useState(String(existing?.node.attrs['caption'] ?? ''))
  const [isChecked, setChecked] = useState(false)
  const [sending, setSending] = useState<Sending>({ state: 'choosing' })
  const fail = (error: string): void => setSending({ state: 'choosing', error })

  const save = async (): Promise<void> => {
    setChecked(true)
    if (alt.trim() === '') return
    const attrs = { alt: alt.trim(), caption: caption.trim() }
    if (existing) {
      onClose()
      editor.chain().focus().command(changeNode(existing, attrs)).run()
      return
    }
    if (file === null) return fail(words('section.imageMissing'))
    if (!pictureKinds.includes(file.type)) return fail(words('section.imageKind'))
    if (file.size > largestPicture) return fail(words('section.imageTooLarge'))
    setSending({ state: 'sending' })
    const answer = await commands.addImage(section, file)
    if (!answer.ok) return fail(problemText(answer.problem))
    onClose()
    if (editor.isDestroyed) return
    const { $to } = editor.state.selection
    const after = $to.depth > 0 ? $to.after(1) : editor.state.selection.to
    editor
      .chain()
      .focus()
      .insertContentAt(after, { type: 'image', attrs: { hash: answer.value.hash, ...attrs } })
      .run()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('section.imageTitle')}
      hasInput={file !== null || alt !== ''}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" onPress={() => void save()} isDisabled={sending.state === 'sending'}>
            {words(
              sending.state === 'sending'
                ? 'section.imageSending'
                : existing
                  ? 'common.save'
                  : 'section.insert',
            )}
          </Button>
        </>
      }
    >
      {existing ? null : (
        <label className="file-field">
          <span>{words('section.imageFile')}</span>
          <small>{words('section.imageFileHint')}</small>
          <input
            type="file"
            accept={pictureKinds.join(',')}
            onChange={({ target }) => {
              setFile(target.files?.[0] ?? null)
              setSending({ state: 'choosing' })
            }}
          />
        </label>
      )}
      <TextField
        label={words('section.imageAlt')}
        hint={words('section.imageAltHint')}
        value={alt}
        onChange={setAlt}
        lines={2}
        maxLength={2000}
        error={isChecked && alt.trim() === '' ? words('section.imageAltMissing') : undefined}
      />
      <TextField
        label={words('section.imageCaption')}
        value={caption}
        onChange={setCaption}
        maxLength={2000}
        optional
      />
      {sending.state === 'choosing' && sending.error !== undefined ? (
        <p className="dialog-error" role="alert">
          {sending.error}
        </p>
      ) : null}
    </Dialog>
  )
}

/** Others may have written meanwhile: the node is looked for where it is now, by being the same kind near its place. */
const changeNode =
  ({ node, at }: { node: Node; at: number }, attrs: Record<string, string>) =>
  ({ tr }: { tr: Editor['state']['tr'] }): boolean => {
    const place = placeOf(tr.doc, node, at)
    if (place === null) return false
    for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(place, name, value)
    tr.setSelection(NodeSelection.create(tr.doc, place))
    return true
  }

const removeNode =
  ({ node, at }: { node: Node; at: number }) =>
  ({ tr }: { tr: Editor['state']['tr'] }): boolean => {
    const place = placeOf(tr.doc, node, at)
    if (place === null) return false
    tr.delete(place, place + node.nodeSize)
    return true
  }

function placeOf(doc: Node, node: Node, at: number): number | null {
  if (at < doc.content.size && doc.nodeAt(at)?.eq(node) === true) return at
  let found: number | null = null
  doc.descendants((candidate, position) => {
    if (candidate.eq(node) && (found === null || Math.abs(position - at) < Math.abs(found - at)))
      found = position
  })
  return found
}
