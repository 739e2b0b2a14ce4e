import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { as } from '../api/testServer.ts'
import { clockAt, type Clock } from './clock.ts'
import { startMailServer, type MailServer } from './mailServer.ts'
import { done, inboxOf, newNoticeReport, startNoticeServer } from './noticeServer.ts'

describe('reminding', () => {
  const cleanUp: (() => Promise<void>)[] = []
  let mails: MailServer
  let clock: Clock
  beforeEach(async () => {
    mails = await startMailServer()
    cleanUp.push(() => mails.close())
    clock = clockAt('2024-01-16T09:00:00Z')
  })
  afterEach(async () => {
    for (const run of cleanUp.splice(0).toReversed()) await run()
  })

  const begin = async ({ withMail = true } = {}) => {
    const server = await startNoticeServer(clock, withMail ? mails.url : null)
    cleanUp.push(() => server.close())
    const made = await newNoticeReport(server)
    await done(made.anna, 'PUT', `/api/reports/${made.id}/items`, [
      { id: 'inledning', people: ['per.sandberg', 'anna.lindqvist'], due: '2024-01-26' },
      { id: 'syfte', people: ['per.sandberg', 'johan.ekdahl'] },
      { id: 'handelser', people: ['karin.hallgren'] },
    ])
    return {
      server,
      ...made,
      remind: (body: object) => made.anna.send('POST', `/api/reports/${made.id}/remind`, body),
    }
  }
  const items = ['inledning', 'syfte', 'handelser']

  it('[NO12] each gets one mail with what is theirs, and who has no address is named with the text to copy', async () => {
    const { server, id, remind } = await begin()
    const { status, body } = await remind({ items })
    expect(status).toBe(200)
    expect(body.sent).toEqual([
      { user: 'per.sandberg', name: 'Per Sandberg', email: 'per.sandberg@example.org', items: 2 },
      { user: 'karin.hallgren', name: 'Karin Hallgren', email: 'karin.hallgren@example.org', items: 1 },
    ])
    expect(body.notSent).toEqual([
      { user: 'johan.ekdahl', name: 'Johan Ekdahl', items: 1, because: 'noAddress' },
    ])
    expect(body.text.subject).toBe('Påminnelse: Verksamhetsberättelse 2024, Provnämnden')
    expect(body.text.body).toContain(`/mitt?rapport=${id}`)
    const toPer = mails.arrived.filter(({ to }) => to.startsWith('per'))
    expect(toPer).toHaveLength(1)
    expect(toPer[0]?.mail.subject).toBe('Påminnelse: 2 uppgifter i Verksamhetsberättelse 2024')
    expect(toPer[0]?.mail.text).toContain('1 Inledning, 26 januari')
    expect(toPer[0]?.mail.text).toContain(`/rapporter/${id}/punkt/syfte`)
    const kinds = (await inboxOf(server, 'johan.ekdahl')).notices.map(({ kind }) => kind)
    expect(kinds).toContain('reminder')
  })

  it('[NO13] a person is reminded once a day, unless it is asked for again', async () => {
    const { remind } = await begin()
    await remind({ items: ['handelser'] })
    const again = (await remind({ items: ['handelser'] })).body
    expect(again.sent).toEqual([])
    expect(again.notSent).toMatchObject([{ user: 'karin.hallgren', because: 'alreadyToday' }])
    expect(mails.arrived).toHaveLength(1)
    expect((await remind({ items: ['handelser'], again: true })).body.sent).toHaveLength(1)
    expect(mails.arrived).toHaveLength(2)
    clock.to('2024-01-17T09:00:00Z')
    expect((await remind({ items: ['handelser'] })).body.sent).toHaveLength(1)
  })

  it('[NO13] the reminder is the collected mail of its day', async () => {
    const { server, remind } = await begin()
    clock.to('2024-01-17T05:50:00Z')
    await server.deps.notices.run()
    await remind({ items })
    const before = mails.arrived.length
    clock.to('2024-01-17T08:00:00Z')
    await server.deps.notices.run()
    expect(mails.arrived).toHaveLength(before)
    clock.to('2024-01-18T06:00:00Z')
    await server.deps.notices.run()
    expect(
      mails.arrived
        .slice(before)
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['karin.hallgren@example.org', 'per.sandberg@example.org'])
  })

  it('[NO14] without mail the answer holds names, addresses and a text to copy, and the page tells them all the same', async () => {
    const { server, remind } = await begin({ withMail: false })
    const { body } = await remind({ items })
    expect(body.sent).toEqual([])
    expect(
      body.notSent.map(({ user, email, because }: Record<string, string>) => [user, email, because]),
    ).toEqual([
      ['per.sandberg', 'per.sandberg@example.org', 'noMail'],
      ['johan.ekdahl', undefined, 'noMail'],
      ['karin.hallgren', 'karin.hallgren@example.org', 'noMail'],
    ])
    expect((await inboxOf(server, 'karin.hallgren')).notices[0]).toMatchObject({ kind: 'reminder' })
  })

  it('[NO14] looking first sends nothing and tells nobody', async () => {
    const { server, remind } = await begin()
    const { body } = await remind({ items, preview: true })
    expect(body.sent.map(({ user }: { user: string }) => user)).toEqual(['per.sandberg', 'karin.hallgren'])
    expect(mails.arrived).toHaveLength(0)
    expect((await inboxOf(server, 'karin.hallgren')).notices.map(({ kind }) => kind)).toEqual(['assigned'])
  })

  it('[NO14] a mail server that is away is waited for once, and all are named', async () => {
    const { remind } = await begin()
    await mails.close()
    const { body } = await remind({ items })
    expect(body.sent).toEqual([])
    expect(body.notSent.map(({ because }: { because: string }) => because).toSorted()).toEqual([
      'failed',
      'failed',
      'noAddress',
    ])
  })

  it('[NO15] only the samordnare reminds, and only of items there are', async () => {
    const { server, id, remind } = await begin()
    const per = await as(server, 'per.sandberg')
    expect((await per.send('POST', `/api/reports/${id}/remind`, { items })).status).toBe(403)
    const stranger = await as(server, 'leila.haddad')
    expect((await stranger.send('POST', `/api/reports/${id}/remind`, { items })).status).toBe(404)
    expect((await remind({ items: ['nowhere'] })).status).toBe(404)
    expect((await remind({ items: [] })).status).toBe(400)
  })
})
