// `npm start`: builds what is missing or older than its sources, then becomes the server.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { needsBuild, root } from './build.mjs'

process.chdir(root)
if (needsBuild()) {
  // In a process of its own: the bundlers set NODE_ENV and keep memory that the server has no use for.
  const built = spawnSync(process.execPath, [join(root, 'server/build/build.mjs'), '--stale'], {
    stdio: 'inherit',
  })
  if (built.status !== 0) process.exit(built.status ?? 1)
}
process.setSourceMapsEnabled(true)
await import(pathToFileURL(join(root, 'dist/server/main.js')).href)
