import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { NodeView } from '@tiptap/pm/view'
import type { QuotedFigures } from './quotedFigures.ts'

export interface NodeViewPage {
  /** Address of an uploaded picture as this report's people get it. */
  readonly imageSource: (hash: string) => string
  /** Opens what changes a footnote or a picture that has been clicked or chosen with Enter. */
  readonly edit: (node: Node, at: number) => void
  /** What a screen reader says of a footnote. */
  readonly footnoteLabel: (text: string) => string
  /** What quoted figures read now. */
  readonly figures?: QuotedFigures
}

const text = (node: Node, name: string): string => String(node.attrs[name] ?? '')

/**
 * How pictures, footnotes, quoted figures and references to sections are drawn while writing: as in print, the first two open to change on click.
 */
export const createNodeViews = (page: NodeViewPage, slot: string) =>
  Extension.create({
    name: 'nodeViews',
    addProseMirrorPlugins() {
      const { editor } = this
      const editOnClick = (dom: HTMLElement, node: () => Node, at: () => number | undefined): void => {
        dom.addEventListener('click', () => {
          const position = at()
          if (position !== undefined && editor.isEditable) page.edit(node(), position)
        })
      }
      /** A figure or a section's number: what it reads is drawn here, never typed. */
      const quoteView = (first: Node, className: string): NodeView => {
        let node = first
        const dom = document.createElement('span')
        dom.className = className
        const draw = (): void => {
          const { text: figure = '', note } = page.figures?.read(slot, node.attrs) ?? {}
          if (dom.textContent !== figure) dom.textContent = figure
          dom.toggleAttribute('data-changed', note !== undefined)
          dom.title = note ?? ''
        }
        draw()
        const takeOff = page.figures?.subscribe(draw)
        return {
          dom,
          update(next) {
            if (next.type !== node.type) return false
            node = next
            draw()
            return true
          },
          destroy: () => takeOff?.(),
          ignoreMutation: () => true,
        }
      }
      return [
        new Plugin({
          props: {
            nodeViews: {
              image: (first, _view, at): NodeView => {
                let node = first
                const dom = document.createElement('figure')
                const image = document.createElement('img')
                const caption = document.createElement('figcaption')
                dom.append(image, caption)
                const draw = (): void => {
                  image.src = page.imageSource(text(node, 'hash'))
                  image.alt = text(node, 'alt')
                  caption.textContent = text(node, 'caption')
                }
                draw()
                editOnClick(dom, () => node, at)
                return {
                  dom,
                  update(next) {
                    if (next.type !== node.type) return false
                    node = next
                    draw()
                    return true
                  },
                }
              },
              valueRef: (node) => quoteView(node, 'value-ref'),
              sectionRef: (node) => quoteView(node, 'section-ref'),
              footnote: (first, _view, at): NodeView => {
                let node = first
                const dom = document.createElement('sup')
                dom.className = 'footnote-mark'
                dom.setAttribute('role', 'button')
                const draw = (): void => {
                  dom.title = text(node, 'text')
                  dom.setAttribute('aria-label', page.footnoteLabel(text(node, 'text')))
                }
                draw()
                editOnClick(dom, () => node, at)
                return {
                  dom,
                  update(next) {
                    if (next.type !== node.type) return false
                    node = next
                    draw()
                    return true
                  },
                }
              },
            },
          },
        }),
      ]
    },
  })
