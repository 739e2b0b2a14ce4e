import * as Y from 'yjs'
import { ok } from '../../shared/problem.ts'
import { judgeOp } from './policy.ts'
import type { Place } from './policy.ts'
import { refused } from './refusal.ts'
import type { Refusal, Vetted } from './refusal.ts'
import { scan } from './scan.ts'

/*
 * Vetting of an author's update before it is applied. Nothing here changes the document.
 *
 * The wire names a struct's parent only if it has no neighbour; else it is inherited from the left neighbour, or the
 * right one. So every struct is resolved to its list, through the document or through earlier structs of the same
 * update, and then judged alone (policy.ts). What cannot be resolved is refused, because Yjs would keep it as pending
 * and run it later, in another person's transaction.
 *
 * Known parts are taken away first and what is left is encoded anew: exactly those bytes are inspected and applied.
 * Known structs are not harmless; applying them resolves their neighbours again and creates each root they name.
 */

export const maxUpdateBytes = 1024 * 1024
const maxClockGrowth = 2 ** 20
const maxDepth = 24
/** Steps of looking at neighbours before applying; beyond it the check after applying decides. */
const maxNeighbourSteps = 20_000

export interface InspectContext {
  readonly doc: Y.Doc
  /** names of the roots that may be written now */
  readonly roots: ReadonlySet<string>
  readonly threads: ReadonlySet<string>
  /** state vector that the holder of this client id had at least when typing, or null if it is not leased to the sender */
  knownTo(client: number): ReadonlyMap<number, number> | null
}

export interface InspectedUpdate {
  /** what to apply: the new parts only, in our own encoding */
  readonly bytes: Uint8Array
  /** nothing new in it; honest clients send such updates at every reconnect */
  readonly isNoop: boolean
  readonly roots: ReadonlySet<string>
  /** first new and next free clock per client id in the update */
  readonly clocks: ReadonlyMap<number, { readonly from: number; readonly to: number }>
}

/** Places of types never change: Yjs has no move. */
const places = new WeakMap<object, Place>()

/**
 * Decides whether an update may be applied, and what it touches.
 *
 * @returns the plan, or the first refusal; the document is as before in both cases
 */
export const inspect = (update: Uint8Array, context: InspectContext): Vetted<InspectedUpdate> => {
  if (update.length > maxUpdateBytes) return refused('too-large')
  let decoded: Decoded
  let bytes: Uint8Array
  try {
    const refusal = scan(update)
    if (refusal !== null) return refused(refusal)
    bytes = Y.diffUpdate(update, Y.encodeStateVector(context.doc))
    decoded = Y.decodeUpdate(bytes)
  } catch {
    // Whatever the decoder throws at hostile bytes (end of data, deep nesting, unknown kinds) says the same.
    return refused('malformed')
  }
  try {
    return ok(new Inspection(context, decoded).plan(bytes))
  } catch (error) {
    if (error instanceof Refused) return refused(error.why)
    throw error
  }
}

type Decoded = ReturnType<typeof Y.decodeUpdate>
type Struct = Y.Item | Y.GC
// Yjs' own types say `any` here, and nothing narrower is assignable.
// oxlint-disable-next-line typescript/no-explicit-any
type AnyType = Y.AbstractType<any>

class Refused extends Error {
  readonly why: Refusal
  constructor(why: Refusal) {
    super(why)
    this.why = why
  }
}

const no = (why: Refusal): never => {
  throw new Refused(why)
}

/** A struct whose list is known, or that ends as garbage and so has no effect. */
type Spot =
  | { readonly dead: true }
  | {
      readonly dead: false
      readonly list: object
      readonly key: string | null
      readonly place: Place
      readonly item: Y.Item | null
    }

const dead: Spot = { dead: true }

/** New structs of one client id, in order of their clocks. */
interface Group {
  readonly client: number
  readonly structs: Struct[]
  readonly spots: Spot[]
  readonly from: number
  to: number
  /** clock up to which the structs are resolved */
  reached: number
}

