import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createApp } from '../../../server/app.ts'
import { verifyFolder } from '../../../server/approval/verifyFolder.ts'
import { keepContent, presentContent } from '../../../server/approval/keepContent.ts'
import { sessionKey } from '../../../server/people/sessions.ts'
import type { Running } from '../../../server/serve.ts'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import { canonicalJson } from '../../../shared/section/canonical.ts'
import type { SectionContent } from '../../../shared/section/content.ts'
import { threadKey } from '../../../shared/sync/threadKey.ts'
import { seeded } from '../../unit/sync/kit.ts'
import { as, smallPlan, startTestServer, type Guest } from '../api/testServer.ts'
import { openDoc, openText, type TextPage } from '../api/textPage.ts'
import { expectDone, makeReady, quote, reportToApprove, write } from './approvalKit.ts'
import { bodies, filled, rightsBodies, type Aims } from './writeAttempts.ts'

const disk = memoryDisk()
const users = [
  'anna.lindqvist',
  'per.sandberg',
  'maria.oberg',
  'gunilla.astrom',
  'anna.ek',
  'bengt.nyman',
  'sara.ahlgren',
  'mikael.lund',
  'nils.rask',
]
const texts = { inledning: 'En inledning.', framtid: 'Framtiden kostar ' } as const
const sections = [
  ...Object.keys(texts),
  'mal-process',
  'mal-sammanfattning',
  'ekonomi-nyckeltal',
  'ekonomi-resultatrapport',
]
const income = { block: 'resultatrapport', row: 'otherIncome', column: 'actual' }

let server: Running
let report: string
let anna: Guest
let aims: Aims
let before: ReadonlyMap<string, { digest: string; bytes: string }>
let openBefore: { page: TextPage; name: string; clientId: number; who: Guest }[]
beforeAll(async () => {
  server = await startTestServer({ disk })
  const made = await reportToApprove(server)
  anna = made.anna
  report = made.id
  const at = (path: string) => `/api/reports/${report}/${path}`
  for (const [user, role] of [
    ['bengt.nyman', 'namndsekreterare'],
    ['sara.ahlgren', 'lasare'],
  ])
    expectDone(await anna.send('PUT', at(`members/${user}`), { grants: [{ role }] }))
  expectDone(await anna.send('PUT', at('plan'), smallPlan))
  for (const [section, text] of Object.entries(texts)) await write(server, report, section, text)
  const per = await as(server, 'per.sandberg')
  await quote(per, report, 'framtid', income)
  expectDone(await anna.send('PUT', at('cells'), [{ ...income, value: '12' }]))
  const added = await anna.send('POST', at('blocks/nyckeltal/rows'), { label: 'Antal ärenden' })
  if (added.status !== 201) throw new Error(JSON.stringify(added.body))
  const thread = await (
    await as(server, 'maria.oberg')
  ).send('POST', at('sections/inledning/threads'), {
    at: { slot: 'inledning-text', quote: 'inledning' },
    text: 'Ett annat ord?',
    suggestion: 'början',
  })
  const contribution = await anna.send('POST', at('contributions'), {
    item: 'inledning-text',
    writers: ['per.sandberg'],
  })
  openBefore = await Promise.all(
    Object.keys(texts).map(async (section) => {
      const page = await openText(per, at(`sections/${section}/lease`))
      return { page, name: page.name, clientId: page.doc.clientID, who: per }
    }),
  )
  for (const section of sections) await makeReady(anna, report, section)
  const gunilla = await as(server, 'gunilla.astrom')
  const findings = (
    (await anna.send('GET', at('findings'))).body as { id: string; section: string; severity: string }[]
  )
    .filter(({ section, severity }) => sections.includes(section) && severity === 'warning')
    .map(({ id }) => id)
  expectDone(await anna.send('POST', at('findings/explain'), { findings, reason: 'Så är det.' }))
  const seen = await Promise.all(
    sections.map(async (id) => ({
      id,
      seen: (await gunilla.send('GET', at(`sections/${id}`))).body.digest as string,
    })),
  )
  expectDone(await gunilla.send('POST', at('approve'), { sections: seen }))
  before = new Map(
    await Promise.all(
      seen.map(async ({ id, seen: digest }) => [id, { digest, bytes: await contentBytes(digest) }] as const),
    ),
  )
  const { versions } = (await anna.send('GET', at('sections/inledning/history'))).body as {
    versions: { id: string }[]
  }
  aims = {
    report,
    sections,
    slots: [
      { section: 'inledning', slot: 'inledning-text', quote: 'inledning' },
      { section: 'framtid', slot: 'framtid-text', quote: 'Framtiden' },
      { section: 'mal-process', slot: 'goal.comment', quote: 'x' },
    ],
    cells: (await Promise.all(sections.map(cellsIn))).flat(),
    judged: ['goal', 'ind', 'task'],
    planItems: ['pe', 'st', 'goal', 'ind', 'task'],
    threads: [(thread.body.id ?? 'x') as string],
    contributions: [(contribution.body.id ?? contribution.body.ids?.[0] ?? 'x') as string],
    versions: [...versions.map(({ id }) => id), 'now', 'seen', 'approved'],
    findings,
  }
}, 30_000)
afterAll(() => server.close())

