import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Running } from '../../../server/serve.ts'
import { as, newTestReport, smallPlan, startTestServer, type Guest } from '../api/testServer.ts'

let server: Running
let report: string
let anna: Guest
beforeAll(async () => {
  server = await startTestServer()
  const made = await newTestReport(server)
  anna = made.anna
  report = made.id
  await anna.send('PUT', `/api/reports/${report}/plan`, smallPlan)
  const member = (user: string, grants: object[]) =>
    anna.send('PUT', `/api/reports/${report}/members/${user}`, { grants })
  await member('karin.hallgren', [{ role: 'skribent', sections: ['framtid'] }])
  await member('sara.ahlgren', [{ role: 'lasare' }])
  await member('maria.oberg', [{ role: 'granskare' }])
  await member('gunilla.astrom', [{ role: 'godkannare' }])
  await member('bengt.nyman', [{ role: 'namndsekreterare' }])
})
afterAll(() => server.close())

describe('the log', () => {
  test('[PM12] lets nobody but samordnare and godkännare read the audit', async () => {
    const reads = async (user: string) =>
      (await (await as(server, user)).send('GET', `/api/reports/${report}/audit`)).status
    expect(
      await Promise.all(
        [
          'anna.lindqvist',
          'gunilla.astrom',
          'maria.oberg',
          'bengt.nyman',
          'karin.hallgren',
          'sara.ahlgren',
        ].map(reads),
      ),
    ).toEqual([200, 200, 403, 403, 403, 403])
  })
})

describe('people of a report', () => {
  test('[PM13] rights end with the role, at the next request', async () => {
    const per = await as(server, 'per.sandberg')
    const path = `/api/reports/${report}/members/per.sandberg`
    const set = () =>
      per.send('PUT', `/api/reports/${report}/cells`, [
        { block: 'resultatrapport', row: 'otherIncome', column: 'actual', value: '7' },
      ])
    await anna.send('PUT', path, { grants: [{ role: 'skribent' }] })
    expect((await set()).body[0].result).toBe('stored')
    await anna.send('DELETE', path)
    expect((await set()).status).toBe(404)
  })

  test('[PM14] the last samordnare of the whole report stays', async () => {
    const reply = await anna.send('DELETE', `/api/reports/${report}/members/anna.lindqvist`)
    expect([reply.status, reply.body.code]).toEqual([409, 'last-coordinator'])
    const limited = await anna.send('PUT', `/api/reports/${report}/members/anna.lindqvist`, {
      grants: [{ role: 'samordnare', sections: ['framtid'] }],
    })
    expect(limited.body.code).toBe('last-coordinator')
  })

  test('[PM15] being named responsible for one uppdrag gives the right to write there and nowhere else', async () => {
    const leila = await as(server, 'leila.haddad')
    expect((await leila.send('GET', `/api/reports/${report}`)).status).toBe(404)
    expect(
      (
        await anna.send('PUT', `/api/reports/${report}/items/task`, {
          people: ['leila.haddad'],
          due: '2025-01-20',
        })
      ).status,
    ).toBe(200)
    expect(
      (await leila.send('PUT', `/api/reports/${report}/statuses/task`, { status: 'uppnatt' })).status,
    ).toBe(200)
    expect(
      (await leila.send('PUT', `/api/reports/${report}/statuses/goal`, { status: 'uppnatt' })).status,
    ).toBe(403)
    const mine = (await leila.send('GET', '/api/me/items')).body
    expect(mine).toMatchObject([
      { item: 'task', kind: 'assignment', title: 'Ett uppdrag.', state: 'paborjad', due: '2025-01-20' },
    ])
    expect((await anna.send('PUT', `/api/reports/${report}/items/nowhere`, { people: [] })).status).toBe(404)
    expect(
      (await anna.send('PUT', `/api/reports/${report}/items/task`, { people: ['nobody.here'] })).body.code,
    ).toBe('person-unknown')
  })

  test('[PM16] a deputy acts while the dates hold, and the log shows both', async () => {
    const deputy = {
      for: 'gunilla.astrom',
      user: 'anna.ek',
      from: '2020-01-01',
      to: '2999-12-31',
      reason: 'Ledig',
    }
    const ek = await as(server, 'anna.ek')
    expect((await ek.send('GET', `/api/reports/${report}`)).status).toBe(404)
    expect((await anna.send('PUT', `/api/reports/${report}/deputies`, { deputies: [deputy] })).status).toBe(
      200,
    )
    expect(
      (await ek.send('POST', `/api/reports/${report}/statuses/goal/settle`, { status: 'uppnatt' })).status,
    ).toBe(200)
    const { entries } = (await anna.send('GET', `/api/reports/${report}/audit`)).body
    expect(entries.at(-1).actor).toEqual({ user: 'anna.ek', forUser: 'gunilla.astrom' })
    await anna.send('PUT', `/api/reports/${report}/deputies`, { deputies: [{ ...deputy, to: '2020-01-02' }] })
    expect((await ek.send('GET', `/api/reports/${report}`)).status).toBe(404)
  })

  test('[FR4] a läsare reads a section without what those who work in it say to each other', async () => {
    const path = `/api/reports/${report}/sections/framtid`
    await anna.send('PATCH', `/api/reports/${report}`, { readersFrom: 'arbete' })
    await anna.send('POST', `${path}/submit`, { message: 'Klart, tror jag.' })
    await anna.send('POST', `${path}/send-back`, { comment: 'Skriv mer om lokalerna.' })
    expect(JSON.stringify((await anna.send('GET', path)).body)).toContain('lokalerna')
    const sara = await as(server, 'sara.ahlgren')
    const read = await sara.send('GET', path)
    expect(read.status).toBe(200)
    const words = JSON.stringify(read.body)
    expect(words).toContain('Framtida utmaningar')
    expect(words).not.toMatch(/lokalerna|tror jag|sentBack|submitted/)
  })

  test('[PM17] a läsare sees a section from the state that the samordnare chose', async () => {
    const sara = await as(server, 'sara.ahlgren')
    await anna.send('PATCH', `/api/reports/${report}`, { readersFrom: 'granskning' })
    expect((await sara.send('GET', `/api/reports/${report}`)).body.sections).toEqual([])
    expect((await sara.send('GET', `/api/reports/${report}/sections/framtid`)).status).toBe(404)
    await anna.send('POST', `/api/reports/${report}/sections/framtid/submit`, {})
    expect(
      (await sara.send('GET', `/api/reports/${report}`)).body.sections.map(({ id }: { id: string }) => id),
    ).toEqual(['framtid'])
    expect((await sara.send('GET', `/api/reports/${report}/sections/framtid`)).status).toBe(200)
  })
})
