/**
 * What may stand in prose: which nodes with which attributes and children, and which marks.
 *
 * One table for three readers: the editor's schema (schema.ts), the canonical form (canonical.ts) and the vetting of
 * updates (server/sync/policy.ts). Everything is judged node by node, or parent by child: a rule such as "at least one"
 * would let two honest edits, made at the same time, make each other illegal.
 */

/** Changes when an older client could no longer build every node: it then reads only, because its editor deletes what it cannot build. */
export const schemaVersion = 1

export const textKinds = ['paragraph', 'heading', 'bullet', 'numbered', 'quote'] as const
export type TextKind = (typeof textKinds)[number]

export const maxIndent = 5

export interface AttributeRule {
  /** what the attribute is when nothing is stored; null is never written to a Y.Doc */
  readonly default: string | number | null
  /** set in the update that creates the node, and never again */
  readonly locked?: true
  allows(value: unknown): boolean
}

export interface NodeRule {
  readonly attributes: ReadonlyMap<string, AttributeRule>
  /** may hold text */
  readonly text: boolean
  readonly children: ReadonlySet<string>
}

export interface MarkRule {
  readonly attributes: ReadonlyMap<string, (value: unknown) => boolean>
}

/** Controls, spaces, what has no width or turns the direction, halves of characters: an address with one is not what it looks like. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u

/** An address an author may link to: http, https or mailto, without hidden characters. */
export const isHref = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= 2000 &&
  !hidden.test(value) &&
  /^(?:https?:\/\/[^/\\]|mailto:[^/\\])/i.test(value)

/** Content hash of an uploaded image: lower-case hex SHA-256. */
export const isImageHash = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

const among =
  (values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value)

const text =
  (longest: number) =>
  (value: unknown): boolean =>
    typeof value === 'string' && value.length <= longest

const reference = (value: unknown): boolean =>
  typeof value === 'string' && /^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,199}$/u.test(value)

const whole =
  (least: number, most: number) =>
  (value: unknown): boolean =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most

const inlineAtoms = ['hardBreak', 'footnote', 'valueRef', 'sectionRef']
const blocks = ['textBlock', 'table', 'image']

const node = (
  attributes: Record<string, AttributeRule>,
  children: readonly string[] = [],
  holdsText = false,
): NodeRule => ({
  attributes: new Map(Object.entries(attributes)),
  children: new Set(children),
  text: holdsText,
})

const cell = node(
  // Cells are never merged: a merged cell and a column added elsewhere at the same time could not be told apart.
  { colspan: { default: 1, allows: among([1]) }, rowspan: { default: 1, allows: among([1]) } },
  inlineAtoms,
  true,
)

/** What a slot holds directly. */
export const rootChildren: ReadonlySet<string> = new Set(blocks)

export const nodeRules: ReadonlyMap<string, NodeRule> = new Map([
  [
    'textBlock',
    node(
      {
        kind: { default: 'paragraph', allows: among(textKinds) },
        level: { default: null, allows: among([3, 4]) },
        indent: { default: 0, allows: whole(0, maxIndent) },
      },
      inlineAtoms,
      true,
    ),
  ],
  ['table', node({}, ['tableRow'])],
  ['tableRow', node({}, ['tableCell', 'tableHeader'])],
  ['tableCell', cell],
  ['tableHeader', cell],
  [
    'image',
    node({
      hash: { default: '', locked: true, allows: isImageHash },
      alt: { default: '', allows: text(2000) },
      caption: { default: '', allows: text(2000) },
    }),
  ],
  ['hardBreak', node({})],
  ['footnote', node({ text: { default: '', allows: text(5000) } })],
  [
    'valueRef',
    node({
      block: { default: '', allows: reference },
      row: { default: '', allows: reference },
      column: { default: '', allows: reference },
      format: { default: 'value', allows: among(['value', 'valueAndUnit']) },
    }),
  ],
  ['sectionRef', node({ section: { default: '', allows: reference } })],
])

/** Marks by name. `thread` is not among them: it is stored under a key of its own (shared/sync/threadKey.ts). */
export const markRules: ReadonlyMap<string, MarkRule> = new Map([
  ['bold', { attributes: new Map() }],
  ['italic', { attributes: new Map() }],
  ['link', { attributes: new Map([['href', isHref]]) }],
])
