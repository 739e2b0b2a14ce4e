import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Running } from '../../../server/serve.ts'
import { decodeToClient, encodeToServer, type ToClient } from '../../../shared/sync/message.ts'
import { as, guest, newTestReport, startTestServer, type Guest } from '../api/testServer.ts'

/*
 * Every kind of message on the sockets of texts and of a report, said by everybody who should not, and by those who no longer may.
 */

/** In Sweden; half an hour later it is the day after, and nobody has been idle for too long. */
const beforeMidnight = '2024-02-13T22:30:00.000Z'
let now = new Date(beforeMidnight)
let server: Running
let report: string
let anna: Guest
let per: Guest
let contribution: string
const section = 'inledning'
const at = (path: string) => `/api/reports/${report}/${path}`

beforeAll(async () => {
  server = await startTestServer({ now: () => now })
  const made = await newTestReport(server, {
    'per.sandberg': [{ role: 'skribent' }],
    'karin.hallgren': [{ role: 'skribent', sections: ['framtid'] }],
    'maria.oberg': [{ role: 'granskare' }],
    'gunilla.astrom': [{ role: 'godkannare' }],
    'bengt.nyman': [{ role: 'namndsekreterare' }],
    'sara.ahlgren': [{ role: 'lasare' }],
  })
  report = made.id
  anna = made.anna
  per = await as(server, 'per.sandberg')
  const started = await per.send('POST', at('contributions'), { item: 'inledning-text' })
  contribution = started.body.id as string
})
afterAll(() => server.close())

interface Lease {
  readonly doc: string
  readonly clientId: number
}
const lease = async (who: Guest, path: string): Promise<Lease> => {
  const reply = await who.send('POST', at(path))
  if (reply.status !== 200) throw new Error(`${path}: ${reply.status}`)
  return reply.body as Lease
}
const docs = {
  text: { lease: `sections/${section}/lease`, slot: 'inledning-text' },
  bidrag: { lease: '', slot: 'text' },
}
type Doc = keyof typeof docs
const leaseOf = (who: Guest, doc: Doc) =>
  lease(who, doc === 'text' ? docs.text.lease : `contributions/${contribution}/lease`)

/** A socket at its rawest: what it hears, and with which code it ends. */
function raw(who: Guest, path: string) {
  const socket: WebSocket = who.socket(path)
  const heard: ToClient[] = []
  const waiting = new Set<() => void>()
  const closed = once(socket, 'close').then(([code]) => code as number)
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    const message = isBinary ? decodeToClient(new Uint8Array(data)) : null
    if (message?.ok === true) heard.push(message.value)
    for (const look of waiting) look()
  })
  const opened = once(socket, 'open')
  /** The next message of a kind, or the code with which the line was closed. */
  const next = (kind: ToClient['kind']): Promise<ToClient['kind'] | number> =>
    Promise.race([
      closed,
      new Promise<ToClient['kind']>((resolve) => {
        const from = heard.length
        const look = () => {
          if (!heard.slice(from).some((message) => message.kind === kind)) return
          waiting.delete(look)
          resolve(kind)
        }
        waiting.add(look)
      }),
    ])
  const text = () => heard.flatMap((message) => (message.kind === 'step2' ? [message.update] : []))[0]
  return { socket, opened, closed, next, text }
}

const question = encodeToServer({ kind: 'step1', stateVector: new Uint8Array([0]) })

/** Says one thing and then asks for the text: the answer, or the code that came instead. */
async function say(
  who: Guest,
  { doc, clientId }: Lease,
  words: Uint8Array | string | ((told: Uint8Array | undefined) => Uint8Array | string),
) {
  const line = raw(who, `/sync/${doc}?client=${clientId}`)
  const told = line.next('step2')
  await line.opened
  if (typeof words === 'function') {
    line.socket.send(question)
    await told
  }
  line.socket.send(typeof words === 'function' ? words(line.text()) : words)
  const answer = line.next('step2')
  line.socket.send(question)
  const heard = await answer
  line.socket.close()
  return heard
}

