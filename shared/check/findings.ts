import type { CellAddress } from '../figure/cellAddress.ts'
import { figureReader, type ComputedCell, type FigureSources } from './compute.ts'
import { operandsOf } from './evaluate.ts'
import { checkRelation, linkChains, type Finding } from './finding.ts'
import { cellKey, type PlacedBlock } from './place.ts'
import type { Relation } from './relation.ts'
import { checkRequirement, requirementsOf, type Requirement, type RequiredProse } from './requirement.ts'

/** Everything a check reads, as narrow readers: the same check runs over records, drafts and fixtures. */
export interface CheckInput extends FigureSources {
  readonly blocks: readonly PlacedBlock[]
  readonly proseEmpty: (slot: string) => boolean
  /** Slots that the template requires; a Kommentar is found through its block. */
  readonly requiredProse: readonly RequiredProse[]
}

/** What has changed since the last look. */
export interface CheckChange {
  readonly cells?: readonly CellAddress[]
  readonly items?: readonly string[]
  readonly slots?: readonly string[]
}

/** A check that follows its report: begin anew when the layout changes, else tell what changed. */
export interface LiveCheck {
  readonly findings: () => readonly Finding[]
  /** Relations that had something to hold against each other. */
  readonly relationsChecked: () => number
  readonly computed: (address: CellAddress) => ComputedCell | undefined
  /** Checks again what depends on the change, through computed cells. Returns the computed cells that may differ now. */
  readonly recheck: (change: CheckChange) => readonly CellAddress[]
}

type Check =
  | { readonly kind: 'relation'; readonly id: string; readonly relation: Relation }
  | { readonly kind: 'requirement'; readonly requirement: Requirement }

interface Outcome {
  readonly evaluated: boolean
  readonly findings: readonly Finding[]
}

/** Everything that is to be checked, in the order of the report. */
const checksOf = (input: CheckInput): readonly Check[] => [
  ...input.blocks.flatMap((placed): readonly Check[] => {
    const taken = new Map<string, number>()
    const relations = placed.block.relations.map((relation): Check => {
      const id = `${relation.rule}.${cellKey(relation.shown)}`
      const before = taken.get(id) ?? 0
      taken.set(id, before + 1)
      // One rule may show one cell twice: the total of a matrix, by row and by column.
      return { kind: 'relation', id: before === 0 ? id : `${id}.${before + 1}`, relation }
    })
    return [
      ...relations,
      ...requirementsOf(placed).map((requirement): Check => ({ kind: 'requirement', requirement })),
    ]
  }),
  ...input.requiredProse.map((prose): Check => ({
    kind: 'requirement',
    requirement: { kind: 'text', ...prose },
  })),
]

const enter = (index: Map<string, number[]>, key: string, check: number): void => {
  const known = index.get(key)
  if (known === undefined) index.set(key, [check])
  else known.push(check)
}

/** Which checks look at what, so that a change finds its own. */
const indexOf = (checks: readonly Check[]) => {
  const byCell = new Map<string, number[]>()
  const byItem = new Map<string, number[]>()
  const bySlot = new Map<string, number[]>()
  checks.forEach((check, position) => {
    if (check.kind === 'relation') {
      const { formula, shown } = check.relation
      for (const address of [shown, ...operandsOf(formula)]) enter(byCell, cellKey(address), position)
      if (formula.op === 'statusCount' || formula.op === 'statusTotal') {
        for (const item of formula.items) enter(byItem, item, position)
      }
      return
    }
    const { requirement } = check
    if (requirement.kind === 'text') enter(bySlot, requirement.slot, position)
    if (requirement.kind === 'indicator') {
      if (requirement.cell !== undefined) enter(byCell, cellKey(requirement.cell), position)
      else if (requirement.item !== undefined) enter(byItem, requirement.item, position)
    }
    if (requirement.kind === 'judgement') {
      enter(byItem, requirement.item, position)
      for (const answer of requirement.answers) enter(byCell, cellKey(answer), position)
    }
    if (
      (requirement.kind === 'judgement' || requirement.kind === 'indicator') &&
      requirement.comment !== undefined
    ) {
      enter(bySlot, requirement.comment, position)
    }
  })
  return { byCell, byItem, bySlot }
}

/** Checks a whole report, and then goes on with it. */
export const startCheck = (input: CheckInput): LiveCheck => {
  const reader = figureReader(input.blocks, input)
  const checks = checksOf(input)
  const index = indexOf(checks)

  const run = (check: Check): Outcome => {
    if (check.kind === 'requirement')
      return { evaluated: false, findings: checkRequirement(check.requirement, input) }
    const { finding, ...outcome } = checkRelation(check.id, check.relation, reader, input.status)
    return { ...outcome, findings: finding === undefined ? [] : [finding] }
  }
  // By position in `checks`. Those that fail are few of many, and read at every change.
  const failing = new Map<number, readonly Finding[]>()
  const evaluated = new Set<number>()
  const look = (check: Check, position: number): void => {
    const outcome = run(check)
    if (outcome.findings.length === 0) failing.delete(position)
    else failing.set(position, outcome.findings)
    if (outcome.evaluated) evaluated.add(position)
    else evaluated.delete(position)
  }
  checks.forEach(look)
  let linked: readonly Finding[] | undefined

  const recheck = ({ cells = [], items = [], slots = [] }: CheckChange): readonly CellAddress[] => {
    const dirty = new Set<number>()
    const changed = new Map<string, CellAddress>()
    const queue: CellAddress[] = [...cells]
    const touch = (position: number): void => {
      const check = checks[position]
      dirty.add(position)
      if (check?.kind !== 'relation') return
      const { shown } = check.relation
      if (reader.computing(shown) === check.relation && !changed.has(cellKey(shown))) {
        changed.set(cellKey(shown), shown)
        queue.push(shown)
      }
    }
    for (const slot of slots) index.bySlot.get(slot)?.forEach(touch)
    for (const item of items) index.byItem.get(item)?.forEach(touch)
    for (let address = queue.pop(); address !== undefined; address = queue.pop()) {
      reader.forget(address)
      index.byCell.get(cellKey(address))?.forEach(touch)
    }
    // Only now are all stale figures forgotten, so that none is read again on the way.
    for (const position of dirty) {
      const check = checks[position]
      if (check !== undefined) look(check, position)
    }
    linked = undefined
    return [...changed.values()]
  }

  return {
    findings: () =>
      (linked ??= linkChains([...failing].toSorted(([a], [b]) => a - b).flatMap(([, findings]) => findings))),
    relationsChecked: () => evaluated.size,
    computed: reader.computed,
    recheck,
  }
}
