import { Extension, InputRule, markInputRule } from '@tiptap/core'
import type { TextKind } from '../../shared/section/vocabulary.ts'

/** Turns the block into a kind when its first characters are typed. `[0]` of the match is removed. */
const blockRule = (find: RegExp, kind: TextKind, level: 3 | 4 | null = null): InputRule =>
  new InputRule({
    find,
    handler: ({ state, range }) => {
      const $start = state.doc.resolve(range.from)
      if ($start.parent.type.name !== 'textBlock' || $start.parent.attrs['kind'] === 'heading') return null
      const indent = kind === 'heading' || kind === 'quote' ? 0 : Number($start.parent.attrs['indent'])
      state.tr.delete(range.from, range.to).setNodeMarkup($start.before(), undefined, { kind, level, indent })
      return undefined
    },
  })

/** Markdown as one types: `# `, `## `, `- `, `1. `, `> `, `**bold**`, `*italic*`. Backspace takes it back. */
export const MarkdownRules = Extension.create({
  name: 'markdownRules',
  addInputRules() {
    const { bold, italic } = this.editor.schema.marks
    return [
      blockRule(/^# $/, 'heading', 3),
      blockRule(/^##{1,2} $/, 'heading', 4),
      blockRule(/^[-*•] $/, 'bullet'),
      blockRule(/^1[.)] $/, 'numbered'),
      blockRule(/^> $/, 'quote'),
      ...(bold ? [markInputRule({ find: /(?:^|\s)(\*\*(?!\s)([^*]+)(?<!\s)\*\*)$/, type: bold })] : []),
      ...(italic ? [markInputRule({ find: /(?:^|\s)(\*(?![\s*])([^*]+)(?<!\s)\*)$/, type: italic })] : []),
    ]
  },
})
