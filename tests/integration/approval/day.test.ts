import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import type { Running } from '../../../server/serve.ts'
import { as, startTestServer, type Guest } from '../api/testServer.ts'
import { openText } from '../api/textPage.ts'
import { approve, digestOf, expectDone, makeReady, reportToApprove, write } from './approvalKit.ts'

let now = new Date('2024-02-13T22:30:00.000Z')
let server: Running
let report: string
let anna: Guest
beforeAll(async () => {
  server = await startTestServer({ now: () => now })
  const made = await reportToApprove(server)
  anna = made.anna
  report = made.id
  for (const section of ['inledning', 'syfte']) {
    await write(server, report, section, `Text i ${section}.`)
    await makeReady(anna, report, section)
  }
  const deputies = [
    { for: 'gunilla.astrom', user: 'johan.ekdahl', from: '2024-02-10', to: '2024-02-13', reason: 'Resa' },
    { for: 'gunilla.astrom', user: 'leila.haddad', from: '2024-02-14', to: '2024-02-20', reason: 'Resa' },
  ]
  expectDone(await anna.send('PUT', `/api/reports/${report}/deputies`, { deputies }))
})
afterAll(() => server.close())

const at = (path: string) => `/api/reports/${report}/${path}`

/** What a page hears of the report, and when it is turned away. */
function listen(who: Guest) {
  const socket: WebSocket = who.socket(`/live/${report}`)
  const closed = once(socket, 'close').then(([code]) => code as number)
  const heard: { type: string; today?: string }[] = []
  const until = (type: string): Promise<{ type: string; today?: string }> =>
    new Promise((resolve) => {
      const look = () => {
        const found = heard.find((message) => message.type === type)
        if (found !== undefined) resolve(found)
      }
      socket.on('message', (data) => {
        heard.push(JSON.parse(String(data)) as { type: string })
        look()
      })
      look()
    })
  return { socket, closed, until, heard }
}

test('[AP22] a deputy approves until the day ends in Sweden, and the day after neither in a page nor in an old socket', async () => {
  const johan = await as(server, 'johan.ekdahl')
  const leila = await as(server, 'leila.haddad')
  expectDone(await approve(johan, report, 'inledning'))
  expect((await leila.send('GET', at('sections/syfte'))).status).toBe(404)
  const line = listen(johan)
  expect(await line.until('hello')).toMatchObject({ today: '2024-02-13' })
  const others = listen(anna)
  await others.until('hello')
  const page = await openText(johan, at('sections/handelser/lease'))
  const seen = await digestOf(johan, report, 'syfte')

  // Half past eleven in Sweden becomes half past midnight.
  now = new Date('2024-02-13T23:30:00.000Z')
  expect(await line.closed).toBe(4403)
  expect((await page.closed)[0]).toBe(4404)
  expect(await others.until('day')).toMatchObject({ today: '2024-02-14' })
  others.socket.close()
  const late = await johan.send('POST', at('sections/syfte/approve'), { seen })
  expect(late.status).toBe(404)
  expect((await anna.send('GET', at('sections/syfte'))).body.state).toBe('klar')
  const done = await approve(leila, report, 'syfte')
  expectDone(done)
  expect(done.body.seals[0]).toMatchObject({ by: 'leila.haddad', forUser: 'gunilla.astrom' })
})

test('[AP23] who stands in for two is named for the one whose section it is', async () => {
  const deputies = [
    { for: 'anna.ek', user: 'leila.haddad', from: '2024-02-14', to: '2024-02-20', reason: 'Sjuk' },
    { for: 'gunilla.astrom', user: 'leila.haddad', from: '2024-02-14', to: '2024-02-20', reason: 'Resa' },
  ]
  expectDone(await anna.send('PUT', at('deputies'), { deputies }))
  const leila = await as(server, 'leila.haddad')
  for (const section of ['framtid', 'personal-kostnader']) {
    await makeReady(anna, report, section)
  }
  const findings = (
    (await anna.send('GET', at('findings'))).body as { id: string; section: string; severity: string }[]
  )
    .filter(
      ({ section, severity }) =>
        ['framtid', 'personal-kostnader'].includes(section) && severity === 'warning',
    )
    .map(({ id }) => id)
  if (findings.length > 0)
    expectDone(await anna.send('POST', at('findings/explain'), { findings, reason: 'Så är det.' }))
  const [future, staff] = [
    await approve(leila, report, 'framtid'),
    await approve(leila, report, 'personal-kostnader'),
  ]
  expect(future.body.seals[0]).toMatchObject({ by: 'leila.haddad', forUser: 'anna.ek' })
  expect(staff.body.seals[0]).toMatchObject({ by: 'leila.haddad', forUser: 'gunilla.astrom' })
})
