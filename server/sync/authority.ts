import type { CloseCode } from '../../shared/sync/closeCode.ts'
import type { PersonHere } from '../../shared/sync/message.ts'

/** Who is at the other end of a socket: the person and the sign-in it came with. */
export interface SyncActor {
  readonly user: string
  readonly session: string
}

/** What a person may do with a document now. A locked section is `none` with `locked`, so that text in flight is set aside. */
export type Judgement =
  | { readonly access: 'write' }
  | { readonly access: 'read' }
  | { readonly access: 'none'; readonly code: CloseCode; readonly reason: string }

/** Where a document belongs. */
export interface DocPlace {
  readonly report: string
  readonly section: string
  readonly epoch: number
  /** false for a document of an earlier epoch: it is kept, nobody writes in it */
  readonly current: boolean
  /** nobody is told who is in it: a text that is written alone */
  readonly unseen?: true
}

/** What the reports know and the sockets ask, at every message and without waiting. */
export interface DocAuthority {
  find(doc: string): DocPlace | null
  /** slot ids that are roots of the document now */
  roots(doc: string): ReadonlySet<string>
  /** ids of the section's review threads, open and resolved */
  threads(doc: string): ReadonlySet<string>
  /** Whether what the document says may not change by anybody's hand: its section is locked, or the text goes on in another one. */
  standsStill(doc: string): boolean
  judge(actor: SyncActor, doc: string): Judgement
  mayWriteSlot(actor: SyncActor, doc: string, slot: string): boolean
  person(user: string, doc: string): PersonHere
}

export interface Sessions {
  alive(session: string): boolean
}
