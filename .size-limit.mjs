// What a browser fetches before the first page shows: the entry, all it imports at once, and their style sheets.
import { readFileSync } from 'node:fs'

/** @type {Record<string, { file: string, isEntry?: boolean, imports?: string[], css?: string[] }>} */
const manifest = JSON.parse(readFileSync('dist/client/.vite/manifest.json', 'utf8'))

/** @type {Set<string>} */
const seen = new Set()
/** @type {Set<string>} */
const files = new Set()

/** @param {string} key */
function follow(key) {
  const chunk = manifest[key]
  if (chunk === undefined || seen.has(key)) return
  seen.add(key)
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(`dist/client/${file}`)
  chunk.imports?.forEach(follow)
}

for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) follow(key)

export default [{ name: 'first load', path: [...files], limit: '300 kB', gzip: true }]
