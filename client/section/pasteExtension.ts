import { Extension } from '@tiptap/core'
import type { Slice } from '@tiptap/pm/model'
import { DOMParser as SchemaParser } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { cleanPastedHtml, htmlOfPlainText } from './paste.ts'

/**
 * Cleans what is pasted or dropped before the editor reads it.
 *
 * @param onDroppedImages  pictures were left out: how many
 */
export const createPaste = (onDroppedImages: (count: number) => void) =>
  Extension.create({
    name: 'cleanPaste',
    addProseMirrorPlugins() {
      const { schema } = this.editor
      return [
        new Plugin({
          props: {
            transformPastedHTML(html) {
              const { html: clean, droppedImages } = cleanPastedHtml(html)
              if (droppedImages > 0) onDroppedImages(droppedImages)
              return clean
            },
            clipboardTextParser(text): Slice {
              const holder = document.createElement('div')
              holder.innerHTML = htmlOfPlainText(text)
              return SchemaParser.fromSchema(schema).parseSlice(holder)
            },
          },
        }),
      ]
    },
  })
