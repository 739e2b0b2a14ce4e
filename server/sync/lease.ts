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

/** Vectors are read when they are first needed: a section may have thousands of leases, most of them of pages long gone. */
export const heldLease = ({ user, schemaVersion, stateVector }: Lease): HeldLease => {
  let vector: ReadonlyMap<number, number> | null = null
  return {
    user,
    schemaVersion,
    get vector() {
      vector ??= Y.decodeStateVector(stateVector)
      return vector
    },
  }
}

/** A client id nobody has had in this document. Ids are 32 bits, as Yjs draws them; a hundred draws never all collide. */
export const freshClientId = (random: () => number, taken: (clientId: number) => boolean): number => {
  for (let draw = 0; draw < 100; draw++) {
    const clientId = random()
    if (clientId > 0 && !taken(clientId)) return clientId
  }
  throw new Error('no free client id')
}