class Inspection {
  readonly #context: InspectContext
  readonly #decoded: Decoded
  readonly #groups: Map<number, Group>
  readonly #touched = new Set<string>()
  /** types made in this update, by their item */
  readonly #made = new Map<Y.Item, Place>()
  #stepsLeft = maxNeighbourSteps

  constructor(context: InspectContext, decoded: Decoded) {
    this.#context = context
    this.#decoded = decoded
    this.#groups = this.#group()
  }

  plan(bytes: Uint8Array): InspectedUpdate {
    this.#resolveAll()
    const deletions = this.#judgeDeletions()
    const clocks = new Map([...this.#groups].map(([client, { from, to }]) => [client, { from, to }]))
    return { bytes, isNoop: clocks.size === 0 && deletions === 0, roots: this.#touched, clocks }
  }

  #group(): Map<number, Group> {
    const groups = new Map<number, Group>()
    let last: Group | null = null
    for (const struct of this.#decoded.structs) {
      if (struct instanceof Y.Skip) return no('missing')
      const { client, clock } = struct.id
      if (last === null || last.client !== client) {
        // Yjs keeps only the later of two sections of one client; the earlier would be missing.
        if (groups.has(client)) return no('missing')
        if (this.#context.knownTo(client) === null) return no('foreign-client')
        if (clock !== this.#state(client)) return no('missing')
        last = { client, structs: [], spots: [], from: clock, to: clock, reached: clock }
        groups.set(client, last)
      }
      if (struct.length < 1 || !Number.isSafeInteger(struct.length)) return no('malformed')
      last.structs.push(struct)
      last.to += struct.length
      if (last.to - last.from > maxClockGrowth) return no('clock')
    }
    return groups
  }

  /** Resolves in the order Yjs will integrate: a struct waits for those of other client ids it names. */
  #resolveAll(): void {
    for (const first of this.#groups.values()) {
      const waiting: { group: Group; until: number }[] = [{ group: first, until: first.to }]
      for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
        const { group, until } = top
        const struct = group.structs[group.spots.length]
        if (struct === undefined || group.reached >= until) {
          waiting.pop()
          continue
        }
        const needed = this.#waitsFor(struct)
        if (needed === null) {
          group.spots.push(struct instanceof Y.Item ? this.#resolve(struct) : dead)
          group.reached += struct.length
        } else {
          if (waiting.some((entry) => entry.group === needed.group)) no('missing')
          waiting.push(needed)
        }
      }
    }
  }

  #waitsFor(struct: Struct): { group: Group; until: number } | null {
    if (!(struct instanceof Y.Item)) return null
    for (const id of [struct.origin, struct.rightOrigin, struct.parent]) {
      if (!(id instanceof Y.ID)) continue
      if (id.client === struct.id.client) {
        if (id.clock >= struct.id.clock) no('own-future')
        continue
      }
      if (id.clock < this.#state(id.client)) continue
      const group = this.#groups.get(id.client)
      if (group === undefined || id.clock >= group.to) return no('missing')
      if (id.clock >= group.reached) return { group, until: id.clock + 1 }
    }
    return null
  }

  #resolve(item: Y.Item): Spot {
    const spot = this.#spotOf(item)
    if (spot.dead) return spot
    const { place, key } = spot
    if (place.depth >= maxDepth) no('too-deep')
    if (!this.#context.roots.has(place.root)) no('undeclared-root')
    const refusal = judgeOp({ kind: 'insert', place, key, content: item.content }, this.#context.threads)
    if (refusal !== null) no(refusal)
    this.#touched.add(place.root)
    if (item.content instanceof Y.ContentType)
      this.#made.set(item, placeWithin(place, item.content.type, true))
    return spot
  }

  #spotOf(item: Y.Item): Spot {
    const left = item.origin === null ? null : this.#find(item.origin)
    const right = item.rightOrigin === null ? null : this.#find(item.rightOrigin)
    if (item.origin !== null) this.#refuseHalfCharacter(item.origin, 1)
    if (item.rightOrigin !== null) this.#refuseHalfCharacter(item.rightOrigin, 0)
    // Yjs turns an item beside garbage into garbage: an honest offline edit in a paragraph that is gone.
    if (left?.dead || right?.dead) return dead
    if (left !== null && right !== null && (left.list !== right.list || left.key !== right.key))
      no('mixed-neighbours')
    const neighbour = left ?? right
    if (neighbour !== null) {
      // Nothing is ever put before a value of an attribute.
      if (neighbour.key !== null && right !== null) no('mixed-neighbours')
      this.#refuseStale(item, left, right)
      return { ...neighbour, item }
    }
    const { parent } = item
    if (typeof parent === 'string') {
      if (!this.#context.roots.has(parent)) no('undeclared-root')
      const list = this.#context.doc.share.get(parent) ?? no('undeclared-root')
      const spot: Spot = { dead: false, list, key: item.parentSub, place: rootPlace(parent), item }
      this.#refuseStale(item, null, null, list)
      return spot
    }
    return parent instanceof Y.ID ? this.#spotUnder(parent, item) : no('malformed')
  }

  #spotUnder(id: Y.ID, item: Y.Item): Spot {
    const parent = this.#struct(id)
    if (!(parent.struct instanceof Y.Item) || parent.spot?.dead) return dead
    const { content } = parent.struct
    if (content instanceof Y.ContentDeleted) return dead
    if (!(content instanceof Y.ContentType)) return no('not-a-parent')
    const place = this.#made.get(parent.struct) ?? this.#placeOf(content.type)
    const isNew = this.#made.has(parent.struct)
    if (!isNew) this.#refuseStale(item, null, null, content.type)
    return { dead: false, list: content.type, key: item.parentSub, place, item }
  }

  #state(client: number): number {
    return Y.getState(this.#context.doc.store, client)
  }

  /** The struct that holds an id, in the document or in this update; it is known to exist. */
  #struct(id: Y.ID): { struct: Struct; spot: Spot | null } {
    if (id.clock < this.#state(id.client)) {
      const structs = this.#context.doc.store.clients.get(id.client) ?? []
      return { struct: structs[Y.findIndexSS(structs, id.clock)] ?? no('missing'), spot: null }
    }
    const group = this.#groups.get(id.client)
    if (group === undefined) return no('missing')
    let low = 0
    let high = group.spots.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((group.structs[middle]?.id.clock ?? Infinity) <= id.clock) low = middle
      else high = middle - 1
    }
    const struct = group.structs[low]
    const spot = group.spots[low]
    return struct === undefined || spot === undefined ? no('missing') : { struct, spot }
  }

  #find(id: Y.ID): Spot {
    const { struct, spot } = this.#struct(id)
    if (spot !== null) return spot
    if (!(struct instanceof Y.Item) || !(struct.parent instanceof Y.AbstractType)) return dead
    return {
      dead: false,
      list: struct.parent,
      key: struct.parentSub,
      place: this.#placeOf(struct.parent),
      item: struct,
    }
  }

