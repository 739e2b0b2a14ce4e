import type { Problem } from '../shared/problem.ts'

/*
 * Every request to the server goes through `request`. A refusal is a value, with the server's own sentence in both
 * languages; no contact is a refusal too, since the page goes on without.
 */
export interface ApiProblem extends Omit<Problem, 'code'> {
  readonly code: Problem['code'] | 'no-contact'
  /** HTTP status; 0 without contact. */
  readonly status: number
  readonly sv?: string
  readonly en?: string
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ApiProblem }

export interface RequestOptions {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** Thrown into react-query, whose errors are exceptions; carries the refusal for the page to show. */
export class RefusedError extends Error {
  readonly problem: ApiProblem
  constructor(problem: ApiProblem) {
    super(problem.sv ?? problem.code)
    this.problem = problem
  }
}

/**
 * Sends one request. The answer's shape is the server's word: both come from the same build, and it parses what it
 * stores; only what arrives over the socket, where builds may differ, is parsed again.
 *
 * @returns the JSON answer, or the refusal; never throws but for an aborted `signal`
 */
export async function request<T>(
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<Answer<T>> {
  const { body, headers = {}, signal } = options
  const isRaw = body instanceof Blob
  let response: Response
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    if (signal?.aborted === true) throw error
    noContactNoticed.dispatchEvent(new Event('noContact'))
    return { ok: false, problem: noContact }
  }
  const json = await jsonOf(response)
  if (response.ok) return { ok: true, value: json as T }
  if (response.status === 401) signedOut.dispatchEvent(new Event('signedOut'))
  return { ok: false, problem: problemOf(response.status, json) }
}

/** As `request`, for react-query: throws `RefusedError`. */
export async function fetchOrThrow<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await request<T>('GET', path, signal === undefined ? {} : { signal })
  if (answer.ok) return answer.value
  throw new RefusedError(answer.problem)
}

/** Tells the shell that the session has ended, whichever request met it first. */
export const signedOut = new EventTarget()

/** Tells the live line that a request got no answer at all. */
export const noContactNoticed = new EventTarget()

const noContact: ApiProblem = { code: 'no-contact', status: 0 }

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's own page: the status says what there is to say.
    return undefined
  }
}

function problemOf(status: number, json: unknown): ApiProblem {
  // A gateway that answers for a server it cannot reach.
  if (json === undefined && status >= 502 && status <= 504) return noContact
  if (typeof json === 'object' && json !== null && 'code' in json) return { ...(json as ApiProblem), status }
  return { code: 'internal', status }
}