/** Every cell of a section's tables. */
async function cellsIn(section: string): Promise<Aims['cells'][number][]> {
  const { slots } = (await anna.send('GET', `/api/reports/${report}/sections/${section}`)).body as {
    slots: { block?: { id: string; cells: Record<string, Record<string, object>> } }[]
  }
  return slots.flatMap(({ block }) =>
    block === undefined
      ? []
      : Object.entries(block.cells).flatMap(([row, columns]) =>
          Object.keys(columns).map((column) => ({ block: block.id, row, column })),
        ),
  )
}

const contentBytes = async (digest: string): Promise<string> =>
  Buffer.from((await server.deps.store.media.get(digest)) ?? []).toString('utf8')

/** What the texts and records say themselves, whatever is shown: all but what is computed from elsewhere. */
async function ownContent(section: string): Promise<SectionContent | undefined> {
  const open = await server.deps.reports.open(report)
  const live = { ...server.deps, sealed: { of: async () => null, all: async () => new Map() } }
  const present = open === null ? null : await presentContent(live, open, section)
  return present?.content
}

async function expectUnchanged(): Promise<void> {
  const record = (await anna.send('GET', `/api/reports/${report}/record`)).body.report
  for (const finding of aims.findings) expect(record.explanations[finding]?.reason).toBe('Så är det.')
  for (const [section, { digest, bytes }] of before) {
    expect(record.sections[section]).toMatchObject({ state: 'godkand', epoch: 1 })
    expect(record.sections[section].seals).toHaveLength(1)
    expect(
      createHash('sha256')
        .update(await contentBytes(digest))
        .digest('hex'),
    ).toBe(digest)
    expect(await contentBytes(digest)).toBe(bytes)
    const shown = (await anna.send('GET', `/api/reports/${report}/sections/${section}`)).body
    expect(shown.digest).toBe(digest)
    const own = await ownContent(section)
    expect(canonicalJson(own)).toBe(bytes)
  }
}

