import { describe, expect, it } from 'vitest'
import { afterClose, closeCodes, resetReason } from '../../../shared/sync/closeCode.ts'
import {
  decodeToClient,
  decodeToServer,
  encodeToClient,
  encodeToServer,
} from '../../../shared/sync/message.ts'
import type { ToClient, ToServer } from '../../../shared/sync/message.ts'
import { Allowances } from '../../../server/sync/limits.ts'
import { pageState } from '../../../server/sync/awareness.ts'

const bytes = new Uint8Array([1, 2, 3])

describe('messages', () => {
  const toServer: ToServer[] = [
    { kind: 'step1', stateVector: bytes },
    { kind: 'step2', update: bytes },
    { kind: 'update', update: bytes },
    {
      kind: 'awareness',
      entries: [
        { clientId: 7, clock: 1, state: { slot: 'a' } },
        { clientId: 8, clock: 2, state: null },
      ],
    },
    { kind: 'queryAwareness' },
    { kind: 'askOrderDigest' },
  ]
  it.each(toServer)('[SY50] to the server: $kind', (message) => {
    expect(decodeToServer(encodeToServer(message))).toEqual({ ok: true, value: message })
  })
  const toClient: ToClient[] = [
    { kind: 'step1', stateVector: bytes },
    { kind: 'step2', update: bytes },
    { kind: 'update', update: bytes },
    { kind: 'awareness', entries: [] },
    { kind: 'saved', frames: 300, stateVector: bytes },
    { kind: 'orderDigest', digest: bytes },
    { kind: 'people', people: { 7: { id: 'anna', name: 'Anna Ek', colour: 3 } } },
  ]
  it.each(toClient)('[SY50] to the client: $kind', (message) => {
    expect(decodeToClient(encodeToClient(message))).toEqual({ ok: true, value: message })
  })
  it('[SY50] sync and awareness are y-websocket’s own bytes', () => {
    expect([...encodeToServer({ kind: 'update', update: bytes })]).toEqual([0, 2, 3, 1, 2, 3])
    expect([...encodeToServer({ kind: 'queryAwareness' })]).toEqual([3])
    expect([...encodeToClient({ kind: 'saved', frames: 2, stateVector: bytes })]).toEqual([10, 2, 3, 1, 2, 3])
  })
  it.each([[[]], [[99]], [[0]], [[0, 7, 0]], [[0, 2, 9, 1]], [[1, 5, 1, 1, 1, 1, 123]], [[2, 0]], [[12]]])(
    '[SY50] %j is a problem',
    (raw) => {
      const decoded = decodeToServer(new Uint8Array(raw))
      expect(decoded.ok ? decoded.value : decoded.problem.code).toBe('bad-request')
    },
  )
})

describe('after a close', () => {
  it('[SY51] every code has its next step, and unknown ones mean a lost line', () => {
    expect(Object.values(closeCodes).map(afterClose)).toEqual([
      'sign-in',
      'leave',
      'leave',
      'set-aside-and-rejoin',
      'rejoin',
      'set-aside-and-read',
      'reload',
      'wait',
      'retry',
    ])
    expect(afterClose(1006)).toBe('retry')
    expect(resetReason('reset:node')).toBe('node')
    expect(resetReason('klar')).toBeNull()
  })
})

describe('limits', () => {
  it('[SY42] who has used up everything waits, others do not', () => {
    let now = 0
    const allowances = new Allowances({ burst: 10, perSecond: 2 }, () => now)
    for (let index = 0; index < 10; index++) expect(allowances.take('a', 1)).toBe(true)
    expect(allowances.take('a', 1)).toBe(false)
    expect(allowances.take('b', 1)).toBe(true)
    now = 1000
    expect(allowances.take('a', 2)).toBe(true)
    expect(allowances.take('a', 1)).toBe(false)
  })
})

describe('carets', () => {
  const roots = new Set(['a'])
  const position = { type: null, tname: 'a', item: { client: 1, clock: 2 }, assoc: 0 }
  it('[SY34] slot and caret pass, everything else is dropped', () => {
    const state = { slot: 'a', cursor: { anchor: position, head: position }, user: { name: 'x' } }
    expect(pageState(state, roots)).toEqual({ slot: 'a', cursor: { anchor: position, head: position } })
  })
  it.each([
    ['another root', { anchor: { ...position, tname: 'zz' }, head: position }],
    ['a wrong id', { anchor: { item: { client: -1, clock: 2 } }, head: position }],
    ['text', 'x'],
    ['nothing to hold on to', { anchor: 1, head: 2 }],
  ])('[SY34] a caret in %s is dropped', (_name, cursor) => {
    expect(pageState({ slot: 'a', cursor }, roots)).toEqual({ slot: 'a', cursor: null })
  })
  it('[SY34] a slot that is none is dropped', () => {
    expect(pageState({ slot: 'zz' }, roots)).toEqual({ slot: null, cursor: null })
    expect(pageState('x', roots)).toBeNull()
  })
})
