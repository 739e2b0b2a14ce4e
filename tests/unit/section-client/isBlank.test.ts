import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { isBlank } from '../../../client/section/isBlank.ts'

const fragmentOf = (...blocks: readonly (readonly [name: string, text?: string])[]): Y.XmlFragment => {
  const fragment = new Y.Doc().getXmlFragment('text')
  for (const [name, text] of blocks) {
    const block = new Y.XmlElement(name)
    if (text !== undefined) block.insert(0, [new Y.XmlText(text)])
    fragment.push([block])
  }
  return fragment
}

test('[ED42] a text is blank with no line, or with one that has no letter', () => {
  expect(isBlank(fragmentOf())).toBe(true)
  expect(isBlank(fragmentOf(['textBlock']))).toBe(true)
  expect(isBlank(fragmentOf(['textBlock', '']))).toBe(true)
})

test('[ED42] a letter, a second line, a picture or a table is something', () => {
  expect(isBlank(fragmentOf(['textBlock', 'a']))).toBe(false)
  expect(isBlank(fragmentOf(['textBlock'], ['textBlock']))).toBe(false)
  expect(isBlank(fragmentOf(['image']))).toBe(false)
  expect(isBlank(fragmentOf(['table']))).toBe(false)
})