/** What adds a paragraph to a text that says what `told` says. */
const edit = (clientId: number, slot: string, told?: Uint8Array): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = clientId
  if (told !== undefined) Y.applyUpdate(doc, told)
  const before = Y.encodeStateVector(doc)
  const paragraph: Y.XmlElement<{ kind: string; indent: number }> = new Y.XmlElement('textBlock')
  paragraph.setAttribute('kind', 'paragraph')
  paragraph.setAttribute('indent', 0)
  paragraph.insert(0, [new Y.XmlText('Insmuggat.')])
  doc.getXmlFragment(slot).push([paragraph as unknown as Y.XmlElement])
  return Y.encodeStateAsUpdate(doc, before)
}

/** Everything a page can say, and what is none of it. */
const messages = (
  clientId: number,
  slot: string,
  told?: Uint8Array,
): Readonly<Record<string, Uint8Array | string>> => ({
  step1: question,
  step2: encodeToServer({ kind: 'step2', update: edit(clientId, slot, told) }),
  update: encodeToServer({ kind: 'update', update: edit(clientId, slot, told) }),
  awareness: encodeToServer({ kind: 'awareness', entries: [{ clientId, clock: 1, state: { slot } }] }),
  queryAwareness: encodeToServer({ kind: 'queryAwareness' }),
  askOrderDigest: encodeToServer({ kind: 'askOrderDigest' }),
  saved: new Uint8Array([10, 1]),
  people: new Uint8Array([12, 2, 123, 125]),
  unknown: new Uint8Array([99, 1, 2, 3]),
  unknownSync: new Uint8Array([0, 9, 1, 1]),
  longKind: new Uint8Array([0x80, 0x00, 0x02]),
  nothing: new Uint8Array(0),
  words: 'hello',
})
const kinds = Object.keys(messages(1, 'x'))
/** What everybody is refused who may read: it is no message, or one that only the server sends. */
const meaningless = ['saved', 'people', 'unknown', 'unknownSync', 'longKind', 'nothing', 'words']
const asReader = (kind: string): string | number =>
  meaningless.includes(kind) || kind === 'update' || kind === 'step2' ? 4409 : 'step2'

const nameOf: Readonly<Record<Doc, () => Promise<string>>> = {
  text: async () => (await leaseOf(anna, 'text')).doc,
  bidrag: async () => (await leaseOf(per, 'bidrag')).doc,
}
const written = async () => [
  JSON.stringify((await anna.send('GET', at(`sections/${section}`))).body.slots),
  JSON.stringify((await per.send('GET', at(`contributions/${contribution}`))).body.text),
]

describe('every kind of message on the line of a text', () => {
  const shutOut: readonly (readonly [string, Readonly<Record<Doc, number | 'reads'>>])[] = [
    ['', { text: 4401, bidrag: 4401 }],
    ['nils.rask', { text: 4404, bidrag: 4404 }],
    ['eva.stromberg', { text: 4404, bidrag: 4404 }],
    ['sara.ahlgren', { text: 4403, bidrag: 4404 }],
    ['karin.hallgren', { text: 'reads', bidrag: 4404 }],
    ['maria.oberg', { text: 'reads', bidrag: 4404 }],
    ['gunilla.astrom', { text: 'reads', bidrag: 4404 }],
    ['bengt.nyman', { text: 'reads', bidrag: 4404 }],
    // The samordnare too reads a contribution when it has been handed in.
    ['anna.lindqvist', { text: 'reads', bidrag: 4404 }],
  ]

  test.each(shutOut.filter(([user]) => user !== 'anna.lindqvist'))(
    '[PW30] by %s changes no text and tells nothing that is not theirs',
    async (user, expected) => {
      const before = await written()
      const who = user === '' ? guest(server) : await as(server, user)
      const told: unknown[] = []
      const wanted: unknown[] = []
      for (const doc of ['text', 'bidrag'] as const) {
        const name = await nameOf[doc]()
        const own = expected[doc] === 'reads' ? await leaseOf(who, doc) : { doc: name, clientId: 4711 }
        for (const [kind, words] of Object.entries(messages(own.clientId, docs[doc].slot))) {
          told.push([doc, kind, await say(who, own, words)])
          wanted.push([doc, kind, expected[doc] === 'reads' ? asReader(kind) : expected[doc]])
        }
      }
      expect(told).toEqual(wanted)
      expect(await written()).toEqual(before)
    },
  )

  test('[PW31] by the samordnare reaches no contribution before it is handed in', async () => {
    const before = await written()
    const { doc } = await leaseOf(per, 'bidrag')
    for (const [kind, words] of Object.entries(messages(4712, 'text')))
      expect([kind, await say(anna, { doc, clientId: 4712 }, words)]).toEqual([kind, 4404])
    expect(await written()).toEqual(before)
  })

  test('[PW32] by its writer is answered, and what is no message ends the line', async () => {
    for (const doc of ['text', 'bidrag'] as const)
      for (const kind of kinds) {
        const own = await leaseOf(per, doc)
        const words = (told: Uint8Array | undefined) =>
          messages(own.clientId, docs[doc].slot, told)[kind] ?? ''
        const expected = meaningless.includes(kind) ? 4409 : 'step2'
        expect([doc, kind, await say(per, own, words)]).toEqual([doc, kind, expected])
      }
    for (const said of await written()) expect(said.split('Insmuggat.')).toHaveLength(3)
  })
})

