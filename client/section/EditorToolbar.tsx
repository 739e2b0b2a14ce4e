import {
  ChevronDown,
  Image,
  Link,
  List,
  ListOrdered,
  MessageSquarePlus,
  Redo2,
  Superscript,
  Table,
  Undo2,
} from 'lucide-react'
import type { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { isInTable } from '@tiptap/pm/tables'
import type { ReactNode } from 'react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Toolbar } from 'react-aria-components/Toolbar'
import type { TextKind } from '../../shared/section/vocabulary.ts'
import { useReviewIfAny } from '../review/review.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useWords } from '../ui/words.ts'
import type { MessageId } from '../sv.ts'
import { useEditing } from './editing.ts'
import { insertTable, tableCommands, type TableCommand } from './freeTable.ts'
import { setKind } from './keymap.ts'

export type ToolDialog = 'link' | 'image' | 'footnote'

interface EditorToolbarProps {
  readonly openDialog: (dialog: ToolDialog) => void
  /** A text that pictures do not belong to yet. */
  readonly withoutImages?: boolean
}

interface KindChoice {
  readonly id: string
  readonly kind: TextKind
  readonly level: 3 | 4 | null
  readonly word: MessageId
}

const kindChoices: readonly KindChoice[] = [
  { id: 'paragraph', kind: 'paragraph', level: null, word: 'section.kindParagraph' },
  { id: 'heading3', kind: 'heading', level: 3, word: 'section.kindHeading3' },
  { id: 'heading4', kind: 'heading', level: 4, word: 'section.kindHeading4' },
  { id: 'quote', kind: 'quote', level: null, word: 'section.kindQuote' },
]

const tableWords: Readonly<Record<TableCommand, MessageId>> = {
  addRow: 'section.addRow',
  addColumn: 'section.addColumn',
  removeRow: 'section.removeRow',
  removeColumn: 'section.removeColumn',
  removeTable: 'section.removeTable',
}
const tableTools: readonly TableCommand[] = [
  'addRow',
  'addColumn',
  'removeRow',
  'removeColumn',
  'removeTable',
]

/** Below these widths of the toolbar itself the last groups move under "Fler". */
/** Below it words are dropped and the groups stand closer. */
const roomForWord = 760
const roomForAll = 610
const roomForLists = 470

/** Tools of the text the caret stands in, by names that a Word user knows. One tab stop; arrows move between the tools. */
export function EditorToolbar({ openDialog, withoutImages = false }: EditorToolbarProps) {
  const words = useWords()
  const { desk, snapshot } = useEditing()
  const review = useReviewIfAny()
  useSyncExternalStore(desk.subscribe, desk.revision)
  const holder = useRef<HTMLDivElement>(null)
  const width = useOwnWidth(holder)
  const active = desk.active()
  const editor = active?.editor.isEditable === true ? active.editor : null
  const undo = snapshot.text?.undo
  const here = stateOf(editor)
  const isOff = editor === null

  const run = (command: Command) => (): void => {
    if (editor === null) return
    command(editor.view.state, editor.view.dispatch, editor.view)
    editor.view.focus()
  }
  /** From a menu: closing, it gives the focus to its button a frame later; the text gets it after that. */
  const fromMenu = (act: () => void) => (): void => {
    act()
    requestAnimationFrame(() => requestAnimationFrame(() => editor?.view.focus()))
  }
  const mark = (name: 'bold' | 'italic') => (): void => void editor?.chain().focus().toggleMark(name).run()
  const insertTools: readonly {
    id: string
    word: MessageId
    icon: ReactNode
    keys?: string
    act: () => void
  }[] = [
    {
      id: 'link',
      word: 'section.link',
      icon: <Link size={19} />,
      keys: 'Ctrl+K',
      act: () => openDialog('link'),
    },
    { id: 'table', word: 'section.table', icon: <Table size={19} />, act: run(insertTable) },
    ...(withoutImages
      ? []
      : [
          {
            id: 'image',
            word: 'section.image',
            icon: <Image size={19} />,
            act: () => openDialog('image'),
          } as const,
        ]),
    {
      id: 'footnote',
      word: 'section.footnote',
      icon: <Superscript size={19} />,
      act: () => openDialog('footnote'),
    },
  ]
  const lists = (
    <>
      <IconButton
        name={words('section.kindBullet')}
        keys="Ctrl+Skift+8"
        isDisabled={isOff}
        aria-pressed={here.kind === 'bullet'}
        onPress={run(setKind('bullet'))}
      >
        <List size={20} aria-hidden="true" />
      </IconButton>
      <IconButton
        name={words('section.kindNumbered')}
        keys="Ctrl+Skift+7"
        isDisabled={isOff}
        aria-pressed={here.kind === 'numbered'}
        onPress={run(setKind('numbered'))}
      >
        <ListOrdered size={20} aria-hidden="true" />
      </IconButton>
    </>
  )
  const showsAll = width >= roomForAll
  const showsLists = width >= roomForLists
  const chosen = kindChoices.find(({ kind, level }) => kind === here.kind && level === here.level)

  const kinds = {
    id: 'kinds',
    entries: kindChoices.map(({ id, kind, level, word }) => ({
      id,
      word: words(word),
      chosen: chosen?.id === id,
      onAction: fromMenu(chosen?.id === id ? () => undefined : run(setKind(kind, level))),
    })),
  }

  return (
    <section aria-label={words('section.toolbar')}>
      <Toolbar
        ref={holder}
        aria-label={words('section.toolbar')}
        className="editor-toolbar"
        {...(width < roomForWord ? { 'data-tight': true } : {})}
      >
        <IconButton
          name={words('section.undo')}
          keys="Ctrl+Z"
          isDisabled={!undo?.canUndo()}
          onPress={() => undo?.undo()}
        >
          <Undo2 size={20} aria-hidden="true" />
        </IconButton>
        {showsLists ? (
          <IconButton
            name={words('section.redo')}
            keys="Ctrl+Y"
            isDisabled={!undo?.canRedo()}
            onPress={() => undo?.redo()}
          >
            <Redo2 size={20} aria-hidden="true" />
          </IconButton>
        ) : null}
        {showsLists ? <span className="toolbar-line" aria-hidden="true" /> : null}
        {showsLists ? (
          <Menu
            name={words('section.kind')}
            trigger={
              <Button
                isDisabled={isOff || here.inTable}
                aria-label={`${words('section.kind')}: ${words(chosen?.word ?? listWord(here.kind))}`}
              >
                <span className="toolbar-kind">{words(chosen?.word ?? listWord(here.kind))}</span>
                <ChevronDown size={16} aria-hidden="true" />
              </Button>
            }
            groups={[kinds]}
          />
        ) : null}
        <span className="toolbar-line" aria-hidden="true" />
        <IconButton
          name={words('section.bold')}
          keys="Ctrl+B"
          isDisabled={isOff}
          aria-pressed={here.isBold}
          onPress={mark('bold')}
        >
          <b aria-hidden="true">{words('section.boldLetter')}</b>
        </IconButton>
        <IconButton
          name={words('section.italic')}
          keys="Ctrl+I"
          isDisabled={isOff}
          aria-pressed={here.isItalic}
          onPress={mark('italic')}
        >
          <i aria-hidden="true">{words('section.italicLetter')}</i>
        </IconButton>
        <span className="toolbar-line" aria-hidden="true" />
        {here.inTable && showsAll ? (
          <>
            {tableTools.map((tool) => (
              <Button key={tool} variant="quiet" onPress={run(tableCommands[tool])}>
                {words(tableWords[tool])}
              </Button>
            ))}
          </>
        ) : (
          <>
            {here.inTable ? null : lists}
            {showsAll ? (
              <>
                <span className="toolbar-line" aria-hidden="true" />
                {insertTools.map(({ id, word, icon, keys, act }) => (
                  <IconButton
                    key={id}
                    name={words(word)}
                    {...(keys === undefined ? {} : { keys })}
                    isDisabled={isOff}
                    onPress={act}
                  >
                    {icon}
                  </IconButton>
                ))}
              </>
            ) : (
              <Menu
                name={words('section.moreTools')}
                trigger={
                  <Button variant="quiet" isDisabled={isOff}>
                    {words('section.moreTools')}
                    <ChevronDown size={16} aria-hidden="true" />
                  </Button>
                }
                groups={[
                  ...(showsLists
                    ? []
                    : [
                        {
                          id: 'history',
                          entries: [
                            {
                              id: 'redo',
                              word: words('section.redo'),
                              onAction: fromMenu(() => void undo?.redo()),
                            },
                          ],
                        },
                        kinds,
                      ]),
                  here.inTable
                    ? {
                        id: 'table',
                        entries: tableTools.map((tool) => ({
                          id: tool,
                          word: words(tableWords[tool]),
                          onAction: fromMenu(run(tableCommands[tool])),
                        })),
                      }
                    : {
                        id: 'insert',
                        entries: insertTools.map(({ id, word, icon, act }) => ({
                          id,
                          word: words(word),
                          icon,
                          onAction: id === 'table' ? fromMenu(act) : act,
                        })),
                      },
                ]}
              />
            )}
          </>
        )}
        {review === null ? null : (
          <>
            <span className="toolbar-line" aria-hidden="true" />
            {width >= roomForWord ? (
              <Button variant="quiet" isDisabled={isOff} onPress={review.composeHere}>
                <MessageSquarePlus size={20} aria-hidden="true" />
                {words('review.new')}
              </Button>
            ) : (
              <IconButton
                name={words('review.new')}
                keys="Ctrl+Alt+M"
                isDisabled={isOff}
                onPress={review.composeHere}
              >
                <MessageSquarePlus size={20} aria-hidden="true" />
              </IconButton>
            )}
          </>
        )}
      </Toolbar>
    </section>
  )
}

interface Here {
  readonly kind: TextKind
  readonly level: 3 | 4 | null
  readonly isBold: boolean
  readonly isItalic: boolean
  readonly inTable: boolean
}

function stateOf(editor: Editor | null): Here {
  if (editor === null)
    return { kind: 'paragraph', level: null, isBold: false, isItalic: false, inTable: false }
  const attrs = editor.getAttributes('textBlock')
  return {
    // The schema's rules hold for every block.
    kind: (attrs['kind'] as TextKind | undefined) ?? 'paragraph',
    level: (attrs['level'] as 3 | 4 | null | undefined) ?? null,
    isBold: editor.isActive('bold'),
    isItalic: editor.isActive('italic'),
    inTable: isInTable(editor.state),
  }
}

const listWord = (kind: TextKind): MessageId =>
  kind === 'numbered'
    ? 'section.kindNumbered'
    : kind === 'bullet'
      ? 'section.kindBullet'
      : 'section.kindParagraph'

function useOwnWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(1000)
  useEffect(() => {
    if (element.current === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(entry.contentRect.width)
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}
