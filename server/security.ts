import { randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { problemResponse } from './problem.ts'
import type { Env } from './route.ts'

/** A value that lets one answer's own styles through its content security policy. */
export const newNonce = (): string => randomBytes(16).toString('base64')

/**
 * What a page of ours may load, and from where: itself. Scripts are files, never in the page; `nonce` admits the style
 * elements that the interface library makes while running.
 *
 * @param origins  own addresses: older browsers do not count a socket as `'self'`
 */
export function contentSecurityPolicy(origins: Iterable<string>, nonce?: string): string {
  // The policy's grammar has no addresses in brackets; there 'self' has to do.
  const sockets = [...origins]
    .filter((origin) => !origin.includes('['))
    .map((origin) => origin.replace(/^http/, 'ws'))
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self' ${sockets.join(' ')}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Headers of every answer; one that a handler has set itself stands. */
export function secureHeaders(origins: () => ReadonlySet<string>): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next()
    const own = origins()
    const headers: Record<string, string> = {
      'content-security-policy': contentSecurityPolicy(own),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      ...([...own].every((origin) => origin.startsWith('https:'))
        ? { 'strict-transport-security': 'max-age=31536000' }
        : {}),
    }
    for (const [name, value] of Object.entries(headers))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
}

/** Methods that change nothing. */
const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Takes writes and sockets from our own pages only. The cookie alone would let any page that somebody visits act in their
 * name; browsers send `Origin` with both, and no page can change it.
 */
export function ownOriginOnly(origins: () => ReadonlySet<string>): MiddlewareHandler<Env> {
  return async (c, next) => {
    const isSocket = c.req.header('upgrade')?.toLowerCase() === 'websocket'
    if (safe.has(c.req.method) && !isSocket) return next()
    const origin = c.req.header('origin')
    if (origin !== undefined && origins().has(origin)) return next()
    return problemResponse(c, {
      code: 'foreign-origin',
      ...(origin === undefined ? {} : { culprit: origin }),
    })
  }
}
