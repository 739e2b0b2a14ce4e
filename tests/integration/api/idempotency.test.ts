import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { idempotentPosts } from '../../../server/idempotency.ts'
import type { Env } from '../../../server/route.ts'

/** An address that answers with a mebibyte and counts how often it was asked. */
function counting() {
  const app = new Hono<Env>()
  let times = 0
  app.use(async (c, next) => {
    c.set('person', { user: 'anna', name: 'Anna', title: '', system: [] })
    await next()
  })
  app.use(idempotentPosts(() => new Date()))
  app.post('/', (c) => c.text(`${++times} `.padEnd(2 ** 20, 'x')))
  return async (key: string): Promise<number> => {
    const reply = await app.request('/', { method: 'POST', headers: { 'idempotency-key': key } })
    return Number((await reply.text()).split(' ')[0])
  }
}

test('[SE8] answers are kept up to an amount, so that nobody fills the memory; the oldest are forgotten first', async () => {
  const ask = counting()
  for (let i = 1; i <= 70; i++) expect(await ask(`key ${i}`)).toBe(i)
  expect(await ask('key 70')).toBe(70)
  expect(await ask('key 1')).toBe(71)
})
