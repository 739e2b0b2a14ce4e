import type { CloseCode } from '../../shared/sync/closeCode.ts'
import type { SyncActor } from './authority.ts'

/** A connection as its room sees it. */
export interface Member {
  readonly actor: SyncActor
  /** the lease this page lives under, once known */
  clientId: number | null
  send(bytes: Uint8Array): void
  close(code: CloseCode, reason: string): void
  /** the rights may have changed: judge anew, and close if so */
  reauthorise(): void
  /** the room is no longer frozen: take up what was held */
  resume(): void
}
