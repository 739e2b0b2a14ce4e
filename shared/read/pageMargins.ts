import type { ReadDocument } from './document.ts'

/** A CSS string literal: whatever an organisation is called stays a name and never becomes a rule. */
const cssString = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N} ,.()§-]/gu, (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `)}"`

/** Page rules of the printed report: A4, running head `{organisation} {dokumenttyp} state n(N)` on every page. */
export const pageRules = ({ organisation, documentType, state }: ReadDocument): string => `
@page {
  size: A4;
  margin: 28mm 22mm 22mm;
  @top-left { content: ${cssString(organisation)}; font: 9pt 'Source Sans 3 Variable', sans-serif; color: #544e46; }
  @top-center { content: ${cssString(`${documentType}   ${state}`)}; font: 9pt 'Source Sans 3 Variable', sans-serif; color: #544e46; }
  @top-right { content: counter(page) "(" counter(pages) ")"; font: 9pt 'Source Sans 3 Variable', sans-serif; color: #544e46; }
}
`
