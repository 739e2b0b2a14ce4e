// Builds what is missing or older than its sources: dist/client (vite) and dist/server (esbuild).
// Plain JavaScript, because it has to run before anything is compiled, on Node 20 too.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/**
 * One half of the product: what it is made from, the file that says when it was made, and how to make it.
 *
 * @typedef {{ name: string, entry: string, sources: string[], stamp: string, build: () => Promise<void> }} Part
 */

const common = ['shared', 'package-lock.json', 'server/build/build.mjs']

/** @type {Part[]} */
const parts = [
  {
    name: 'client',
    entry: 'client/index.html',
    sources: ['client', 'vite.config.ts', ...common],
    stamp: 'dist/client.built',
    build: buildClient,
  },
  {
    name: 'server',
    entry: 'server/main.ts',
    sources: ['server', ...common],
    stamp: 'dist/server.built',
    build: buildServer,
  },
]

/**
 * The newest change below a path in ms; folders count too, so that a deleted file makes its part stale.
 *
 * @param {string} path
 * @returns {number}
 */
function changedAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

/** @param {Part} part */
function isStale(part) {
  if (!existsSync(join(root, part.entry))) return false
  const builtAt = statSync(join(root, part.stamp), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return part.sources.some((source) => changedAt(join(root, source)) > builtAt)
}

/** Is there anything that `build` would have to make before the product can start? */
export function needsBuild() {
  return parts.some(isStale)
}

async function buildClient() {
  const { build } = await import('vite')
  const next = join(root, 'dist/client.next')
  // Tests build too, and NODE_ENV=test would bundle React's slow development half.
  const environment = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    await build({
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: next, emptyOutDir: true },
    })
  } finally {
    if (environment === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = environment
  }
  await compressAssets(join(next, 'assets'))
  // Swapped in as a whole: a running server never serves half of one build and half of another.
  const current = join(root, 'dist/client')
  const old = join(root, 'dist/client.old')
  rmSync(old, { recursive: true, force: true })
  if (existsSync(current)) renameSync(current, old)
  renameSync(next, current)
  rmSync(old, { recursive: true, force: true })
}

/**
 * Lays a .br and a .gz beside every script, style sheet and picture in text form, for a static server to choose from.
 *
 * @param {string} folder
 */
async function compressAssets(folder) {
  if (!existsSync(folder)) return
  const brotli = promisify(brotliCompress)
  const zip = promisify(gzip)
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
  const worthIt = readdirSync(folder).filter((name) => /\.(js|css|svg|json)$/.test(name))
  await Promise.all(
    worthIt.map(async (name) => {
      const bytes = readFileSync(join(folder, name))
      if (bytes.length < 1024) return
      writeFileSync(join(folder, `${name}.br`), await brotli(bytes, options))
      writeFileSync(join(folder, `${name}.gz`), await zip(bytes))
    }),
  )
}

/** Files that are started by themselves: the server, each command line tool, each worker thread. */
function serverEntries() {
  /** @type {string[]} */
  const entries = ['server/main.ts']
  for (const found of readdirSync(join(root, 'server'), { recursive: true, withFileTypes: true })) {
    const path = join(found.parentPath, found.name)
    const isTool = dirname(path) === join(root, 'server/cli')
    if (found.isFile() && found.name.endsWith('.ts') && (isTool || found.name.endsWith('Worker.ts'))) {
      entries.push(path)
    }
  }
  return entries.map((path) => ({ in: resolve(root, path), out: basename(path, '.ts') }))
}

async function buildServer() {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: serverEntries(),
    outdir: 'dist/server',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: true,
    logLevel: 'warning',
  })
}

/**
 * Two builds at once would write into each other: the second waits for the first, unless that one has died.
 *
 * @param {() => Promise<void>} work
 */
async function alone(work) {
  const lock = join(root, 'dist/building')
  mkdirSync(join(root, 'dist'), { recursive: true })
  while (!takeLock(lock)) await pause(100)
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** @param {string} lock */
function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  if (!holderLives(lock)) rmSync(lock, { force: true })
  return false
}

/** @param {string} lock */
function holderLives(lock) {
  try {
    // An empty file is one whose holder is between making and filling it.
    const pid = Number(readFileSync(lock, 'utf8'))
    if (pid > 0) process.kill(pid, 0)
    return true
  } catch {
    // No such file or no such process: whoever held the lock is done with it.
    return false
  }
}

/**
 * Builds the parts that are stale, or all of them, or one if it is stale. A part without an entry is left out.
 *
 * @param {{ all?: boolean, only?: 'client' | 'server' }} [options]
 */
export async function build({ all = false, only } = {}) {
  await alone(async () => {
    for (const part of parts) {
      if (only !== undefined && part.name !== only) continue
      if (!existsSync(join(root, part.entry)) || !(all || isStale(part))) continue
      const startedAt = Date.now()
      await part.build()
      // The stamp bears the time at which reading began, so that a change made meanwhile is built next time.
      writeFileSync(join(root, part.stamp), new Date(startedAt).toISOString())
      utimesSync(join(root, part.stamp), startedAt / 1000, startedAt / 1000)
      console.log(`built ${part.name} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
    }
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ all: !process.argv.includes('--stale') })
}
