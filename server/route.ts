import type { Context, Hono } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import type { z } from 'zod'
import type { Person } from '../shared/people/role.ts'
import type { Problem, Result } from '../shared/problem.ts'
import { problemResponse } from './problem.ts'

/** What the middleware of `app.ts` leaves for the routes. */
export interface Env {
  Variables: {
    /** Who is signed in, if anybody is. */
    person?: Person
    session?: string
    sessionExpires?: string
    requestId: string
  }
}

export type App = Hono<Env>

export interface RouteSpec<Body extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  /** One line for the description of the interface. */
  readonly summary: string
  /** What the request must hold; a body that does not fit is refused before the handler is asked. */
  readonly body?: Body
  /** Some requests say nothing: an absent body is read as this. */
  readonly emptyBody?: unknown
}

/** Adds a route, its check of the body, and its line in /api/openapi.json, all from the same schema. */
export function addRoute<Body extends z.ZodType = z.ZodUndefined>(
  app: App,
  { method, path, summary, body, emptyBody }: RouteSpec<Body>,
  handler: (c: Context<Env>, body: z.output<Body>) => Promise<Response> | Response,
): void {
  const described = describeRoute({
    summary,
    tags: [path.split('/')[2] ?? 'api'],
    ...(body === undefined
      ? {}
      : { requestBody: { content: { 'application/json': { schema: resolver(body) } } } }),
    responses: {
      200: { description: 'Done, with the answer as JSON' },
      default: { description: 'A refusal, as application/problem+json' },
    },
  })
  app.on(method, path, described, async (c) => {
    const input = await readBody(c, body, emptyBody)
    return input.ok ? handler(c, input.value) : problemResponse(c, input.problem)
  })
}

async function readBody<Body extends z.ZodType>(
  c: Context<Env>,
  schema: Body | undefined,
  emptyBody: unknown,
): Promise<Result<z.output<Body>>> {
  // Without a schema the route takes no body; the type says undefined then.
  if (schema === undefined) return { ok: true, value: undefined as z.output<Body> }
  const text = await c.req.text()
  let json: unknown = emptyBody
  if (text !== '') {
    if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
      return {
        ok: false,
        problem: { code: 'bad-request', culprit: 'content-type', details: { expected: 'application/json' } },
      }
    }
    try {
      json = JSON.parse(text, refuseHalfCharacters)
    } catch {
      return { ok: false, problem: { code: 'bad-request', culprit: 'body', details: { reason: 'notJson' } } }
    }
  }
  const parsed = schema.safeParse(json)
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problem: shapeProblem(parsed.error) }
}

/** A half of a character, as only an escape can bring it, could not be written as UTF-8 again: no file name, no hash. */
const refuseHalfCharacters = (key: string, value: unknown): unknown => {
  if (hasHalfCharacter(key) || (typeof value === 'string' && hasHalfCharacter(value)))
    throw new SyntaxError('half a character')
  return value
}
const hasHalfCharacter = (text: string): boolean => /\p{Surrogate}/u.test(text)

/** Names the first fault as culprit and all of them in the details. */
function shapeProblem(error: z.ZodError): Problem {
  const faults = error.issues
    .slice(0, 20)
    .map(({ path, message }) => ({ path: path.map(String).join('.') || 'body', message }))
  return { code: 'bad-request', culprit: faults[0]?.path ?? 'body', details: { faults } }
}

/** The answer of a command: its value as JSON, or its refusal. */
export const answer = <T>(c: Context<Env>, result: Result<T>, status: 200 | 201 = 200): Response =>
  result.ok ? c.json(result.value ?? {}, status) : problemResponse(c, result.problem)
