import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** The built server as a process of its own, with a data folder that nobody else uses. */
export type RunningServer = {
  url: string
  dataDir: string
  /** What the process has printed so far, for a failing test to show. */
  output: () => string
  /** Ends it as an operator would (SIGTERM) and waits until it is gone; its data stay. */
  stop: () => Promise<void>
  /** Ends it as a power cut would (SIGKILL) and waits until it is gone; its data stay. */
  kill: () => Promise<void>
  /** Ends it and deletes its data. */
  dispose: () => Promise<void>
}

type ServerOptions = {
  /** Another server's data folder, to start again on it. */
  dataDir?: string
  /** A data folder to begin with: it is copied, not touched. */
  beginWith?: string
  /** The port to come back on; 0, any free one, otherwise. */
  port?: number
  env?: Record<string, string>
  /** How long starting and filling the demo may take before the test fails. */
  patienceMs?: number
}

/** Starts dist/server/main.js on loopback and waits until it says where it listens and /readyz answers 200. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'samskrift-e2e-')))
  if (options.beginWith !== undefined) await cp(options.beginWith, dataDir, { recursive: true })
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
    env: {
      PATH: process.env['PATH'],
      TZ: 'Europe/Stockholm',
      PORT: String(options.port ?? 0),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      AUTH: 'demo',
      LOG_LEVEL: 'warn',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const collect = (chunk: Buffer): void => void (printed += chunk.toString('utf8'))
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)

  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (hasEnded(child)) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  try {
    const deadline = AbortSignal.timeout(options.patienceMs ?? 60_000)
    const url = await addressOf(child, () => printed, deadline)
    await untilReady(url, child, deadline)
    return {
      url,
      dataDir,
      output: () => printed,
      stop: () => end('SIGTERM'),
      kill: () => end('SIGKILL'),
      dispose: async () => {
        await end('SIGKILL')
        await rm(dataDir, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await end('SIGKILL')
    throw new Error(`the server did not start; it printed:\n${printed}`, { cause: error })
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function addressOf(child: ChildProcess, printed: () => string, deadline: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed())?.[0]
      if (address !== undefined) resolve(address)
    }
    child.stdout?.on('data', look)
    child.once('exit', (code) => reject(new Error(`it ended with exit code ${code}`)))
    child.once('error', reject)
    deadline.addEventListener('abort', () => reject(new Error('it printed no address in time')))
  })
}

async function untilReady(url: string, child: ChildProcess, deadline: AbortSignal): Promise<void> {
  for (;;) {
    deadline.throwIfAborted()
    if (hasEnded(child)) throw new Error('it ended before it was ready')
    const answer = await fetch(`${url}/readyz`, { signal: deadline })
    await answer.arrayBuffer()
    if (answer.ok) return
    await pause(50)
  }
}
