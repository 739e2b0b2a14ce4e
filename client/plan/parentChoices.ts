import { ancestorsOf, childKinds, type PlanItem, type PlanKind } from '../../shared/plan/plan.ts'
import type { ReportLayout } from '../../shared/section/layout.ts'
import type { Place, Template } from '../../shared/template/template.ts'
import { printedChildren, rootsOf } from './planRows.ts'

/** What a new item can stand under: an item of the plan, or a place of the template for the topmost kinds. */
export type Parent =
  | {
      readonly at: 'item'
      readonly id: string
      readonly item: PlanItem
      readonly depth: number
      readonly kinds: readonly PlanKind[]
    }
  | {
      readonly at: 'place'
      readonly id: string
      readonly place: Place
      readonly depth: 0
      readonly kinds: readonly PlanKind[]
    }

/** Everything something can be added under, in the report's order; places that nothing stands at last. */
export function parentsIn(items: readonly PlanItem[], template: Template, layout: ReportLayout): Parent[] {
  const roots = rootsOf(items, template, layout)
  const below = (item: PlanItem, depth: number): Parent[] =>
    childKinds[item.kind].length === 0
      ? []
      : [
          { at: 'item', id: item.id, item, depth, kinds: childKinds[item.kind] },
          ...printedChildren(items, item).flatMap((child) => below(child, depth + 1)),
        ]
  return [
    ...roots.flatMap((root) => below(root, 0)),
    ...template.places.map((place): Parent => ({
      at: 'place',
      id: `place.${place.id}`,
      place,
      depth: 0,
      kinds: [place.kind],
    })),
  ]
}

/** Where an item may stand instead: under anything that takes its kind, but not under itself or what it holds. */
export const parentsFor = (
  item: PlanItem,
  parents: readonly Parent[],
  items: readonly PlanItem[],
): Parent[] =>
  parents.filter(
    (parent) =>
      parent.at === 'item' &&
      parent.kinds.includes(item.kind) &&
      !ancestorsOf(items, parent.item.id).some(({ id }) => id === item.id),
  )

/** Where "Lägg till" begins: under what is open, or beside it where it can hold nothing. */
export function nearestParent(
  parents: readonly Parent[],
  items: readonly PlanItem[],
  open: string | undefined,
): Parent | undefined {
  const chain = open === undefined ? [] : ancestorsOf(items, open)
  for (const { id } of chain) {
    const found = parents.find((parent) => parent.id === id)
    if (found !== undefined) return found
  }
  return parents.find(({ at }) => at === 'item') ?? parents[0]
}
