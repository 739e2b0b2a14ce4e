import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { writeProse } from '../../../server/exchange/writeProse.ts'
import { visit } from '../../../server/exchange/visitor.ts'
import type { Running } from '../../../server/serve.ts'
import { as, guest, newTestReport, smallPlan, startTestServer, type Guest } from '../api/testServer.ts'

let server: Running
let report: string
let anna: Guest
beforeAll(async () => {
  server = await startTestServer()
  const made = await newTestReport(server)
  anna = made.anna
  report = made.id
  await anna.send('PUT', `/api/reports/${report}/plan`, smallPlan)
  for (const user of ['per.sandberg', 'karin.hallgren']) {
    await anna.send('PUT', `/api/reports/${report}/members/${user}`, { grants: [{ role: 'skribent' }] })
  }
})
afterAll(() => server.close())

// Tests look into messages as they come.
// oxlint-disable-next-line typescript/no-explicit-any
type Message = any

/** Listens to a report; `until` waits for the first message that fits, also among those that came before. */
async function listen(who: Guest, id = report) {
  const socket: WebSocket = who.socket(`/live/${id}`)
  const heard: Message[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)))
    for (const look of waiting) look()
  })
  const until = (fits: (message: Message) => boolean): Promise<Message> =>
    new Promise((resolve) => {
      const look = () => {
        const found = heard.find(fits)
        if (found === undefined) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  const hello = await until(({ type }) => type === 'hello')
  return { socket, heard, until, hello, say: (message: object) => socket.send(JSON.stringify(message)) }
}

const setCell = (who: Guest, value: string) =>
  who.send('PUT', `/api/reports/${report}/cells`, [
    { block: 'resultatrapport', row: 'otherIncome', column: 'actual', value },
  ])

describe('the line of a report', () => {
  test('[RP19] begins with the number of the last entry, then tells each one in order and without gaps', async () => {
    const line = await listen(await as(server, 'per.sandberg'))
    const values = Array.from({ length: 12 }, (_, i) => String(100 + i))
    await Promise.all(values.map((value) => setCell(anna, value)))
    await line.until(({ entry }) => entry?.seq === line.hello.seq + values.length)
    const entries = line.heard.filter(({ type }) => type === 'entry').map(({ entry }) => entry)
    expect(entries.map(({ seq }: Message) => seq)).toEqual(values.map((_, i) => line.hello.seq + 1 + i))
    expect(entries[0]).toMatchObject({
      actor: { user: 'anna.lindqvist' },
      event: { type: 'cellsSet', cells: [{ after: { kind: 'number' } }] },
    })
    expect(entries[0]).not.toHaveProperty('hash')
    line.socket.close()
  })

  test('[RP20] tells what is on disk only: the record that is fetched at an entry holds it', async () => {
    const per = await as(server, 'per.sandberg')
    const line = await listen(per)
    await setCell(anna, '55,5')
    const { entry } = await line.until(({ type }) => type === 'entry')
    const record = (await per.send('GET', `/api/reports/${report}/record`)).body
    expect(record.seq).toBeGreaterThanOrEqual(entry.seq)
    expect(record.report.cells.resultatrapport.otherIncome.actual.value.value).toBe('55.5')
    line.socket.close()
  })

  test('[RP21] says who is where, with the cell, and who has left', async () => {
    const one = await listen(await as(server, 'per.sandberg'))
    const two = await listen(await as(server, 'karin.hallgren'))
    const cell = { block: 'resultatrapport', row: 'otherIncome', column: 'actual' }
    two.say({ type: 'here', section: 'ekonomi-resultatrapport', cell })
    const here = await one.until(
      ({ type, people }) =>
        type === 'presence' && people.some(({ section }: Message) => section === 'ekonomi-resultatrapport'),
    )
    expect(here.people).toContainEqual({ user: 'karin.hallgren', section: 'ekonomi-resultatrapport', cell })
    one.heard.length = 0
    two.socket.close()
    await one.until(
      ({ type, people }) =>
        type === 'presence' && !people.some(({ user }: Message) => user === 'karin.hallgren'),
    )
    one.socket.close()
  })

  test('[RP22] tells of a text that has been written: who and how much, never what', async () => {
    const line = await listen(anna)
    const visitor = await visit({ url: server.url }, 'per.sandberg')
    await writeProse(visitor, report, 'inledning', {
      'inledning-text': [{ kind: 'paragraph', text: 'Hemlig text här.' }],
    })
    const { entry } = await line.until(({ entry: found }) => found?.event.type === 'textChanged')
    expect(entry.event).toEqual({
      type: 'textChanged',
      section: 'inledning',
      slots: [{ slot: 'inledning-text', words: 3, by: 'per.sandberg' }],
    })
    expect(JSON.stringify(line.heard)).not.toContain('Hemlig')
    line.socket.close()
  })

  test('[RP23] a second writing adds nothing to a slot that is filled', async () => {
    const visitor = await visit({ url: server.url }, 'karin.hallgren')
    await writeProse(visitor, report, 'inledning', {
      'inledning-text': [{ kind: 'paragraph', text: 'Annat.' }],
    })
    const { body } = await anna.send('GET', `/api/reports/${report}/sections/inledning`)
    expect(JSON.stringify(body.slots[0].content)).not.toContain('Annat')
  })

  test('[PM18] is closed for who is not signed in, has no role, reads only the finished text, or loses the role', async () => {
    const code = async (who: Guest) => (await once(who.socket(`/live/${report}`), 'close'))[0] as number
    expect(await code(guest(server))).toBe(4401)
    expect(await code(await as(server, 'nils.rask'))).toBe(4404)
    await anna.send('PUT', `/api/reports/${report}/members/sara.ahlgren`, { grants: [{ role: 'lasare' }] })
    expect(await code(await as(server, 'sara.ahlgren'))).toBe(4403)
    const line = await listen(await as(server, 'karin.hallgren'))
    const closed = once(line.socket, 'close')
    await anna.send('DELETE', `/api/reports/${report}/members/karin.hallgren`)
    expect((await closed)[0]).toBe(4403)
    const removal = line.heard.some(({ entry }) => entry?.event.type === 'memberRemoved')
    expect(removal).toBe(false)
  })

  test('[RP24] does not mind what it does not understand', async () => {
    const line = await listen(anna)
    line.socket.send('{')
    line.socket.send(Buffer.from([1, 2, 3]))
    line.say({ type: 'later' })
    await setCell(anna, '77')
    await line.until(({ type }) => type === 'entry')
    line.socket.close()
  })
})
