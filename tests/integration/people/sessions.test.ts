import { afterEach, describe, expect, test } from 'vitest'
import { once } from 'node:events'
import type { Running } from '../../../server/serve.ts'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import { as, cookieOf, guest, newTestReport, startTestServer } from '../api/testServer.ts'

const running: Running[] = []
const start = async (...options: Parameters<typeof startTestServer>): Promise<Running> => {
  const server = await startTestServer(...options)
  running.push(server)
  return server
}
afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

const clock = () => {
  let time = Date.parse('2024-01-15T08:00:00Z')
  return { now: () => new Date(time), pass: (minutes: number) => void (time += minutes * 60_000) }
}
const local = {
  host: '127.0.0.1',
  port: 0,
  auth: 'local',
  publicUrl: undefined,
  sessionIdleMs: 7_200_000,
  sessionMaxMs: 43_200_000,
} as const

describe('sessions', () => {
  test('[PE2] the cookie is HttpOnly and Lax, and its secret is nowhere in the store', async () => {
    const server = await start()
    const reply = await guest(server).send('POST', '/api/session', { user: 'anna.lindqvist' })
    const [cookie = ''] = reply.headers.getSetCookie()
    expect(cookie).toMatch(/^samskrift=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    const secret = cookieOf(reply).slice('samskrift='.length)
    const people = await server.deps.store.openPeople()
    expect(JSON.stringify(await people.audit())).not.toContain(secret)
  })

  test('[PE3] two hours without use end a session, use keeps it, twelve hours end it all the same', async () => {
    const { now, pass } = clock()
    const server = await start({ now })
    const anna = await as(server, 'anna.lindqvist')
    const status = async () => (await anna.send('GET', '/api/me')).status
    for (let hour = 0; hour < 11; hour++) {
      pass(60)
      expect(await status()).toBe(200)
    }
    pass(61)
    expect(await status()).toBe(401)
    const again = await as(server, 'anna.lindqvist')
    pass(121)
    expect((await again.send('GET', '/api/me')).status).toBe(401)
  })

  test('[PE4] signing out ends one session, signing out everywhere all, and open sockets with them', async () => {
    const server = await start()
    const { id, anna } = await newTestReport(server)
    const second = await as(server, 'anna.lindqvist')
    const third = await as(server, 'anna.lindqvist')
    const live = third.socket(`/live/${id}`)
    await once(live, 'message')
    await second.send('DELETE', '/api/session')
    expect((await second.send('GET', '/api/me')).status).toBe(401)
    expect((await third.send('GET', '/api/me')).status).toBe(200)
    const closed = once(live, 'close')
    await anna.send('DELETE', '/api/session/all')
    expect((await closed)[0]).toBe(4401)
    expect((await third.send('GET', '/api/me')).status).toBe(401)
  })

  test('[PE5] a session outlives a restart of the server, without a goodbye', async () => {
    const disk = memoryDisk()
    const first = await start({ disk })
    const anna = await as(first, 'anna.lindqvist')
    const second = await start({ disk })
    expect((await guest(second, anna.cookie).send('GET', '/api/me')).body.user).toBe('anna.lindqvist')
  })

  test('[PE6] a person of the demo is nobody where sign-in is local, and the other way round', async () => {
    const server = await start({ config: local })
    expect((await guest(server).send('POST', '/api/session', { user: 'anna.lindqvist' })).status).toBe(400)
    expect(
      (await guest(server).send('POST', '/api/session', { user: 'anna.lindqvist', password: 'x' })).status,
    ).toBe(401)
    expect((await guest(server).send('GET', '/api/session')).body).toEqual({ auth: 'local' })
  })
})

describe('local accounts', () => {
  const withAdministrator = async (options: Parameters<typeof startTestServer>[0] = {}) => {
    const server = await start({ config: local, ...options })
    await server.deps.accounts.set(
      'test',
      { user: 'root', name: 'Rut', title: 'administratör', system: ['administrator'] },
      'ett långt lösenord',
    )
    return server
  }
  const signIn = (server: Running, user: string, password: string) =>
    guest(server).send('POST', '/api/session', { user, password })

  test('[PE7] an administrator makes people, who sign in with their password; a changed one ends their sessions', async () => {
    const server = await withAdministrator()
    const root = guest(server, cookieOf(await signIn(server, 'root', 'ett långt lösenord')))
    const kim = { user: 'kim', name: 'Kim Ek', title: 'controller', password: 'blått hus i skogen' }
    expect((await root.send('POST', '/api/people', kim)).status).toBe(201)
    expect((await root.send('POST', '/api/people', kim)).status).toBe(400)
    expect((await root.send('POST', '/api/people', { ...kim, user: 'lo', password: 'kort' })).status).toBe(
      400,
    )
    const signedIn = await signIn(server, 'kim', 'blått hus i skogen')
    const asKim = guest(server, cookieOf(signedIn))
    expect((await asKim.send('POST', '/api/people', { ...kim, user: 'lo' })).status).toBe(403)
    expect(
      (await root.send('PATCH', '/api/people/kim', { password: 'rött hus i skogen', title: 'ekonomichef' }))
        .body.title,
    ).toBe('ekonomichef')
    expect((await asKim.send('GET', '/api/me')).status).toBe(401)
    expect((await root.send('PATCH', '/api/people/kim', { active: false })).status).toBe(200)
    expect((await signIn(server, 'kim', 'rött hus i skogen')).status).toBe(401)
  })

  test('[PE8] an unknown name and a wrong password get the same answer; ten failures make anybody wait', async () => {
    const { now, pass } = clock()
    const server = await withAdministrator({ now })
    const wrong = await signIn(server, 'root', 'fel lösenord')
    const unknown = await signIn(server, 'ingen', 'fel lösenord')
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body])
    const guesses = await Promise.all(
      Array.from({ length: 30 }, (_, attempt) => signIn(server, 'root', `fel ${attempt}`)),
    )
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(9)
    const right = await signIn(server, 'root', 'ett långt lösenord')
    expect([right.status, right.body.code]).toEqual([429, 'too-many-requests'])
    pass(16)
    expect((await signIn(server, 'root', 'ett långt lösenord')).status).toBe(200)
  })

  test('[PE9] passwords are kept as argon2id hashes only', async () => {
    const server = await withAdministrator()
    const people = await server.deps.store.openPeople()
    const kept = JSON.stringify(people.state())
    expect(kept).toContain('$argon2id$')
    expect(kept).not.toContain('ett långt lösenord')
  })
})
