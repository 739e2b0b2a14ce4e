/**
 * How much of what a person wrote is not on the server's disk yet.
 *
 * The server tells how many update frames of the present connection are durable. The first frame of a connection is
 * the answer to the server's question what the page has that it has not (sync step 2): it carries everything that was
 * written before, also without contact. So changes that no frame of this connection carries wait for frame 1.
 */
export interface Pending {
  /** Update frames sent on this connection. */
  readonly sent: number
  /** Of these, durable. */
  readonly durable: number
  /** Changes that frame 1 of this connection, or of the next, carries. */
  readonly carried: number
}

export const nothingPending: Pending = { sent: 0, durable: 0, carried: 0 }

/** A frame has left on this connection. */
export const frameSent = (pending: Pending): Pending => ({ ...pending, sent: pending.sent + 1 })

/** A change was made that could not leave as a frame of its own: no contact, or not in step yet. */
export const changeHeld = (pending: Pending): Pending => ({ ...pending, carried: pending.carried + 1 })

/** The server has `durable` frames of this connection on disk. Never counts backwards. */
export const framesSaved = (pending: Pending, durable: number): Pending => ({
  sent: pending.sent,
  durable: Math.max(pending.durable, Math.min(durable, pending.sent)),
  carried: durable >= 1 ? 0 : pending.carried,
})

/** A connection is over: what was not durable waits for the first frame of the next. */
export const connectionBegun = (pending: Pending): Pending => ({
  sent: 0,
  durable: 0,
  carried: changesWaiting(pending),
})

/** Changes not known to be on disk. */
export function changesWaiting({ sent, durable, carried }: Pending): number {
  // Before frame 1 is acknowledged it stands for what it carries, which may be nothing.
  return durable >= 1 ? sent - durable : carried + Math.max(0, sent - 1)
}
