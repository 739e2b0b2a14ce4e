import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Something that people can type through, in a process of its own. */
export interface TypingServer {
  readonly url: string
  /** Processor time it has used so far, ms. */
  readonly cpuMs: () => Promise<number>
  readonly stop: () => Promise<void>
}

/** Starts the plain relay. */
export async function startRelay(): Promise<TypingServer> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/relay.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [printed] = (await once(child.stdout, 'data')) as [Buffer]
  const url = printed.toString('utf8').trim()
  return {
    url,
    cpuMs: async () => {
      const { user, system } = (await (await fetch(`${url}/cpu`)).json()) as NodeJS.CpuUsage
      return (user + system) / 1000
    },
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}

/** Processor time of the product, from its own metrics. */
export async function cpuOfProduct(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/^samskrift_process_cpu_seconds_total (\S+)/m.exec(text)?.[1] ?? Number.NaN) * 1000
}
