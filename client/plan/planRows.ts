import { childrenOf, type PlanItem, type PlanKind } from '../../shared/plan/plan.ts'
import type { ReportLayout, SectionLayout } from '../../shared/section/layout.ts'
import { findSection, sectionsOf } from '../../shared/section/layout.ts'
import type { Template, TemplateSlot } from '../../shared/template/template.ts'

/** Items that stand under one heading of the list: a perspective or control plan, and a part of it. */
export interface PlanGroup {
  readonly key: string
  readonly root: PlanItem
  /** The strategy or control area the rows stand under; null directly under the root. */
  readonly part: PlanItem | null
  /** Where the root is printed; null while the section is hidden. */
  readonly section: SectionLayout | null
  readonly rows: readonly PlanRow[]
}

export interface PlanRow {
  readonly item: PlanItem
  /** 0 directly under the heading. */
  readonly depth: number
}

/** What a goal holds stands in this order in the report (domain.md section 3), whatever order it was added in. */
const order: readonly PlanKind[] = ['indicator', 'activity', 'outcomeGoal', 'strategy', 'goal', 'assignment']

/** Under these, children keep the plan's own order also across kinds. */
const keepsOrder: ReadonlySet<PlanKind> = new Set(['perspective', 'controlPlan', 'controlArea', 'risk'])

const partKinds: ReadonlySet<PlanKind> = new Set(['strategy', 'controlArea'])

/** The section that prints what stands at each place of the template, hidden ones included. */
export function sectionOfPlaces(
  template: Template,
  layout: ReportLayout,
): ReadonlyMap<string, SectionLayout> {
  const found = new Map<string, SectionLayout>()
  for (const chapter of template.chapters) {
    for (const source of [chapter, ...chapter.sections]) {
      const section = findSection(layout, source.id)
      if (section === undefined) continue
      for (const place of source.slots.flatMap(placeOf)) found.set(place, section)
    }
  }
  return found
}

const placeOf = (slot: TemplateSlot): string[] =>
  slot.kind === 'block' && 'place' in slot.block && typeof slot.block.place === 'string'
    ? [slot.block.place]
    : []

/** Living children as the report prints them. */
export function printedChildren(items: readonly PlanItem[], parent: PlanItem): PlanItem[] {
  const children = childrenOf(items, parent.id)
  return keepsOrder.has(parent.kind)
    ? children
    : order.flatMap((kind) => children.filter((child) => child.kind === kind))
}

/** Perspectives and control plans in the order of their sections; those of hidden sections last. */
export function rootsOf(items: readonly PlanItem[], template: Template, layout: ReportLayout): PlanItem[] {
  const sections = sectionOfPlaces(template, layout)
  const visible = sectionsOf(layout).map(({ id }) => id)
  const rank = ({ place = '' }: PlanItem): number => {
    const at = visible.indexOf(sections.get(place)?.id ?? '')
    return at === -1 ? visible.length : at
  }
  return childrenOf(items, null).toSorted((a, b) => rank(a) - rank(b))
}

/** The plan in the report's order, cut into groups with a heading each. */
export function groupPlan(items: readonly PlanItem[], template: Template, layout: ReportLayout): PlanGroup[] {
  const sections = sectionOfPlaces(template, layout)
  return rootsOf(items, template, layout).flatMap((root) => {
    const section = root.place === undefined ? undefined : sections.get(root.place)
    const shown = section === undefined || section.hidden ? null : section
    return groupsOf(items, root).map((group) => ({ ...group, section: shown }))
  })
}

function groupsOf(items: readonly PlanItem[], root: PlanItem): Omit<PlanGroup, 'section'>[] {
  const groups: { key: string; root: PlanItem; part: PlanItem | null; rows: PlanRow[] }[] = []
  for (const child of printedChildren(items, root)) {
    const last = groups.at(-1)
    if (partKinds.has(child.kind)) {
      const rows = printedChildren(items, child).flatMap((below) => rowsOf(items, below, 0))
      groups.push({ key: child.id, root, part: child, rows })
    } else if (last !== undefined && last.part === null) {
      last.rows.push(...rowsOf(items, child, 0))
    } else {
      groups.push({ key: `${root.id}.${child.id}`, root, part: null, rows: rowsOf(items, child, 0) })
    }
  }
  return groups.length === 0 ? [{ key: root.id, root, part: null, rows: [] }] : groups
}

const rowsOf = (items: readonly PlanItem[], item: PlanItem, depth: number): PlanRow[] => [
  { item, depth },
  ...printedChildren(items, item).flatMap((child) => rowsOf(items, child, depth + 1)),
]

/** Where an item can go by one step; a direction that is left out leads nowhere. `before: null` is last. */
export interface Steps {
  readonly up?: { readonly before: string | null }
  readonly down?: { readonly before: string | null }
}

/** An item moves among those it can change places with in print. */
export function stepsOf(items: readonly PlanItem[], item: PlanItem): Steps {
  const siblings = siblingsOf(items, item)
  const at = siblings.findIndex(({ id }) => id === item.id)
  const above = siblings[at - 1]
  const below = siblings[at + 1]
  return {
    ...(at > 0 && above !== undefined ? { up: { before: above.id } } : {}),
    ...(at !== -1 && below !== undefined ? { down: { before: siblings[at + 2]?.id ?? null } } : {}),
  }
}

/** What `before` says where the item stands now, for taking a move back. */
export function placeNow(
  items: readonly PlanItem[],
  item: PlanItem,
): { parent: string | null; before: string | null } {
  const siblings = childrenOf(items, item.parent)
  const next = siblings[siblings.findIndex(({ id }) => id === item.id) + 1]
  return { parent: item.parent, before: next?.id ?? null }
}

function siblingsOf(items: readonly PlanItem[], item: PlanItem): PlanItem[] {
  const siblings = childrenOf(items, item.parent)
  if (item.parent === null) return siblings.filter(({ place }) => place === item.place)
  const parent = items.find(({ id }) => id === item.parent)
  return parent !== undefined && keepsOrder.has(parent.kind)
    ? siblings
    : siblings.filter(({ kind }) => kind === item.kind)
}

/** Living items of each kind. */
export function countKinds(items: readonly PlanItem[]): Readonly<Record<PlanKind, number>> {
  const count = (kind: PlanKind): number => items.filter((item) => item.kind === kind && !item.removed).length
  return {
    perspective: count('perspective'),
    strategy: count('strategy'),
    outcomeGoal: count('outcomeGoal'),
    goal: count('goal'),
    assignment: count('assignment'),
    indicator: count('indicator'),
    activity: count('activity'),
    controlPlan: count('controlPlan'),
    controlArea: count('controlArea'),
    risk: count('risk'),
    measure: count('measure'),
  }
}