/** Who loses the right to a line that is open, by what, and with which code it ends. */
const endings: Readonly<
  Record<
    string,
    {
      readonly user: string
      readonly end: (who: Guest) => Promise<unknown>
      readonly back: () => Promise<unknown>
      readonly codes: readonly [text: number, live: number]
    }
  >
> = {
  'the right is withdrawn': {
    user: 'per.sandberg',
    end: () => anna.send('PUT', at('members/per.sandberg'), { grants: [{ role: 'lasare' }] }),
    back: () => anna.send('PUT', at('members/per.sandberg'), { grants: [{ role: 'skribent' }] }),
    codes: [4403, 4403],
  },
  'the person is removed': {
    user: 'per.sandberg',
    end: () => anna.send('DELETE', at('members/per.sandberg')),
    back: () => anna.send('PUT', at('members/per.sandberg'), { grants: [{ role: 'skribent' }] }),
    codes: [4404, 4403],
  },
  'the session is signed out': {
    user: 'per.sandberg',
    end: (who) => who.send('DELETE', '/api/session'),
    back: () => Promise.resolve(),
    codes: [4401, 4401],
  },
  'the person signs out everywhere': {
    user: 'per.sandberg',
    end: async () => (await as(server, 'per.sandberg')).send('DELETE', '/api/session/all'),
    back: async () => {
      per = await as(server, 'per.sandberg')
    },
    codes: [4401, 4401],
  },
  'the deputy is taken away': {
    user: 'anna.ek',
    end: () => anna.send('PUT', at('deputies'), []),
    back: () => Promise.resolve(),
    codes: [4404, 4403],
  },
  "the deputy's last day ends": {
    user: 'anna.ek',
    end: () => {
      now = new Date('2024-02-13T23:00:30.000Z')
      return Promise.resolve()
    },
    back: () => Promise.resolve(),
    codes: [4404, 4403],
  },
}

describe.each(Object.entries(endings))('when %s', (name, { user, end, back, codes }) => {
  const begin = async () => {
    now = new Date(beforeMidnight)
    if (user === 'anna.ek') {
      const deputy = { for: 'gunilla.astrom', user, from: '2024-02-10', to: '2024-02-13', reason: 'Resa' }
      await anna.send('PUT', at('deputies'), [deputy])
    }
    return as(server, user)
  }

  test('[PW33] the next message of every kind has no effect, and the line ends', async () => {
    for (const kind of kinds) {
      const who = await begin()
      const own = await leaseOf(who, 'text')
      const line = raw(who, `/sync/${own.doc}?client=${own.clientId}`)
      const ready = line.next('step2')
      await line.opened
      line.socket.send(question)
      expect([name, kind, await ready]).toEqual([name, kind, 'step2'])
      const before = await written()
      await end(who)
      line.socket.send(messages(own.clientId, 'inledning-text', line.text())[kind] ?? '')
      // What is no message at all is cut off before anything is asked, if the line has not ended by itself.
      const isCutOff = (kind === 'longKind' || kind === 'words') && (await line.closed) === 4409
      if (!isCutOff) expect([name, kind, await line.closed]).toEqual([name, kind, codes[0]])
      await back()
      expect(await written()).toEqual(before)
    }
  })

  test('[PW34] the lines of a text and of the report end by themselves', async () => {
    const who = await begin()
    const own = await leaseOf(who, 'text')
    const text = raw(who, `/sync/${own.doc}?client=${own.clientId}`)
    const live = raw(who, `/live/${report}`)
    await Promise.all([text.opened, live.opened, once(live.socket, 'message')])
    await end(who)
    const begun = performance.now()
    expect(await Promise.all([text.closed, live.closed])).toEqual(codes)
    // Within a second, and what a busy machine takes for itself.
    expect(performance.now() - begun).toBeLessThan(3000)
    await back()
  })

  test('[PW35] nothing that is said on the line of the report is heard any more', async () => {
    const spoken = ['{"type":"here","section":"framtid"}', '{', '{"type":"later"}', '']
    for (const words of spoken) {
      const who = await begin()
      const live = raw(who, `/live/${report}`)
      await Promise.all([live.opened, once(live.socket, 'message')])
      await end(who)
      live.socket.send(words)
      expect([words, await live.closed]).toEqual([words, codes[1]])
      await back()
    }
  })
})

