import { once } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import type { Running } from '../../../server/serve.ts'
import { as, cookieOf, guest, startTestServer, type Guest } from '../api/testServer.ts'

const running: Running[] = []
afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

const rootPassword = 'ett långt lösenord'
const kim = { user: 'kim', name: 'Kim Ek', title: 'controller', password: 'blått hus i skogen' }

/** An installation with local sign-in and one administrator. */
async function installation(): Promise<{ server: Running; root: Guest }> {
  const server = await startTestServer({
    config: {
      host: '127.0.0.1',
      port: 0,
      auth: 'local',
      publicUrl: undefined,
      sessionIdleMs: 7_200_000,
      sessionMaxMs: 43_200_000,
    },
  })
  running.push(server)
  await server.deps.accounts.set(
    'test',
    { user: 'root', name: 'Rut', title: 'administratör', system: ['administrator'] },
    rootPassword,
  )
  return { server, root: await signedIn(server, 'root', rootPassword) }
}

const signIn = (server: Running, user: string, password: string) =>
  guest(server).send('POST', '/api/session', { user, password })

async function signedIn(server: Running, user: string, password: string): Promise<Guest> {
  const reply = await signIn(server, user, password)
  if (reply.status !== 200) throw new Error(`sign-in of ${user}: ${reply.status}`)
  return guest(server, cookieOf(reply))
}

const code = async (reply: ReturnType<Guest['send']>) => (await reply).body.code as string

describe('accounts', () => {
  test('[PE15] a closed account signs in no more, and its open page is put out', async () => {
    const { server, root } = await installation()
    await root.send('POST', '/api/people', kim)
    const asKim = await signedIn(server, 'kim', kim.password)
    const made = await asKim.send('POST', '/api/reports', {
      template: 'vb-namnd',
      organisation: 'Provnämnden',
      year: 2024,
    })
    const live = asKim.socket(`/live/${made.body.id}`)
    await once(live, 'message')
    const closed = once(live, 'close')
    expect((await root.send('PATCH', '/api/people/kim', { active: false })).body).toMatchObject({
      user: 'kim',
      active: false,
    })
    expect((await closed)[0]).toBe(4401)
    expect((await asKim.send('GET', '/api/me')).status).toBe(401)
    expect((await signIn(server, 'kim', kim.password)).status).toBe(401)
    expect((await root.send('GET', '/api/people?q=kim')).body).toEqual([])
    const everybody = (await root.send('GET', '/api/accounts')).body
    expect(everybody).toContainEqual(
      expect.objectContaining({ user: 'kim', active: false, hasPassword: true }),
    )
    expect(JSON.stringify(everybody)).not.toContain('argon2')
    await root.send('PATCH', '/api/people/kim', { active: true })
    expect((await signIn(server, 'kim', kim.password)).status).toBe(200)
  })

  test('[PE16] the last administrator who can sign in is neither closed nor made anything else', async () => {
    const { root } = await installation()
    await root.send('POST', '/api/people', { ...kim, password: undefined, system: ['administrator'] })
    expect(await code(root.send('PATCH', '/api/people/root', { active: false }))).toBe('last-administrator')
    expect(await code(root.send('PATCH', '/api/people/root', { system: ['mallforvaltare'] }))).toBe(
      'last-administrator',
    )
    await root.send('PATCH', '/api/people/kim', { password: kim.password })
    expect((await root.send('PATCH', '/api/people/root', { system: [] })).status).toBe(200)
    expect(await code(root.send('GET', '/api/accounts'))).toBe('not-permitted')
  })

  test('[PE16] two administrators who close each other at once are not both closed', async () => {
    const { server, root } = await installation()
    await root.send('POST', '/api/people', { ...kim, system: ['administrator'] })
    const asKim = await signedIn(server, 'kim', kim.password)
    const replies = await Promise.all([
      root.send('PATCH', '/api/people/kim', { active: false }),
      asKim.send('PATCH', '/api/people/root', { active: false }),
    ])
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    const left = ['kim', 'root'].filter((user) => server.deps.accounts.person(user) !== undefined)
    expect(left).toHaveLength(1)
  })

  test('[PE17] a name is given once: neither a colleague nor a closed account can be written over', async () => {
    const { root } = await installation()
    const replies = await Promise.all([
      root.send('POST', '/api/people', kim),
      root.send('POST', '/api/people', { ...kim, name: 'Kim Berg' }),
    ])
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400])
    await root.send('PATCH', '/api/people/kim', { active: false })
    const again = await root.send('POST', '/api/people', { ...kim, name: 'Kim Alm' })
    expect([again.status, again.body.culprit, again.body.details]).toEqual([400, 'user', { reason: 'taken' }])
    expect(JSON.stringify((await root.send('GET', '/api/accounts')).body)).not.toContain('Kim Alm')
  })

  test('[PE18] what is said is changed, null takes away, the rest stays', async () => {
    const { root } = await installation()
    await root.send('POST', '/api/people', { ...kim, unit: 'Ekonomi', email: 'kim.ek@example.org' })
    const path = '/api/people/kim'
    expect((await root.send('PATCH', path, { title: 'ekonom', unit: null })).body).toEqual({
      user: 'kim',
      name: 'Kim Ek',
      title: 'ekonom',
      email: 'kim.ek@example.org',
      system: [],
      active: true,
      hasPassword: true,
    })
    expect((await root.send('PATCH', path, { email: 'kim' })).body).toMatchObject({
      code: 'bad-request',
      culprit: 'email',
    })
    expect(await code(root.send('PATCH', '/api/people/ingen', { title: 'x' }))).toBe('person-unknown')
  })

  test('[PE19] everybody changes their own password with the old one; other sign-ins end, this one stays', async () => {
    const { server, root } = await installation()
    await root.send('POST', '/api/people', kim)
    const here = await signedIn(server, 'kim', kim.password)
    const there = await signedIn(server, 'kim', kim.password)
    const change = (old: string, to: string) => here.send('PUT', '/api/me/password', { old, new: to })
    expect((await change('fel lösenord', 'rött hus i skogen')).body).toMatchObject({
      status: 422,
      code: 'wrong-password',
      culprit: 'old',
    })
    expect((await change(kim.password, 'kort')).status).toBe(400)
    expect((await there.send('GET', '/api/me')).status).toBe(200)
    expect((await change(kim.password, 'rött hus i skogen')).status).toBe(200)
    expect((await here.send('GET', '/api/me')).status).toBe(200)
    expect((await there.send('GET', '/api/me')).status).toBe(401)
    expect((await signIn(server, 'kim', kim.password)).status).toBe(401)
    expect((await signIn(server, 'kim', 'rött hus i skogen')).status).toBe(200)
    expect(
      (await guest(server).send('PUT', '/api/me/password', { old: 'x', new: 'rött hus i skogen' })).status,
    ).toBe(401)
  })

  test('[PE19] guessing the old password is counted as signing in is', async () => {
    const { server, root } = await installation()
    await root.send('POST', '/api/people', kim)
    const here = await signedIn(server, 'kim', kim.password)
    const guess = (old: string) => here.send('PUT', '/api/me/password', { old, new: 'rött hus i skogen' })
    for (let attempt = 0; attempt < 10; attempt++)
      expect(await code(guess(`fel ${attempt}`))).toBe('wrong-password')
    expect((await guess(kim.password)).status).toBe(429)
    expect((await signIn(server, 'kim', kim.password)).status).toBe(429)
  })

  test('[PE20] the people of the demo are the same for everybody', async () => {
    const server = await startTestServer()
    running.push(server)
    const mikael = await as(server, 'mikael.lund')
    expect((await mikael.send('GET', '/api/accounts')).status).toBe(200)
    expect(await code(mikael.send('POST', '/api/people', kim))).toBe('people-fixed')
    expect(await code(mikael.send('PATCH', '/api/people/anna.lindqvist', { active: false }))).toBe(
      'people-fixed',
    )
    expect(await code(mikael.send('PUT', '/api/me/password', { old: 'x', new: 'rött hus i skogen' }))).toBe(
      'people-fixed',
    )
    const anna = await as(server, 'anna.lindqvist')
    expect(await code(anna.send('GET', '/api/accounts'))).toBe('not-permitted')
  })
})