  /** A character of two UTF-16 units that is cut reads differently on copies that cut it at another time. */
  #refuseHalfCharacter(id: Y.ID, offset: number): void {
    const { struct } = this.#struct(id)
    if (struct instanceof Y.Item && cutsCharacter(struct, id.clock + offset)) no('content')
  }

  #placeOf(type: AnyType): Place {
    const known = places.get(type)
    if (known !== undefined) return known
    const place = computePlace(this.#context.doc, type)
    places.set(type, place)
    return place
  }

  /**
   * An honest item is made between two adjacent neighbours, so what now lies between them must be unknown to its
   * author. This catches most lies before anything is applied; `keepsOrder` decides over all afterwards.
   */
  #refuseStale(item: Y.Item, left: Spot | null, right: Spot | null, list?: object): void {
    const isKnown = (id: Y.ID) => id.clock < this.#state(id.client)
    if (item.origin !== null && !isKnown(item.origin)) return
    if (item.rightOrigin !== null && !isKnown(item.rightOrigin)) return
    const knew = knowledgeOf(item.id, this.#context.knownTo(item.id.client) ?? no('foreign-client'))
    const leftItem = left === null || left.dead ? null : left.item
    const rightItem = right === null || right.dead ? null : right.item
    const rightId = item.rightOrigin
    if (leftItem !== null && item.origin !== null) {
      const rest = new Y.ID(item.origin.client, item.origin.clock + 1)
      const isCut = rest.clock < leftItem.id.clock + leftItem.length
      if (isCut) {
        if (rightId !== null && rightId.client === rest.client && rightId.clock === rest.clock) return
        if (knew(rest)) no('stale-neighbour')
        if (rightItem === leftItem) no('stale-neighbour')
      }
    }
    const owner =
      list ?? (left !== null && !left.dead ? left.list : right !== null && !right.dead ? right.list : null)
    if (!(owner instanceof Y.AbstractType)) return
    const key = list === undefined ? ((leftItem ?? rightItem)?.parentSub ?? null) : item.parentSub
    let between =
      leftItem !== null ? leftItem.right : key === null ? owner._start : firstOf(owner._map.get(key))
    for (; between !== null && between !== rightItem; between = between.right) {
      if (--this.#stepsLeft < 0) return
      if (knew(between.id)) no('stale-neighbour')
    }
    if (rightItem === null || rightId === null) return
    if (between === null) no('stale-neighbour')
    if (rightItem.id.clock < rightId.clock && knew(rightItem.id)) no('stale-neighbour')
  }

  /** @returns how many live items go */
  #judgeDeletions(): number {
    let deletions = 0
    for (const [client, ranges] of this.#decoded.ds.clients) {
      const state = this.#state(client)
      const end = this.#groups.get(client)?.to ?? state
      const structs = this.#context.doc.store.clients.get(client) ?? []
      for (const { clock, len } of ranges) {
        if (!(clock + len <= end)) no('future-delete')
        if (clock >= state || len === 0) continue
        for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
          const struct = structs[index]
          if (struct === undefined || struct.id.clock >= clock + len) break
          if (struct.deleted || !(struct instanceof Y.Item)) continue
          if (cutsCharacter(struct, clock) || cutsCharacter(struct, clock + len)) no('content')
          this.#judgeDeletion(struct)
          deletions++
        }
      }
    }
    return deletions
  }

  #judgeDeletion(item: Y.Item): void {
    if (!(item.parent instanceof Y.AbstractType)) return
    const holder = item.parent._item
    const place = this.#placeOf(item.parent)
    if (!this.#context.roots.has(place.root)) no('undeclared-root')
    const holderGoes = () => holder !== null && (holder.deleted || Y.isDeleted(this.#decoded.ds, holder.id))
    const refusal = judgeOp({ kind: 'delete', place, key: item.parentSub, holderGoes }, this.#context.threads)
    if (refusal !== null) no(refusal)
    this.#touched.add(place.root)
  }
}

const cutsCharacter = ({ id, content }: Y.Item, clock: number): boolean => {
  const at = clock - id.clock
  if (!(content instanceof Y.ContentString) || at <= 0 || at >= content.str.length) return false
  return (
    isBetween(content.str.charCodeAt(at - 1), 0xd800, 0xdbff) &&
    isBetween(content.str.charCodeAt(at), 0xdc00, 0xdfff)
  )
}

const isBetween = (code: number, least: number, most: number): boolean => code >= least && code <= most

const firstOf = (item: Y.Item | undefined): Y.Item | null => {
  let first = item ?? null
  while (first?.left) first = first.left
  return first
}

const rootPlace = (root: string): Place => ({ root, holder: 'root', name: '', depth: 0, isNew: false })

const placeWithin = (place: Place, type: AnyType, isNew: boolean): Place => {
  const depth = place.depth + 1
  if (type instanceof Y.XmlElement)
    return { root: place.root, holder: 'element', name: type.nodeName, depth, isNew }
  const holder = type instanceof Y.XmlText ? 'text' : 'foreign'
  return { root: place.root, holder, name: place.name, depth, isNew }
}

const computePlace = (doc: Y.Doc, type: AnyType): Place => {
  const parent = type._item?.parent
  if (parent instanceof Y.AbstractType) return placeWithin(computePlace(doc, parent), type, false)
  for (const [name, root] of doc.share) if (root === type) return rootPlace(name)
  throw new Error('a type that belongs to no root')
}

/** Whether the author of an item must have had another item when making it. */
const knowledgeOf =
  (author: Y.ID, lease: ReadonlyMap<number, number>) =>
  (id: Y.ID): boolean =>
    id.client === author.client ? id.clock < author.clock : id.clock < (lease.get(id.client) ?? 0)

/** Steps of the check after applying: an honest update of 1 MiB needs about as many as it has structs. */
const maxOrderSteps = 3_000_000

/**
 * Checks the real transaction, before Yjs merges its structs: only what was planned has changed, and every new item lies
 * between the neighbours it names with nothing between them that its author knew.
 *
 * Call it from `beforeObserverCalls`; if it says no, the document has to be rebuilt.
 */
export const wentAsPlanned = (
  transaction: Y.Transaction,
  plan: InspectedUpdate,
  context: InspectContext,
): boolean => {
  const { doc } = transaction
  for (const type of transaction.changed.keys()) {
    if (!plan.roots.has(computePlace(doc, type).root)) return false
  }
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
    if (clock !== (plan.clocks.get(client)?.to ?? transaction.beforeState.get(client) ?? 0)) return false
  }
  let steps = maxOrderSteps
  for (const [client, { from }] of plan.clocks) {
    const structs = doc.store.clients.get(client) ?? []
    const lease = context.knownTo(client)
    if (lease === null) return false
    // Later items first: they are verified when an earlier one meets them, which spares walking past them again.
    for (let index = structs.length - 1; index >= 0; index--) {
      const item = structs[index]
      if (item === undefined || item.id.clock < from) break
      if (!(item instanceof Y.Item)) continue
      const taken = keepsOrder(item, from, knowledgeOf(item.id, lease), steps)
      if (taken === null) return false
      steps -= taken
    }
  }
  return true
}

/** @returns steps taken, or null if the order is wrong or takes more steps than there are */
const keepsOrder = (
  item: Y.Item,
  firstNew: number,
  knew: (id: Y.ID) => boolean,
  steps: number,
): number | null => {
  let taken = 0
  const isVerified = (other: Y.Item) =>
    other.id.client === item.id.client && other.id.clock > item.id.clock && other.id.clock >= firstNew
  let right = item.right
  while (right !== null && !sameId(right.id, item.rightOrigin)) {
    if (knew(right.id) || ++taken > steps) return null
    if (isVerified(right) && sameId(right.rightOrigin, item.rightOrigin)) break
    right = right.right
  }
  if (right === null && item.rightOrigin !== null) return null
  let left = item.left
  while (left !== null && !sameId(left.lastId, item.origin)) {
    if (knew(left.id) || ++taken > steps) return null
    if (isVerified(left) && sameId(left.origin, item.origin)) break
    left = left.left
  }
  return left === null && item.origin !== null ? null : taken
}

const sameId = (a: Y.ID | null, b: Y.ID | null): boolean => Y.compareIDs(a, b)