describe('a contribution', () => {
  test('[PW36] shuts its line when its writer is no longer named, removed or signed out', async () => {
    now = new Date(beforeMidnight)
    const asked = await anna.send('POST', at('contributions'), {
      item: 'inledning-text',
      writers: ['karin.hallgren', 'bengt.nyman'],
    })
    const id = asked.body.id as string
    const ends: readonly (readonly [string, number, (who: Guest) => Promise<unknown>])[] = [
      ['signed out', 4401, (who) => who.send('DELETE', '/api/session')],
      ['removed', 4404, () => anna.send('DELETE', at('members/karin.hallgren'))],
      ['not named', 4404, () => anna.send('PATCH', at(`contributions/${id}`), { writers: ['bengt.nyman'] })],
      ['withdrawn', 4423, () => anna.send('POST', at(`contributions/${id}/withdraw`))],
    ]
    for (const [what, code, end] of ends) {
      const user = what === 'withdrawn' ? 'bengt.nyman' : 'karin.hallgren'
      await anna.send('PUT', at('members/karin.hallgren'), { grants: [{ role: 'skribent', items: [] }] })
      const who = await as(server, user)
      const own = await lease(who, `contributions/${id}/lease`)
      const line = raw(who, `/sync/${own.doc}?client=${own.clientId}`)
      const ready = line.next('step2')
      await line.opened
      line.socket.send(question)
      expect([what, await ready]).toEqual([what, 'step2'])
      await end(who)
      line.socket.send(encodeToServer({ kind: 'update', update: edit(own.clientId, 'text') }))
      expect([what, await line.closed]).toEqual([what, code])
    }
  })

  test('[PW37] is not found by guessing at its name', async () => {
    const { doc } = await leaseOf(per, 'bidrag')
    const [, id = '', epoch = ''] = doc.split('.')
    expect(id).toBe(contribution)
    const names = [
      `${report}.${id}.${Number(epoch) + 1}`,
      `${report}.${id}.0`,
      `${report}.bidrag-.1`,
      `${report}.__proto__.1`,
      `${report}.constructor.1`,
      `nosuchreport.${id}.${epoch}`,
      `${report}.${id}`,
      encodeURIComponent(`../${report}.${id}.${epoch}`),
    ]
    const maria = await as(server, 'maria.oberg')
    for (const name of names)
      for (const who of [anna, maria])
        expect([name, await raw(who, `/sync/${name}`).closed]).toEqual([name, 4404])
  })
})

describe('the line of a report', () => {
  test('[PW38] hears nobody who reads no draft, whatever they say first', async () => {
    const codes: readonly (readonly [string, number])[] = [
      ['', 4401],
      ['nils.rask', 4404],
      ['sara.ahlgren', 4403],
    ]
    for (const [user, code] of codes)
      for (const words of ['{"type":"here","section":"framtid"}', '{"type":"later"}', 'x'.repeat(3000)]) {
        const line = raw(user === '' ? guest(server) : await as(server, user), `/live/${report}`)
        await line.opened
        line.socket.send(words)
        expect([user, await line.closed]).toEqual([user, code])
      }
  })

  test.each(['/live/:r', '/sync/:doc'])('[PW39] %s opens for our own pages only', async (path) => {
    const { doc } = await leaseOf(anna, 'text')
    for (const origin of ['https://elsewhere.example', 'null']) {
      const line = anna.socket(path.replace(':r', report).replace(':doc', doc), { origin })
      const [, response] = (await once(line, 'unexpected-response')) as [unknown, { statusCode: number }]
      expect(response.statusCode).toBe(403)
    }
  })
})
