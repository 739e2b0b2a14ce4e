import * as Y from 'yjs'
import { markRules, nodeRules, rootChildren } from '../../shared/section/vocabulary.ts'
import { threadKey } from '../../shared/sync/threadKey.ts'
import type { Refusal } from './refusal.ts'

type Content = Y.Item['content']

/** Where in a section something happens. */
export interface Place {
  readonly root: string
  readonly holder: 'root' | 'element' | 'text' | 'foreign'
  /** node name of the element; of a text, that of the element around it */
  readonly name: string
  readonly depth: number
  /** made in the update that is being judged */
  readonly isNew: boolean
}

/** One struct or one deletion, resolved to its place. */
export type Op =
  | {
      readonly kind: 'insert'
      readonly place: Place
      readonly key: string | null
      readonly content: Content
    }
  | {
      readonly kind: 'delete'
      readonly place: Place
      readonly key: string | null
      readonly holderGoes: () => boolean
    }

/**
 * Whether an author may do this, the slot left aside: null, or why not.
 *
 * Each op is judged alone against the vocabulary. A rule over several ("at least one row") could make two honest edits
 * illegal together.
 *
 * @param threads  ids of the section's review threads, open or resolved
 */
export const judgeOp = (op: Op, threads: ReadonlySet<string>): Refusal | null => {
  if (op.place.holder === 'foreign') return 'node'
  if (op.kind === 'delete') return judgeDeletion(op)
  return op.key === null
    ? judgeChild(op.place, op.content, threads)
    : judgeAttribute(op.place, op.key, op.content)
}

const judgeDeletion = (op: Op & { kind: 'delete' }): Refusal | null => {
  if (op.key === null) return null
  const rule = nodeRules.get(op.place.name)?.attributes.get(op.key)
  // A locked attribute goes with its node, never alone.
  return rule?.locked && !op.place.isNew && !op.holderGoes() ? 'locked-attribute' : null
}

const judgeChild = (place: Place, content: Content, threads: ReadonlySet<string>): Refusal | null => {
  // Typed and deleted again before it was sent.
  if (content instanceof Y.ContentDeleted) return null
  if (place.holder === 'text') {
    if (content instanceof Y.ContentString) return null
    return content instanceof Y.ContentFormat ? judgeFormat(content.key, content.value, threads) : 'content'
  }
  if (!(content instanceof Y.ContentType)) return 'content'
  const { type } = content
  if (type instanceof Y.XmlText) {
    return place.holder === 'element' && nodeRules.get(place.name)?.text === true ? null : 'content'
  }
  // XmlHook is an element of its own kind, and YText the parent class of XmlText: neither passes here.
  if (!(type instanceof Y.XmlElement)) return 'content'
  const children = place.holder === 'root' ? rootChildren : nodeRules.get(place.name)?.children
  return children?.has(type.nodeName) === true && nodeRules.has(type.nodeName) ? null : 'node'
}

const judgeAttribute = (place: Place, key: string, content: Content): Refusal | null => {
  if (place.holder !== 'element') return 'attribute'
  const rule = nodeRules.get(place.name)?.attributes.get(key)
  if (rule === undefined) return 'attribute'
  if (rule.locked && !place.isNew) return 'locked-attribute'
  if (content instanceof Y.ContentDeleted) return null
  if (!(content instanceof Y.ContentAny)) return 'content'
  // Several values are earlier ones of the same author, merged while they were kept for undo; the last one counts.
  return content.arr.length > 0 && content.arr.every((value) => rule.allows(value)) ? null : 'attribute'
}

const judgeFormat = (key: unknown, value: unknown, threads: ReadonlySet<string>): Refusal | null => {
  if (typeof key !== 'string') return 'mark'
  const rule = markRules.get(key)
  if (rule !== undefined) {
    if (value === null) return null
    return hasExactly(value, rule.attributes) ? null : 'mark'
  }
  if (!key.startsWith('thread--')) return 'mark'
  // An author's own split or undo carries the anchors of known threads along, and ends them with null.
  if (value === null) return keysOf(threads).has(key) ? null : 'mark'
  if (typeof value !== 'object' || value === undefined || !('id' in value) || Object.keys(value).length !== 1)
    return 'mark'
  const { id } = value
  return typeof id === 'string' && threads.has(id) && keyOfThread(id) === key ? null : 'mark'
}

const hasExactly = (
  value: unknown,
  attributes: ReadonlyMap<string, (value: unknown) => boolean>,
): boolean => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const entries = Object.entries(value)
  return (
    entries.length === attributes.size &&
    entries.every(([name, held]) => attributes.get(name)?.(held) === true)
  )
}

/** Hashes of thread ids are asked for at each formatted keystroke, so they are kept; ids are few and never change. */
const keys = new Map<string, string>()
const keyOfThread = (id: string): string => {
  const known = keys.get(id)
  if (known !== undefined) return known
  if (keys.size > 10_000) keys.clear()
  const key = threadKey(id)
  keys.set(id, key)
  return key
}

/** The keys of a section's threads, kept for as long as the set of them: a section may have hundreds. */
const keysOfSets = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>()
const keysOf = (threads: ReadonlySet<string>): ReadonlySet<string> => {
  const known = keysOfSets.get(threads) ?? new Set([...threads].map(keyOfThread))
  keysOfSets.set(threads, known)
  return known
}
