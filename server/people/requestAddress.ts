import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Env } from '../route.ts'

/** Where a request comes from, as far as the connection says; a proxy's word is not taken. */
export function requestAddress(c: Context<Env>): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // Not over a socket, as in a test that asks the app itself.
    return 'unknown'
  }
}
