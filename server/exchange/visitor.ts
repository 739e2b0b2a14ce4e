import type { z } from 'zod'

/** What the server answered to a request that was meant to succeed. */
export class RequestRefused extends Error {
  override name = 'RequestRefused'
}

/** One person at the public interface, as a browser would be: a cookie, an Origin, JSON. */
export interface Visitor {
  readonly user: string
  /** Where the server is reached. */
  readonly url: string
  /** Headers for a socket. */
  readonly headers: Readonly<Record<string, string>>
  /** Sends a request; throws `RequestRefused` unless it succeeds. */
  ask<T extends z.ZodType>(method: string, path: string, answer: T, body?: unknown): Promise<z.output<T>>
  leave(): Promise<void>
}

/** Lends out visitors, each signed in once. */
export type VisitAs = (user: string) => Promise<Visitor>

/** Where a server is reached, and the address that its own pages have if that is another one. */
export interface ServerAddress {
  readonly url: string
  readonly origin?: string
}

/** Signs somebody in. `password` is left out where anybody may be anybody. */
export async function visit(
  { url, origin = new URL(url).origin }: ServerAddress,
  user: string,
  password?: string,
): Promise<Visitor> {
  const send = (method: string, path: string, cookie: string, body: unknown) =>
    fetch(url + path, {
      method,
      headers: {
        origin,
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const expect = async (response: Response, what: string): Promise<unknown> => {
    const text = await response.text()
    if (!response.ok) throw new RequestRefused(`${what} as ${user}: ${response.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }

  const signedIn = await send('POST', '/api/session', '', {
    user,
    ...(password === undefined ? {} : { password }),
  })
  await expect(signedIn, 'POST /api/session')
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ')
  return {
    user,
    url,
    headers: { origin, cookie },
    async ask(method, path, answer, body) {
      const json = await expect(await send(method, path, cookie, body), `${method} ${path}`)
      return answer.parse(json)
    },
    leave: async () =>
      void (await expect(await send('DELETE', '/api/session', cookie, undefined), 'DELETE /api/session')),
  }
}