test('[AP25] ten thousand attempts of every kind leave what was approved as it was', async () => {
  const dice = seeded(20240131)
  const { app, sync } = createApp(server.deps)
  const { paths } = (await anna.send('GET', '/api/openapi.json')).body as {
    paths: Record<string, Record<string, unknown>>
  }
  const writes = Object.entries(paths).flatMap(([pattern, methods]) =>
    Object.keys(methods)
      .map((method) => method.toUpperCase())
      .filter((method) => method !== 'GET' && pattern.startsWith('/api/reports/{r}'))
      .map((method) => ({ method, pattern, key: `${method} ${pattern}` })),
  )
  expect(writes.length).toBeGreaterThan(40)
  const cookies = await Promise.all(users.map(async (user) => (await as(server, user)).cookie))
  const statuses = new Map<number, number>()
  for (let i = 0; i < 8000; i++) {
    // Each address by each role first, then at random.
    const write = writes[i < writes.length * users.length ? i % writes.length : dice.below(writes.length)]
    const who = i < writes.length * users.length ? Math.floor(i / writes.length) : dice.below(users.length)
    if (write === undefined) continue
    // Unlocking is the approver's right, and no attempt.
    const mayUnlock =
      users[who] === 'gunilla.astrom' || (users[who] === 'anna.ek' && write.key.includes('reopen'))
    if (mayUnlock && write.pattern.endsWith('/reopen')) continue
    const make = bodies[write.key] ?? rightsBodies[write.key]
    const body = make?.(dice, aims)
    const isRaw = body instanceof Uint8Array
    const reply = await app.request(filled(write.pattern, dice, aims), {
      method: write.method,
      headers: {
        origin: server.url,
        host: new URL(server.url).host,
        cookie: cookies[who] ?? '',
        ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isRaw ? Buffer.from(body) : JSON.stringify(body) }),
    })
    statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
    expect({ key: write.key, bug: reply.status >= 500 && reply.status !== 502 }).toEqual({
      key: write.key,
      bug: false,
    })
  }
  sync.stop()
  expect(statuses.get(423) ?? 0).toBeGreaterThan(500)

  // Texts, in sockets that were open before, in new ones, and past the sockets.
  const closes = await Promise.all(openBefore.map(({ page }) => page.closed))
  expect(closes).toEqual(openBefore.map(() => [4423, 'klar']))
  for (const { who, name, clientId } of openBefore) {
    const late = await openDoc(who, name, clientId)
    expect((await late.closed)[0]).toBe(4423)
  }
  // By the names that their texts had, or will have, at another opening.
  for (const { who, name, clientId } of openBefore)
    for (const epoch of [0, 2, 99]) {
      const other = await openDoc(who, name.replace(/\d+$/, String(epoch)), clientId)
      expect([4404, 4410, 4423]).toContain((await other.closed)[0])
    }
  let refused = 0
  for (const { page, name, who } of openBefore) {
    const { doc } = page
    // Signed in, and with a client id of their own from before.
    const actor = {
      user: 'per.sandberg',
      session: sessionKey(decodeURIComponent(who.cookie.split('=')[1] ?? '')),
    }
    expect(server.deps.sessions.holds(actor.session)?.person.user).toBe('per.sandberg')
    await server.deps.rooms.within(name, (room) => {
      for (let i = 0; i < 1000; i++) {
        const known = Y.encodeStateVector(doc)
        attempt(doc, dice)
        const received = room.receive(Y.encodeStateAsUpdate(doc, known), actor, true)
        if (!received.ok) refused += 1
        else expect(received.value.changed).toBe(false)
      }
    })
  }
  expect(refused).toBeGreaterThan(1900)

  await expectUnchanged()
  const { faults, seals } = await verifyFolder(disk, '/', true)
  expect(faults).toEqual([])
  expect(seals).toBe(sections.length)
}, 120_000)

/** One change of a text as a hostile page could make it. */
function attempt(doc: Y.Doc, { below }: ReturnType<typeof seeded>): void {
  const thread = below(2) === 0 ? (aims.threads[0] ?? '') : 'x'
  const root = doc.getXmlFragment([...doc.share.keys()][0] ?? 'x')
  const block = root.get(0)
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  switch (below(5)) {
    case 0:
      return root.insert(0, [new Y.XmlElement('textBlock')])
    case 1:
      return root.length > 1 ? root.delete(root.length - 1, 1) : root.insert(0, [new Y.XmlElement('table')])
    case 2:
      return block instanceof Y.XmlElement ? block.setAttribute('kind', `x${below(1000)}`) : undefined
    case 3:
      // A mark beside the words, as of a synpunkt; of one that is there, or of none.
      return text instanceof Y.XmlText
        ? text.format(0, 1 + below(3), { [threadKey(thread)]: below(2) === 0 ? { id: thread } : null })
        : undefined
    default:
      return text instanceof Y.XmlText ? text.insert(below(text.length + 1), 'x') : undefined
  }
}

test('[AP26] what is approved can still be kept and read, and says the same', async () => {
  const open = await server.deps.reports.open(report)
  if (open === null) throw new Error('the report is gone')
  for (const [section, { digest }] of before)
    expect((await keepContent(server.deps, open, section))?.digest).toBe(digest)
})
