import { describe, expect, it } from 'vitest'
import { atHour } from '../../../server/notice/clock.ts'
import type { KeptNotice, Personal, Told } from '../../../server/notice/noticeRegister.ts'
import { noticeRegister, personalOf } from '../../../server/notice/noticeRegister.ts'
import { planMail } from '../../../server/notice/planMail.ts'

const kept = (id: string, at: string, more: Partial<KeptNotice> = {}): KeptNotice => ({
  id,
  kind: 'assigned',
  report: 'r',
  at,
  ...more,
})
const told = (notices: KeptNotice[], more: Partial<Personal> = {}): Told => ({
  people: { per: { notices, off: [], reminded: {}, ...more } },
  processed: {},
})
const plan = (state: Told, now: string, mayBeMailed = () => true) =>
  planMail(state, new Date(now), mayBeMailed)
const ids = (state: Told, now: string) =>
  plan(state, now).due.map(({ notices }) => notices.map(({ id }) => id).join(' '))

describe('what is mailed when', () => {
  it('[NO6] seven by Swedish clocks, in winter, in summer and on the days between', () => {
    expect(atHour('2024-01-10', 7).toISOString()).toBe('2024-01-10T06:00:00.000Z')
    expect(atHour('2024-07-10', 7).toISOString()).toBe('2024-07-10T05:00:00.000Z')
    expect(atHour('2024-03-31', 7).toISOString()).toBe('2024-03-31T05:00:00.000Z')
    expect(atHour('2024-10-27', 7).toISOString()).toBe('2024-10-27T06:00:00.000Z')
  })

  it('[NO6] what came before seven, once a day, also where the server was away at seven', () => {
    const state = told([kept('a', '2024-01-16T09:00:00Z'), kept('b', '2024-01-17T05:59:59Z')])
    expect(ids(state, '2024-01-17T05:59:59Z')).toEqual([])
    expect(ids(state, '2024-01-17T06:00:00Z')).toEqual(['a b'])
    expect(ids(state, '2024-01-17T15:00:00Z')).toEqual(['a b'])
    const mailed = told(
      [
        kept('a', '2024-01-16T09:00:00Z', { mailed: '2024-01-17T06:00:01Z' }),
        kept('c', '2024-01-17T05:00:00Z'),
      ],
      { collected: '2024-01-17' },
    )
    expect(ids(mailed, '2024-01-17T15:00:00Z')).toEqual([])
    expect(ids(mailed, '2024-01-18T06:00:00Z')).toEqual(['c'])
  })

  it('[NO6] the next look is at seven, or when a minute has passed since the last section was ready', () => {
    expect(plan(told([]), '2024-01-16T09:00:00Z').next.toISOString()).toBe('2024-01-17T06:00:00.000Z')
    expect(plan(told([]), '2024-01-16T02:00:00Z').next.toISOString()).toBe('2024-01-16T06:00:00.000Z')
    const ready = [
      kept('a', '2024-01-16T09:00:00Z', { kind: 'readyForApproval' }),
      kept('b', '2024-01-16T09:00:40Z', { kind: 'readyForApproval' }),
    ]
    expect(plan(told(ready), '2024-01-16T09:01:00Z')).toEqual({
      due: [],
      next: new Date('2024-01-16T09:01:40Z'),
    })
    expect(ids(told(ready), '2024-01-16T09:01:40Z')).toEqual(['a b'])
  })

  it('[NO7] who waits for approval does not wait longer than five minutes, however many sections follow', () => {
    const ready = Array.from({ length: 12 }, (_, i) =>
      kept(String(i), new Date(Date.parse('2024-01-16T09:00:00Z') + i * 30_000).toISOString(), {
        kind: 'readyForApproval',
      }),
    )
    expect(plan(told(ready), '2024-01-16T09:05:00Z').due).toHaveLength(1)
  })

  it('[NO9] read, mailed, turned off, reminders, those without an address and what is a week old are not mailed', () => {
    const at = '2024-01-16T09:00:00Z'
    const now = '2024-01-17T06:00:00Z'
    expect(ids(told([kept('a', at, { read: at })]), now)).toEqual([])
    expect(ids(told([kept('a', at, { mailed: at })]), now)).toEqual([])
    expect(ids(told([kept('a', at)], { off: ['assigned'] }), now)).toEqual([])
    expect(ids(told([kept('a', at, { kind: 'reminder' })]), now)).toEqual([])
    expect(ids(told([kept('a', '2024-01-09T09:00:00Z')]), now)).toEqual([])
    expect(plan(told([kept('a', at)]), now, () => false).due).toEqual([])
  })
})

describe('what is kept of notices', () => {
  const reduce = (state: Told, event: Parameters<typeof noticeRegister.reduce>[1]['event'], at: string) =>
    noticeRegister.reduce(state, {
      seq: 1,
      at,
      actor: { user: 'server' },
      event,
      payloadHash: '',
      prevHash: '',
      hash: '',
    })

  it('[NO17] notices that are read and older than 180 days go; unread ones stay', () => {
    const state = told([
      kept('old', '2023-01-01T08:00:00Z', { read: '2023-01-02T08:00:00Z' }),
      kept('unread', '2023-01-01T08:00:00Z'),
      kept('new', '2024-01-10T08:00:00Z', { read: '2024-01-11T08:00:00Z' }),
    ])
    const after = reduce(state, { type: 'read', user: 'per', notices: [] }, '2024-01-16T08:00:00Z')
    expect(personalOf(after, 'per').notices.map(({ id }) => id)).toEqual(['unread', 'new'])
  })

  it('[NO3] the same notice again tells nothing, and the number of the entry is stored with it', () => {
    const notice = kept('a', '2024-01-16T08:00:00Z')
    const event = {
      type: 'entriesTold' as const,
      report: 'r',
      seq: 5,
      notices: [{ to: 'per', notice }],
    }
    const once = reduce({ people: {}, processed: {} }, event, '2024-01-16T08:00:00Z')
    const twice = reduce(once, event, '2024-01-16T08:00:00Z')
    expect(personalOf(twice, 'per').notices).toHaveLength(1)
    expect(twice.processed).toEqual({ r: 5 })
  })

  it('[NO10] reading again does not change when it was read', () => {
    const state = told([kept('a', '2024-01-16T08:00:00Z', { read: '2024-01-16T09:00:00Z' })])
    const after = reduce(state, { type: 'read', user: 'per', notices: ['a'] }, '2024-01-16T10:00:00Z')
    expect(personalOf(after, 'per').notices[0]?.read).toBe('2024-01-16T09:00:00Z')
  })

  it('[NO4] names that every object has are nobody', () => {
    expect(personalOf(told([]), 'constructor').notices).toEqual([])
  })
})
