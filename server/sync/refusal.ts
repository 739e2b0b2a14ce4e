import type { Result } from '../../shared/problem.ts'

/**
 * Why an update was not taken. The client reads it as `reset:<why>` of the close code; it names the rule, never the
 * content.
 */
export type Refusal =
  /** bytes that are not an update, or a kind of content Yjs does not write into prose */
  | 'malformed'
  | 'too-large'
  /** the person may read here, not write */
  | 'read-only'
  /** a slot in which the person may not write */
  | 'slot'
  /** structs under a client id that is not leased to this person for this document */
  | 'foreign-client'
  /** a gap in the clocks, or a dependency nobody has: it would wait and run in another's name */
  | 'missing'
  /** refers to itself or to what it makes later; Yjs would throw halfway */
  | 'own-future'
  /** more clock than an update may use up */
  | 'clock'
  | 'undeclared-root'
  /** left and right neighbour in different lists, or a neighbour where none may be */
  | 'mixed-neighbours'
  /** between its neighbours lies what its author already had: copies would order it differently */
  | 'stale-neighbour'
  | 'not-a-parent'
  | 'too-deep'
  /** deletes what does not exist yet: the victim's next characters */
  | 'future-delete'
  | 'node'
  | 'attribute'
  | 'locked-attribute'
  | 'mark'
  | 'content'
  /** found only after applying; the document has been rebuilt */
  | 'order'

export type Vetted<T> = Result<T, Refusal>

export const refused = (why: Refusal): { ok: false; problem: Refusal } => ({ ok: false, problem: why })
