import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

/*
 * The lock of a data folder: a file that says which process has it open. It is judged by whether that very process still
 * lives, so that a start right after `kill -9` succeeds. A lock of another host cannot be judged and always holds; containers
 * that share a folder therefore need host names of their own.
 */

const holderSchema = z.object({
  host: z.string(),
  pid: z.int(),
  /** Start of the process in ticks since boot, and the boot: a later process with the same pid is another. */
  started: z.string().nullable(),
  boot: z.string().nullable(),
})
type Holder = z.infer<typeof holderSchema>

/** A process as the operating system tells of it. */
export type LockProcess = {
  self: Holder
  /** What lives under a pid now: null if nothing does; `started` is null where the system does not tell. */
  living: (pid: number) => { started: string | null } | null
}

export class LockHeld extends Error {
  override name = 'LockHeld'
}

export type Lock = { release(): Promise<void> }

/** How long a process that is being killed may take to go. */
const patienceMs = 500

/**
 * Takes the lock, also over from a process that has died without letting go.
 *
 * @throws {LockHeld} naming process and host
 */
export async function takeLock(path: string, owner: LockProcess): Promise<Lock> {
  const mine = JSON.stringify(owner.self)
  for (let waited = 0; ;) {
    if (await place(path, mine)) return { release: () => release(path, mine) }
    const text = await readFile(path, 'utf8').catch(absent)
    if (text === null) continue
    const holder = parseHolder(text)
    if (holder === null || !isHeld(holder, owner)) await takeAway(path, text)
    else if (waited >= patienceMs || holder.host !== owner.self.host || text === mine)
      throw new LockHeld(refusal(path, holder, owner))
    else {
      await wait(100)
      waited += 100
    }
  }
}

/** The living process that has the lock; null if nobody has. */
export async function holderOf(
  path: string,
  owner: LockProcess,
): Promise<{ host: string; pid: number } | null> {
  const text = await readFile(path, 'utf8').catch(absent)
  const holder = text === null ? null : parseHolder(text)
  return holder !== null && isHeld(holder, owner) ? { host: holder.host, pid: holder.pid } : null
}

/** This process on Linux, and as much of it as other systems tell. */
export function thisProcess(): LockProcess {
  const started = startOf(process.pid)
  return {
    self: {
      host: hostname(),
      pid: process.pid,
      started,
      boot: textOf('/proc/sys/kernel/random/boot_id')?.trim() ?? null,
    },
    living(pid) {
      if (!answers(pid)) return null
      const stat = textOf(`/proc/${pid}/stat`)
      if (stat === null) return { started: null }
      const { state, start } = fieldsOf(stat)
      // A zombie holds nothing open any more; its parent has only not asked for it yet.
      return state === 'Z' || state === 'X' ? null : { started: start }
    },
  }
}

function isHeld(holder: Holder, { self, living }: LockProcess): boolean {
  if (holder.host !== self.host) return true
  if (holder.boot !== null && self.boot !== null && holder.boot !== self.boot) return false
  const now = living(holder.pid)
  if (now === null) return false
  return now.started === null || holder.started === null || now.started === holder.started
}

/** Puts the lock in place with its contents, or answers false if there is one. */
async function place(path: string, mine: string): Promise<boolean> {
  const temporary = `${path}.${randomUUID()}`
  await writeFile(temporary, mine, { mode: 0o600, flush: true })
  try {
    await link(temporary, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Removes a stale lock, and only that one: another process may have taken it over meanwhile. */
async function takeAway(path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if ((await readFile(aside, 'utf8')) !== stale) await link(aside, path)
  await rm(aside, { force: true })
}

async function release(path: string, mine: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(absent)) === mine) await rm(path, { force: true })
}

function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text))
  } catch {
    // Locks appear with their contents, so this is none of ours: left by a damaged disk or by hand.
    return null
  }
}

function refusal(path: string, holder: Holder, { self }: LockProcess): string {
  const advice = holder.host === self.host ? 'stop it first' : `if it is gone for certain, remove ${path}`
  return `the data folder is in use by process ${holder.pid} on ${holder.host}: ${advice}`
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function startOf(pid: number): string | null {
  const stat = textOf(`/proc/${pid}/stat`)
  return stat === null ? null : fieldsOf(stat).start
}

/** Fields 3 and 22 of /proc/<pid>/stat. The name before them may hold spaces and brackets. */
function fieldsOf(stat: string): { state: string | null; start: string | null } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? null, start: fields[19] ?? null }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Other systems have no such file.
    return null
  }
}

function absent(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
