import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import { as } from '../api/testServer.ts'
import { clockAt, type Clock } from './clock.ts'
import { failingNotices } from './failingNotices.ts'
import { startMailServer, type MailServer } from './mailServer.ts'
import { done, inboxOf, newNoticeReport, startNoticeServer } from './noticeServer.ts'

describe('notices', () => {
  const cleanUp: (() => Promise<void>)[] = []
  let mails: MailServer
  let clock: Clock
  beforeEach(async () => {
    mails = await startMailServer()
    cleanUp.push(() => mails.close())
    // A Tuesday in winter, ten o'clock in Sweden.
    clock = clockAt('2024-01-16T09:00:00Z')
  })
  afterEach(async () => {
    for (const run of cleanUp.splice(0).toReversed()) await run()
  })

  const begin = async () => {
    const server = await startNoticeServer(clock, mails.url)
    cleanUp.push(() => server.close())
    return { server, ...(await newNoticeReport(server)) }
  }
  const subjects = (to: string): (string | undefined)[] =>
    mails.arrived.filter((mail) => mail.to.startsWith(to)).map(({ mail }) => mail.subject)

  it('[NO1] [NO6] who is made responsible finds it in the page at once, and in one collected mail at seven the next day', async () => {
    const { server, id, anna } = await begin()
    for (const item of ['inledning', 'syfte'])
      await done(anna, 'PUT', `/api/reports/${id}/items/${item}`, { people: ['per.sandberg'] })
    const inbox = await inboxOf(server, 'per.sandberg')
    expect(inbox.unread).toBe(2)
    expect(inbox.notices.map(({ kind, place }) => [kind, place])).toEqual([
      ['assigned', `/rapporter/${id}/punkt/syfte`],
      ['assigned', `/rapporter/${id}/punkt/inledning`],
    ])
    clock.to('2024-01-17T05:59:00Z')
    await server.deps.notices.run()
    expect(mails.arrived).toHaveLength(0)
    clock.to('2024-01-17T06:00:00Z')
    await server.deps.notices.run()
    // What comes after seven waits for the next day.
    await done(anna, 'PUT', `/api/reports/${id}/items/handelser`, { people: ['per.sandberg'] })
    clock.to('2024-01-17T20:00:00Z')
    await server.deps.notices.run()
    expect(mails.arrived).toHaveLength(1)
    const [first] = mails.arrived
    expect(first?.to).toBe('per.sandberg@example.org')
    expect(first?.mail.text).toContain('Anna Lindqvist har gjort dig ansvarig för')
    expect(first?.mail.text).toContain(`${server.url}/rapporter/${id}/punkt/inledning`)
    expect(first?.mail.html).toContain(`${server.url}/rapporter/${id}/punkt/syfte`)
    clock.to('2024-01-18T06:00:00Z')
    await server.deps.notices.run()
    expect(mails.arrived).toHaveLength(2)
    expect(mails.arrived[1]?.mail.text).toContain('punkt/handelser')
    expect(mails.arrived[1]?.mail.text).not.toContain('punkt/syfte')
  })

  it('[NO7] sections made ready for approval within a minute go to the godkännare and the deputy in one mail at once', async () => {
    const { server, id, anna } = await begin()
    await done(anna, 'PUT', `/api/reports/${id}/deputies`, [
      { for: 'gunilla.astrom', user: 'anna.ek', from: '2024-01-15', to: '2024-01-20', reason: 'Semester' },
    ])
    for (const section of ['inledning', 'syfte']) {
      await done(anna, 'POST', `/api/reports/${id}/sections/${section}/submit`, {})
      await done(anna, 'POST', `/api/reports/${id}/sections/${section}/ready`, {})
      clock.to(new Date(clock.now().getTime() + 30_000).toISOString())
    }
    await server.deps.notices.run()
    expect(mails.arrived).toHaveLength(0)
    clock.to(new Date(clock.now().getTime() + 31_000).toISOString())
    await server.deps.notices.run()
    expect(mails.arrived.map(({ to }) => to).toSorted()).toEqual([
      'anna.ek@example.org',
      'gunilla.astrom@example.org',
    ])
    const [{ mail } = { mail: null }] = mails.arrived
    expect(mail?.subject).toBe('Att godkänna: 2 avsnitt i Verksamhetsberättelse 2024')
    expect(mail?.text).toContain(`${server.url}/rapporter/${id}/godkann`)
  })

  it('[NO7] what is no longer ready when the mail goes is not in it', async () => {
    const { server, id, anna } = await begin()
    for (const section of ['inledning', 'syfte']) {
      await done(anna, 'POST', `/api/reports/${id}/sections/${section}/submit`, {})
      await done(anna, 'POST', `/api/reports/${id}/sections/${section}/ready`, {})
    }
    await done(anna, 'POST', `/api/reports/${id}/sections/syfte/reopen`, { reason: 'Ett fel.' })
    clock.to('2024-01-16T09:02:00Z')
    await server.deps.notices.run()
    expect(subjects('gunilla')).toEqual(['Att godkänna: ett avsnitt i Verksamhetsberättelse 2024'])
  })

  it('[NO8] a mail holds report, section, who and link, the way to turn it off, and no text of the report', async () => {
    const { server, id, anna } = await begin()
    await done(anna, 'PUT', `/api/reports/${id}/plan`, {
      decision: { body: 'Provnämnden', date: '2023-12-12', reference: '§ 1' },
      items: [
        { id: 'pe', kind: 'perspective', parent: null, place: 'process', fields: { text: 'Process' } },
        { id: 'st', kind: 'strategy', parent: 'pe', fields: { text: 'Kvalitet' } },
        { id: 'task', kind: 'assignment', parent: 'st', fields: { text: 'Hemligt uppdrag om broar.' } },
      ],
    })
    await done(anna, 'PUT', `/api/reports/${id}/items/task`, { people: ['per.sandberg'], due: '2024-01-18' })
    await done(anna, 'POST', `/api/reports/${id}/sections/inledning/submit`, {})
    await done(anna, 'PUT', `/api/reports/${id}/items/inledning`, { people: ['per.sandberg'] })
    await done(anna, 'POST', `/api/reports/${id}/sections/inledning/send-back`, {
      comment: 'Ta bort stycket om tunnlar.',
    })
    const inbox = await inboxOf(server, 'per.sandberg')
    expect(JSON.stringify(inbox)).toContain('Hemligt uppdrag om broar.')
    clock.to('2024-01-17T05:30:00Z')
    await server.deps.notices.run()
    clock.to('2024-01-17T06:00:00Z')
    await server.deps.notices.run()
    const [sent] = mails.arrived
    expect(mails.arrived).toHaveLength(1)
    expect(sent?.mail.text).toContain('4.3 Perspektiv: Process')
    expect(sent?.mail.text).toContain('Anna Lindqvist har skickat tillbaka:')
    expect(sent?.mail.text).toContain('Snart klart senast:')
    const whole = `${sent?.mail.subject} ${sent?.mail.text} ${String(sent?.mail.html)}`
    expect(whole).not.toMatch(/broar|tunnlar/)
    expect(sent?.mail.headers.get('list')).toMatchObject({
      unsubscribe: { url: `${server.url}/mitt?aviseringar=1` },
    })
    expect(sent?.mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(sent?.mail.from?.text).toBe('"Samskrift" <samskrift@example.org>')
  })

  it('[NO9] a kind that somebody has turned off stays in the page and is not mailed', async () => {
    const { server, id, anna } = await begin()
    const per = await as(server, 'per.sandberg')
    await done(per, 'PUT', '/api/me/notice-settings', { off: ['assigned'] })
    await done(anna, 'PUT', `/api/reports/${id}/items`, [
      { id: 'inledning', people: ['per.sandberg', 'karin.hallgren'] },
    ])
    clock.to('2024-01-17T06:00:00Z')
    await server.deps.notices.run()
    expect(mails.arrived.map(({ to }) => to)).toEqual(['karin.hallgren@example.org'])
    expect((await inboxOf(server, 'per.sandberg')).unread).toBe(1)
    expect((await per.send('GET', '/api/me/notice-settings')).body).toMatchObject({
      off: ['assigned'],
      mail: true,
      address: 'per.sandberg@example.org',
    })
  })

  it('[NO10] what is read in the page is not mailed, and stays read', async () => {
    const { server, id, anna } = await begin()
    for (const item of ['inledning', 'syfte'])
      await done(anna, 'PUT', `/api/reports/${id}/items/${item}`, { people: ['per.sandberg'] })
    const per = await as(server, 'per.sandberg')
    const { notices } = await inboxOf(server, 'per.sandberg')
    await done(per, 'POST', '/api/me/notices/read', { ids: [notices[0]?.id] })
    expect((await inboxOf(server, 'per.sandberg')).unread).toBe(1)
    await done(per, 'POST', '/api/me/notices/read', { all: true })
    clock.to('2024-01-17T06:00:00Z')
    await server.deps.notices.run()
    expect(mails.arrived).toHaveLength(0)
    expect((await inboxOf(server, 'per.sandberg')).notices.every(({ read }) => read !== undefined)).toBe(true)
  })

  it('[NO4] who has no part in the report any more reads nothing of it, in the page or by mail', async () => {
    const { server, id, anna } = await begin()
    await done(anna, 'PUT', `/api/reports/${id}/items/inledning`, { people: ['per.sandberg'] })
    await done(anna, 'DELETE', `/api/reports/${id}/members/per.sandberg`)
    expect(await inboxOf(server, 'per.sandberg')).toEqual({ unread: 0, notices: [] })
    clock.to('2024-01-17T06:00:00Z')
    await server.deps.notices.run()
    expect(mails.arrived).toHaveLength(0)
  })

  it('[NO11] a mail that was refused is tried again later, and is logged without its address', async () => {
    const { server, id, anna } = await begin()
    const logged: unknown[] = []
    Object.assign(server.deps.log, { info: (...said: unknown[]) => logged.push(said) })
    cleanUp.push(async () => {
      Object.assign(server.deps.log, { info: () => undefined })
    })
    mails.refuses.add('per.sandberg@example.org')
    await done(anna, 'PUT', `/api/reports/${id}/items/inledning`, { people: ['per.sandberg'] })
    clock.to('2024-01-17T06:00:00Z')
    await server.deps.notices.run()
    expect(mails.arrived).toHaveLength(0)
    expect(JSON.stringify(logged)).toContain('EENVELOPE 550')
    expect(JSON.stringify(logged)).not.toContain('@')
    mails.refuses.clear()
    await server.deps.notices.run()
    expect(mails.arrived).toHaveLength(0)
    clock.to('2024-01-17T06:01:01Z')
    await server.deps.notices.run()
    expect(mails.arrived).toHaveLength(1)
    await server.deps.notices.run()
    expect(mails.arrived).toHaveLength(1)
  })

  it('[NO5] the day tells what is due in three days and what is overdue, each once, also over a restart', async () => {
    const disk = memoryDisk()
    const first = await startNoticeServer(clock, mails.url, disk)
    const { id, anna } = await newNoticeReport(first)
    await done(anna, 'PUT', `/api/reports/${id}/items`, [
      { id: 'inledning', people: ['per.sandberg'], due: '2024-01-20' },
      { id: 'syfte', people: ['per.sandberg'], due: '2024-01-16' },
      { id: 'handelser', people: ['per.sandberg'], due: '2024-02-20' },
    ])
    const kinds = async (server: typeof first) =>
      (await inboxOf(server, 'per.sandberg')).notices
        .filter(({ kind }) => kind !== 'assigned')
        .map(({ kind, item, place }) => `${kind} ${item?.id ?? place.split('/').at(-1)}`)
        .toSorted()
    clock.to('2024-01-17T05:30:00Z')
    await first.deps.notices.run()
    expect(await kinds(first)).toEqual(['dueSoon inledning', 'overdue syfte'])
    await first.close()
    clock.to('2024-01-17T05:40:00Z')
    const second = await startNoticeServer(clock, mails.url, disk)
    cleanUp.push(() => second.close())
    await second.deps.notices.run()
    expect(await kinds(second)).toEqual(['dueSoon inledning', 'overdue syfte'])
    clock.to('2024-01-21T06:00:00Z')
    await second.deps.notices.run()
    expect(await kinds(second)).toEqual(['dueSoon inledning', 'overdue inledning', 'overdue syfte'])
  })

  it('[NO3] what could not be stored before a crash is told at the next start, and nothing is told twice', async () => {
    const { disk, fail } = failingNotices(memoryDisk())
    const first = await startNoticeServer(clock, null, disk)
    const { id, anna } = await newNoticeReport(first)
    await done(anna, 'PUT', `/api/reports/${id}/items/inledning`, { people: ['per.sandberg'] })
    expect((await inboxOf(first, 'per.sandberg')).unread).toBe(1)
    fail(true)
    await done(anna, 'PUT', `/api/reports/${id}/items/syfte`, { people: ['per.sandberg'] })
    // The first server is never told that it is over: what the next finds is what was on the disk.
    fail(false)
    for (const _start of ['second', 'third']) {
      const next = await startNoticeServer(clock, null, disk)
      const { notices } = await inboxOf(next, 'per.sandberg')
      expect(notices.map(({ place }) => place.split('/').at(-1))).toEqual(['syfte', 'inledning'])
    }
  })

  it('[NO3] a failed write is made good once the disk takes it again', async () => {
    const { disk, fail } = failingNotices(memoryDisk())
    const server = await startNoticeServer(clock, null, disk)
    cleanUp.push(() => server.close())
    const { id, anna } = await newNoticeReport(server)
    fail(true)
    await done(anna, 'PUT', `/api/reports/${id}/items/inledning`, { people: ['per.sandberg'] })
    fail(false)
    await server.deps.notices.run()
    await done(anna, 'PUT', `/api/reports/${id}/items/syfte`, { people: ['per.sandberg'] })
    await server.deps.notices.run()
    expect((await inboxOf(server, 'per.sandberg')).notices).toHaveLength(2)
  })

  it('[NO3] a data folder from before there were notices tells nothing of what is past', async () => {
    const disk = memoryDisk()
    const first = await startNoticeServer(clock, null, disk)
    const { id, anna } = await newNoticeReport(first)
    await done(anna, 'PUT', `/api/reports/${id}/items/inledning`, { people: ['per.sandberg'] })
    await first.close()
    await disk.remove('/notices')
    const next = await startNoticeServer(clock, null, disk)
    cleanUp.push(() => next.close())
    expect((await inboxOf(next, 'per.sandberg')).notices).toEqual([])
    const again = await as(next, 'anna.lindqvist')
    await done(again, 'PUT', `/api/reports/${id}/items/syfte`, { people: ['per.sandberg'] })
    expect((await inboxOf(next, 'per.sandberg')).notices).toHaveLength(1)
  })

  it('[NO2] a new report that brings its people along tells them', async () => {
    const { server, id, anna } = await begin()
    await done(anna, 'PUT', `/api/reports/${id}/items/inledning`, { people: ['per.sandberg'] })
    const made = await anna.send('POST', '/api/reports', {
      template: 'vb-namnd',
      organisation: 'Provnämnden',
      year: 2025,
      previous: id,
      copyPeople: true,
    })
    expect(made.status).toBe(201)
    await expect
      .poll(async () => (await inboxOf(server, 'per.sandberg')).notices.map(({ place }) => place))
      .toEqual([`/rapporter/${made.body.id as string}/punkt/inledning`, `/rapporter/${id}/punkt/inledning`])
  })
})
