// `node server/build/run.mjs NAME ...`: runs the command line tool server/cli/NAME.ts from a fresh bundle.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, needsBuild, root } from './build.mjs'

const [name, ...rest] = process.argv.slice(2)
if (name === undefined) throw new Error('usage: node server/build/run.mjs NAME [arguments]')

// A tool may run beside the serving process; it must not rebuild the pages under it.
if (needsBuild()) await build({ only: 'server' })

const file = join(root, 'dist/server', `${name}.js`)
process.argv = [process.execPath, file, ...rest]
process.setSourceMapsEnabled(true)
await import(pathToFileURL(file).href)
