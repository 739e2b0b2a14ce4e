import type { ItemRecord } from '../../shared/report/report.ts'
import type { ItemChange } from './commands.ts'

export type Assigned = Pick<ItemRecord, 'people' | 'unit' | 'due'>

export const nobody: Assigned = { people: [] }

/** One value for all that is marked, or different ones, which are left as they are until somebody writes over them. */
export type Bulk = { readonly same: true; readonly value: string } | { readonly same: false }

export interface BulkValues {
  /** Everybody who is named somewhere, with how many of the marked name them. */
  readonly people: readonly { readonly user: string; readonly on: number }[]
  readonly unit: Bulk
  readonly due: Bulk
  readonly count: number
}

export function bulkValues(records: readonly Assigned[]): BulkValues {
  const users = [...new Set(records.flatMap(({ people }) => people))]
  return {
    people: users.map((user) => ({ user, on: records.filter(({ people }) => people.includes(user)).length })),
    unit: bulkOf(records.map(({ unit }) => unit ?? '')),
    due: bulkOf(records.map(({ due }) => due ?? '')),
    count: records.length,
  }
}

const bulkOf = (values: readonly string[]): Bulk => {
  const [first = ''] = values
  return values.every((value) => value === first) ? { same: true, value: first } : { same: false }
}

/** What somebody has done in the panel. People are added and taken away, so that those who differ stay. */
export interface BulkEdit {
  readonly add: readonly string[]
  readonly remove: readonly string[]
  /** Of those added, whom the report may not know yet. */
  readonly names?: Readonly<Record<string, string>>
  /** Left out: untouched. Empty: taken away. */
  readonly unit?: string
  readonly due?: string
}

export const noEdit: BulkEdit = { add: [], remove: [] }

/** Only what an item does not say already; items that nothing changes for are left out. */
export function changesOf(
  ids: readonly string[],
  records: Readonly<Record<string, Assigned | undefined>>,
  { add, remove, unit, due }: BulkEdit,
): ({ id: string } & ItemChange)[] {
  return ids.flatMap((id) => {
    const now = records[id] ?? nobody
    const people = [
      ...now.people.filter((user) => !remove.includes(user)),
      ...add.filter((user) => !now.people.includes(user)),
    ]
    const change: ItemChange = {
      ...(isSameList(people, now.people) ? {} : { people }),
      ...(unit === undefined || unit.trim() === (now.unit ?? '')
        ? {}
        : { unit: unit.trim() === '' ? null : unit.trim() }),
      ...(due === undefined || due === (now.due ?? '') ? {} : { due: due === '' ? null : due }),
    }
    return Object.keys(change).length === 0 ? [] : [{ id, ...change }]
  })
}

/** What puts the same items back to what they said. */
export const changesBack = (
  changes: readonly ({ id: string } & ItemChange)[],
  records: Readonly<Record<string, Assigned | undefined>>,
): ({ id: string } & ItemChange)[] =>
  changes.map(({ id, people, unit, due }) => {
    const was = records[id] ?? nobody
    return {
      id,
      ...(people === undefined ? {} : { people: was.people }),
      ...(unit === undefined ? {} : { unit: was.unit ?? null }),
      ...(due === undefined ? {} : { due: was.due ?? null }),
    }
  })

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at])
