import * as Y from 'yjs'
import type { Lease } from '../store/sectionLog.ts'

/** A lease with its state vector read: what its holder's page knew at least when it typed. */
export interface HeldLease {
  readonly user: string
  readonly schemaVersion: number
  readonly vector: ReadonlyMap<number, number>
}

/** The server's own edits stand under ids of this user; no person has this name, since a name of a person never holds a colon. */
export const serverUser = 'samskrift:server'

export const heldLease = ({ user, schemaVersion, stateVector }: Lease): HeldLease => ({
  user,
  schemaVersion,
  vector: Y.decodeStateVector(stateVector),
})

/** A client id nobody has had in this document. Ids are 32 bits, as Yjs draws them; a hundred draws never all collide. */
export const freshClientId = (random: () => number, taken: (clientId: number) => boolean): number => {
  for (let draw = 0; draw < 100; draw++) {
    const clientId = random()
    if (clientId > 0 && !taken(clientId)) return clientId
  }
  throw new Error('no free client id')
}
