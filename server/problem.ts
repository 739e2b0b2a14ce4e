import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem, ProblemCode } from '../shared/problem.ts'
import { problemTexts } from '../shared/problemText.ts'

/** The one place where a refusal becomes an HTTP status. */
const statuses: Readonly<Record<ProblemCode, ContentfulStatusCode>> = {
  'bad-request': 400,
  'not-found': 404,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'foreign-origin': 403,
  'not-permitted': 403,
  'too-many-requests': 429,
  'too-large': 413,
  'idempotency-mismatch': 422,
  internal: 500,
  'template-unknown': 422,
  'template-invalid': 422,
  'report-invalid': 422,
  'section-locked': 423,
  'section-state': 409,
  'section-hidden': 409,
  'reason-required': 422,
  'cell-unknown': 422,
  'cell-computed': 422,
  'cell-locked': 422,
  'cell-final': 409,
  'cell-not-a-number': 422,
  'cell-out-of-range': 422,
  'cell-not-a-choice': 422,
  'cell-conflict': 409,
  'status-unknown': 422,
  'status-conflict': 409,
  'row-fixed': 422,
  'row-unknown': 404,
  'plan-locked': 409,
  'plan-decision-required': 422,
  'plan-item-unknown': 404,
  'plan-item-misplaced': 422,
  'image-unreadable': 422,
  'person-unknown': 422,
  'last-coordinator': 409,
  'last-administrator': 409,
  'wrong-password': 422,
  'people-fixed': 403,
  'seen-outdated': 409,
  'findings-unexplained': 422,
  'item-state': 409,
  'quote-not-found': 422,
  'text-changed': 409,
  'suggestion-decided': 409,
  'contribution-state': 409,
  'nothing-written': 422,
  'mail-not-sent': 502,
  'nothing-to-change': 409,
}

export const statusOf = (problem: Problem): ContentfulStatusCode => statuses[problem.code]

/** A problem as it stands in a body (RFC 9457), with the sentence for people in both languages. */
export function problemBody(problem: Problem) {
  const { sv, en } = problemTexts[problem.code]
  return {
    type: `urn:samskrift:problem:${problem.code}`,
    title: en,
    status: statusOf(problem),
    ...problem,
    sv,
    en,
  }
}

export function problemResponse(c: Context, problem: Problem): Response {
  return c.body(JSON.stringify(problemBody(problem)), statusOf(problem), {
    'content-type': 'application/problem+json',
  })
}
