import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { problemResponse } from './problem.ts'
import type { Env } from './route.ts'

interface Kept {
  readonly fingerprint: string
  readonly answer: Promise<{ status: number; headers: [string, string][]; body: string } | null>
  readonly until: number
  /** Length of the answer, once it is there. */
  bytes: number
}

const keepMs = 24 * 60 * 60_000
const mostKept = 20_000
/** Long answers are forgotten earlier, so that nobody fills the memory by repeating large commands. */
const mostKeptBytes = 64 * 1024 * 1024

/**
 * A POST that is sent again with the same `Idempotency-Key` is not done again: it answers as the first time, also while the
 * first is still under way. The same key for something else is refused. Answers are kept for a day, or until the server
 * is restarted.
 */
export function idempotentPosts(now: () => Date): MiddlewareHandler<Env> {
  const kept = new Map<string, Kept>()
  let keptBytes = 0
  const forget = (name: string, known: Kept) => {
    if (kept.get(name) !== known) return
    kept.delete(name)
    keptBytes -= known.bytes
  }

  const forgetOld = () => {
    const time = now().getTime()
    // In order of insertion, so the oldest come first.
    for (const [name, known] of kept) {
      if (known.until > time && kept.size < mostKept && keptBytes < mostKeptBytes) break
      forget(name, known)
    }
  }

  return async (c, next) => {
    const key = c.req.header('idempotency-key')
    const person = c.get('person')
    if (c.req.method !== 'POST' || key === undefined || person === undefined) return next()
    if (key.length > 200) return problemResponse(c, { code: 'bad-request', culprit: 'idempotency-key' })
    forgetOld()
    const body = Buffer.from(await c.req.arrayBuffer())
    const fingerprint = createHash('sha256').update(`${c.req.path}\n`).update(body).digest('hex')
    const name = `${person.user} ${key}`
    const earlier = kept.get(name)
    if (earlier !== undefined) {
      if (earlier.fingerprint !== fingerprint)
        return problemResponse(c, { code: 'idempotency-mismatch', culprit: key })
      const answer = await earlier.answer
      // The first one failed on our side: it was not kept, and this one is tried in its place.
      if (answer !== null)
        return new Response(answer.body, { status: answer.status, headers: answer.headers })
    }
    let settle: (answer: Awaited<Kept['answer']>) => void = () => undefined
    const command: Kept = {
      fingerprint,
      answer: new Promise((resolve) => {
        settle = resolve
      }),
      until: now().getTime() + keepMs,
      bytes: 0,
    }
    kept.set(name, command)
    try {
      await next()
    } finally {
      if (c.error !== undefined || c.res.status >= 500 || c.res.status === 429) {
        forget(name, command)
        settle(null)
      } else {
        const { status, headers } = c.res
        const answered = await c.res.clone().text()
        command.bytes = answered.length
        if (kept.get(name) === command) keptBytes += command.bytes
        settle({
          status,
          headers: [...headers].filter(([header]) => header === 'content-type'),
          body: answered,
        })
      }
    }
    return undefined
  }
}
