import { describe, expect, test } from 'vitest'
import { readLiveMessage, type LiveMessage } from '../../../client/live/liveMessage.ts'
import { openLiveSocket, reconnectDelayMs } from '../../../client/live/liveSocket.ts'

/** A socket that the test opens, feeds and closes itself. */
class HandSocket extends EventTarget {
  static readonly OPEN = 1
  static opened: HandSocket[] = []
  readyState = 1
  readonly url: string
  readonly sent: string[] = []
  constructor(url: string) {
    super()
    this.url = url
    HandSocket.opened.push(this)
  }
  send(data: string): void {
    this.sent.push(data)
  }
  close(): void {
    this.readyState = 3
  }
  receive(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }
  drop(code: number): void {
    this.readyState = 3
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}

function open() {
  HandSocket.opened = []
  const seen: (LiveMessage | string)[] = []
  const socket = openLiveSocket(
    'ws://host/live/r1',
    {
      onOpen: () => seen.push('open'),
      onMessage: (message) => seen.push(message),
      onUnreadable: () => seen.push('unreadable'),
      onClosed: (final) => seen.push(`closed ${final ?? 'for now'}`),
    },
    HandSocket as unknown as typeof WebSocket,
  )
  const [first] = HandSocket.opened
  if (first === undefined) throw new Error('no socket was opened')
  return { socket, first, seen }
}

describe('the live socket', () => {
  test('[UX8] passes messages on in order and leaves unknown kinds unread', () => {
    const { socket, first, seen } = open()
    first.dispatchEvent(new Event('open'))
    first.receive({ type: 'hello', seq: 7 })
    first.receive({ type: 'fromALaterBuild' })
    first.receive({ type: 'presence', people: [{ user: 'per', section: 'syfte' }] })
    socket.close()
    expect(seen).toEqual([
      'open',
      { type: 'hello', seq: 7 },
      { type: 'presence', people: [{ user: 'per', section: 'syfte' }] },
    ])
  })

  test('[UX8] an entry that cannot be read asks for the record anew', () => {
    const { socket, first, seen } = open()
    first.receive({ type: 'entry', entry: { seq: 2, event: { type: 'unheardOf' } } })
    socket.close()
    expect(seen).toEqual(['unreadable'])
  })

  test('[UX8] a lost connection is tried again, at once when asked', () => {
    const { socket, first, seen } = open()
    first.drop(1006)
    expect(seen).toEqual(['closed for now'])
    socket.tryNow()
    expect(HandSocket.opened).toHaveLength(2)
    socket.close()
  })

  test('[UX8] lost contact that something else has noticed counts at once, and once', () => {
    const { socket, first, seen } = open()
    socket.lost()
    first.drop(1006)
    socket.lost()
    socket.close()
    expect(seen).toEqual(['closed for now'])
  })

  test.each([
    [4401, 'signedOut'],
    [4403, 'noRight'],
    [4404, 'noRight'],
  ])('[UX8] code %d ends it for good: %s', (code, why) => {
    const { first, seen } = open()
    first.drop(code)
    expect(seen).toEqual([`closed ${why}`])
    expect(HandSocket.opened).toHaveLength(1)
  })

  test('[UX8] attempts come more and more seldom, never beyond a quarter of a minute', () => {
    const delays = [0, 1, 2, 3, 10, 100].map((attempt) => reconnectDelayMs(attempt, 1))
    expect(delays).toEqual([400, 800, 1600, 3200, 15_000, 15_000])
    expect(reconnectDelayMs(0, 0)).toBe(200)
  })

  test('[UX8] what is not JSON is no message', () => {
    expect(readLiveMessage('x')).toBeUndefined()
    expect(readLiveMessage(new ArrayBuffer(2))).toBeUndefined()
  })
})
