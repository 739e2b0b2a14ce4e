// What a browser fetches before it shows a section for the first time: the entry, the report's frame and the section
// page, all they import at once, and their style sheets. What writing needs comes after that.
import { readFileSync } from 'node:fs'

/** @type {Record<string, { file: string, isEntry?: boolean, imports?: string[], css?: string[] }>} */
const manifest = JSON.parse(readFileSync('dist/client/.vite/manifest.json', 'utf8'))
const pages = ['report/ReportPage.tsx', 'section/SectionPage.tsx']

/** @type {Set<string>} */
const seen = new Set()
/** @type {Set<string>} */
const files = new Set()

/** @param {string} key */
function follow(key) {
  const chunk = manifest[key]
  if (chunk === undefined) throw new Error(`no ${key} in the manifest`)
  if (seen.has(key)) return
  seen.add(key)
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(`dist/client/${file}`)
  chunk.imports?.forEach(follow)
}

for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) follow(key)
pages.forEach(follow)
if ([...seen].some((key) => key.includes('editingPart'))) throw new Error('a section waits for the editor')

// Served as brotli to every browser that asks for it, which all of today do; gzip is for proxies that do not.
export default [
  { name: 'first section shown, brotli', path: [...files], limit: '300 kB', brotli: true },
  { name: 'first section shown, gzip', path: [...files], limit: '330 kB', gzip: true },
]
