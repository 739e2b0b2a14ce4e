import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { fill } from '../../../server/exchange/writeProse.ts'
import type { Running } from '../../../server/serve.ts'
import { as, newTestReport, smallPlan, startTestServer, type Guest } from './testServer.ts'
import { openDoc, openText } from './textPage.ts'

let server: Running
let report: string
let anna: Guest
let per: Guest
beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(async () => {
  const made = await newTestReport(server, {
    'per.sandberg': [{ role: 'skribent' }],
    'maria.oberg': [{ role: 'granskare' }],
    'karin.hallgren': [{ role: 'skribent', sections: ['framtid'] }],
  })
  report = made.id
  anna = made.anna
  per = await as(server, 'per.sandberg')
})
afterAll(() => server.close())

/** A page with the text of a section open, in step with the server. */
const open = (who: Guest, section: string) =>
  openText(who, `/api/reports/${report}/sections/${section}/lease`)

const write = (slot: string, text: string) => (doc: Y.Doc) =>
  fill(doc, { [slot]: [{ kind: 'paragraph', text }] })
const textOf = async (section: string) =>
  JSON.stringify((await anna.send('GET', `/api/reports/${report}/sections/${section}`)).body.slots)

test('[RP45] what is said to be saved stands in the section, under its writer', async () => {
  const page = await open(per, 'inledning')
  expect(await page.change(write('inledning-text', 'Skrivet av Per'))).toBe('saved')
  expect(await textOf('inledning')).toContain('Skrivet av Per')
  page.leave()
})

test('[PM19] who may only read here, who has no lease, and a root that is not there change nothing; the next writer is served', async () => {
  const maria = await open(await as(server, 'maria.oberg'), 'inledning')
  expect(await maria.change(write('inledning-text', 'av granskaren'))).toEqual([4409, 'reset:read-only'])
  const karin = await open(await as(server, 'karin.hallgren'), 'inledning')
  expect((await karin.change(write('inledning-text', 'från annat avsnitt')))[0]).toBe(4409)
  const unleased = await openDoc(per, `${report}.inledning.1`, 12345)
  expect(await unleased.change(write('inledning-text', 'utan lån'))).toEqual([4409, 'reset:foreign-client'])
  const stray = await open(per, 'inledning')
  expect(await stray.change(write('hemlig-rot', 'fel rot'))).toEqual([4409, 'reset:undeclared-root'])
  const honest = await open(per, 'inledning')
  expect(await honest.change(write('inledning-text', 'ärligt'))).toBe('saved')
  expect(await textOf('inledning')).toContain('ärligt')
  expect(await textOf('inledning')).not.toMatch(/granskaren|annat avsnitt|utan lån|fel rot/)
  honest.leave()
})

test('[PM20] locking acts on open pages at once: the next letter is refused, the socket closes, nothing is changed', async () => {
  const page = await open(per, 'inledning')
  expect(await page.change(write('inledning-text', 'före låset'))).toBe('saved')
  const move = (step: string, body = {}) =>
    anna.send('POST', `/api/reports/${report}/sections/inledning/${step}`, body)
  await move('submit')
  const locked = move('ready')
  expect((await page.closed)[0]).toBe(4423)
  expect((await locked).body.state).toBe('klar')
  const late = await open(per, 'inledning')
  expect((await late.closed)[0]).toBe(4423)
  expect((await move('reopen', { reason: 'Ett fel.' })).body.state).toBe('arbete')
  const again = await open(per, 'inledning')
  const fragment = again.doc.getXmlFragment('inledning-text')
  expect(fragment.toString()).toContain('före låset')
  again.leave()
})

test('[PM21] a role that ends and a session that ends close open pages', async () => {
  const page = await open(per, 'inledning')
  await anna.send('DELETE', `/api/reports/${report}/members/per.sandberg`)
  expect([4403, 4404, 4410]).toContain((await page.closed)[0])
  const other = await open(anna, 'inledning')
  await anna.send('DELETE', '/api/session')
  expect((await other.closed)[0]).toBe(4401)
})

test('[PM22] to a person of another board a document is not there', async () => {
  const nils = await as(server, 'nils.rask')
  expect((await nils.send('POST', `/api/reports/${report}/sections/inledning/lease`)).status).toBe(404)
  expect((await (await openDoc(nils, `${report}.inledning.1`, 5)).closed)[0]).toBe(4404)
  expect((await (await openDoc(nils, `nosuch.inledning.1`, 5)).closed)[0]).toBe(4404)
})

test('[PM23] who answers for one uppdrag writes in its Kommentar and nowhere else in the section', async () => {
  await anna.send('PUT', `/api/reports/${report}/plan`, smallPlan)
  await anna.send('PUT', `/api/reports/${report}/items/task`, { people: ['leila.haddad'] })
  const leila = await as(server, 'leila.haddad')
  const own = await open(leila, 'mal-process')
  expect(await own.change(write('task.comment', 'mitt uppdrag'))).toBe('saved')
  expect(await own.change(write('goal.comment', 'någon annans mål'))).toEqual([4409, 'reset:slot'])
  expect(await textOf('mal-process')).toContain('mitt uppdrag')
  expect(await textOf('mal-process')).not.toContain('någon annans')
})
