/**
 * Why the server closes a section's socket, and what the client does next. Both sides read this file.
 *
 * 4400 to 4499 stop y-websocket's reconnecting, so the client acts on them itself; any other code makes it try again
 * with the same document, which would loop for a refused one.
 */
export const closeCodes = {
  signIn: 4401,
  noAccess: 4403,
  noSuchDocument: 4404,
  reset: 4409,
  rejoin: 4410,
  locked: 4423,
  outdated: 4426,
  tooMany: 4429,
  tryAgain: 1013,
} as const

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]

export type AfterClose =
  /** show the sign-in page, keep the text where it is */
  | 'sign-in'
  /** leave the editor; the person has no business here */
  | 'leave'
  /** show what is not saved, then take a fresh lease and a fresh document: the old copy can never be repaired */
  | 'set-aside-and-rejoin'
  /** take a fresh lease and a fresh document: the section's epoch or the person's rights have changed */
  | 'rejoin'
  /** show what is not saved, then the locked section to read */
  | 'set-aside-and-read'
  /** load the page anew: the client is older than the schema */
  | 'reload'
  /** wait, then connect again with the same document */
  | 'wait'
  /** nothing: the provider connects again by itself */
  | 'retry'

/** What the client does after each code. Codes the server never sends are treated as a lost connection. */
export const afterClose = (code: number): AfterClose => {
  switch (code) {
    case closeCodes.signIn:
      return 'sign-in'
    case closeCodes.noAccess:
    case closeCodes.noSuchDocument:
      return 'leave'
    case closeCodes.reset:
      return 'set-aside-and-rejoin'
    case closeCodes.rejoin:
      return 'rejoin'
    case closeCodes.locked:
      return 'set-aside-and-read'
    case closeCodes.outdated:
      return 'reload'
    case closeCodes.tooMany:
      return 'wait'
    default:
      return 'retry'
  }
}

/** Reason that goes with `reset`: `reset:<why>`; null if the text is another one's. */
export const resetReason = (reason: string): string | null =>
  reason.startsWith('reset:') ? reason.slice(6) : null
