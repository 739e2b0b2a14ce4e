import { readFile } from 'node:fs/promises'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { pageRules } from '../../shared/read/pageMargins.ts'
import type { ReadDocument } from '../../shared/read/document.ts'
import { ReportDocument } from '../../shared/read/ReportDocument.tsx'

/** What the file carries besides the report, so that it needs nothing from anywhere. */
export interface ExportStyle {
  readonly css: string
  readonly fonts: string
}

const fontFolder = 'node_modules/@fontsource-variable/source-sans-3/files'
const faces = [
  { style: 'normal', file: 'source-sans-3-latin-wght-normal.woff2' },
  { style: 'italic', file: 'source-sans-3-latin-wght-italic.woff2' },
] as const

/** Reads style and fonts once, at start. */
export async function readExportStyle(): Promise<ExportStyle> {
  const css = await readFile('shared/read/document.css', 'utf8')
  const fonts = await Promise.all(
    faces.map(async ({ style, file }) => {
      const bytes = await readFile(`${fontFolder}/${file}`)
      return `@font-face{font-family:'Source Sans 3 Variable';font-style:${style};font-weight:200 900;src:url(data:font/woff2;base64,${bytes.toString('base64')}) format('woff2')}`
    }),
  )
  return { css, fonts: fonts.join('\n') }
}

/**
 * One self-contained file: no script, no address to fetch anything from.
 *
 * @param images  data addresses of the pictures by hash
 */
export function exportHtml(
  document: ReadDocument,
  style: ExportStyle,
  images: ReadonlyMap<string, string>,
): string {
  const body = renderToStaticMarkup(
    createElement(ReportDocument, { document, imageSource: (hash: string) => images.get(hash) ?? '' }),
  )
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">
<title>${escaped(`${document.title}, ${document.organisation}`)}</title>
<style>
${style.fonts}
${style.css}
body { margin: 0; background: #f0ece4; }
main { display: block; max-width: 760px; margin: 0 auto; padding: 24px; background: #fffefc; }
@media print { body, main { background: none; padding: 0; max-width: none; } }
${pageRules(document)}
</style>
</head>
<body><main>${body}</main></body>
</html>
`
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0) ?? 0};`)
