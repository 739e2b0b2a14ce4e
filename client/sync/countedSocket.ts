/*
 * A WebSocket that knows which frames carry changes of the text. In y-websocket's protocol these begin with [0, 1]
 * (sync step 2: all that the other side lacks) and [0, 2] (one update).
 */

export interface FrameRules {
  /** False for who only reads: an editor writes by itself now and then (it cleans up formats), and that must not leave. */
  readonly mayWrite: () => boolean
  /** A change leaves on this connection; called before it does. `first`: it is the step 2 that carries all before it. */
  readonly onSent: (first: boolean) => void
}

type SocketClass = new (url: string | URL, protocols?: string | string[]) => WebSocket

const sync = 0
const stepTwo = 1
const update = 2

/** A class for y-websocket's `WebSocketPolyfill`: one instance is one connection. */
export function countedSocket(Base: SocketClass, rules: FrameRules): SocketClass {
  return class extends Base {
    #inStep = false

    override send(data: Parameters<WebSocket['send']>[0]): void {
      const kind = data instanceof Uint8Array && data[0] === sync ? data[1] : undefined
      if (kind === stepTwo || kind === update) {
        if (!rules.mayWrite()) return
        if (kind === update && !this.#inStep) {
          // y-websocket sends updates as soon as the socket opens. One that builds on changes made without contact
          // would reach the server before those and be refused as a gap; the step 2 carries it.
          return
        }
        const first = !this.#inStep
        this.#inStep = true
        rules.onSent(first)
      }
      super.send(data)
    }
  }
}