describe('the first report', () => {
  const report = { template: 'vb-namnd', organisation: 'Provnämnden', year: 2024 }

  test('[PE21] who creates a report for somebody else has no role in it; who may create one is told', async () => {
    const { server, root } = await installation()
    await root.send('POST', '/api/people', kim)
    await root.send('POST', '/api/people', { ...kim, user: 'lo', name: 'Lo Alm' })
    expect(await code(root.send('POST', '/api/reports', { ...report, samordnare: 'ingen' }))).toBe(
      'person-unknown',
    )
    const made = await root.send('POST', '/api/reports', { ...report, samordnare: 'kim' })
    expect(made.status).toBe(201)
    expect((await root.send('GET', '/api/reports')).body).toEqual([])
    expect((await root.send('GET', `/api/reports/${made.body.id}`)).status).toBe(404)
    const asKim = await signedIn(server, 'kim', kim.password)
    expect((await asKim.send('GET', '/api/reports')).body).toMatchObject([{ roles: ['samordnare'] }])
    const { entries } = (await asKim.send('GET', `/api/reports/${made.body.id}/audit`)).body
    expect(entries[0].actor).toEqual({ user: 'root' })
    const asLo = await signedIn(server, 'lo', kim.password)
    const may = async (who: Guest) => (await who.send('GET', '/api/me')).body.mayCreateReports as boolean
    expect([await may(root), await may(asKim), await may(asLo)]).toEqual([true, true, false])
    expect((await asLo.send('POST', '/api/reports', report)).status).toBe(403)
  })
})
