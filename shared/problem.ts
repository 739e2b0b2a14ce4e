/** A refusal that is expected: it names what is wrong and where. Bugs throw instead. */
export interface Problem {
  /** Stable, machine-readable; texts may change, codes do not. */
  readonly code: ProblemCode
  /** The thing at fault as the person knows it: a file, a field path, a cell, an id. */
  readonly culprit?: string
  /** What was wrong with it, as values: bounds, what was got, who was first. */
  readonly details?: Readonly<Record<string, unknown>>
}

export const problemCodes = [
  'bad-request',
  'not-found',
  'not-signed-in',
  'wrong-credentials',
  'foreign-origin',
  'not-permitted',
  'too-many-requests',
  'too-large',
  'idempotency-mismatch',
  'internal',
  'template-unknown',
  'template-invalid',
  'report-invalid',
  'section-locked',
  'section-state',
  'section-hidden',
  'reason-required',
  'cell-unknown',
  'cell-computed',
  'cell-locked',
  'cell-final',
  'cell-not-a-number',
  'cell-out-of-range',
  'cell-not-a-choice',
  'cell-conflict',
  'status-unknown',
  'status-conflict',
  'row-fixed',
  'row-unknown',
  'plan-locked',
  'plan-decision-required',
  'plan-item-unknown',
  'plan-item-misplaced',
  'image-unreadable',
  'person-unknown',
  'last-coordinator',
  'last-administrator',
  'wrong-password',
  'people-fixed',
  'seen-outdated',
  'findings-unexplained',
  'item-state',
  'quote-not-found',
  'text-changed',
  'suggestion-decided',
  'contribution-state',
  'nothing-written',
  'mail-not-sent',
  'nothing-to-change',
] as const
export type ProblemCode = (typeof problemCodes)[number]

export type Result<T, P = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

/** A refusal. `culprit` is the path, id or name a person can find; `details` holds values, never prose. */
export const refuse = (
  code: ProblemCode,
  culprit?: string,
  details?: Readonly<Record<string, unknown>>,
): { ok: false; problem: Problem } => ({
  ok: false,
  problem: {
    code,
    ...(culprit === undefined ? {} : { culprit }),
    ...(details === undefined ? {} : { details }),
  },
})
