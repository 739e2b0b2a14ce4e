import type { CellAddress } from '../figure/cellAddress.ts'
import type { Problem } from '../problem.ts'

/** What a restore changed, and what it did not and why: its place is gone, a rule forbids it, or it is no text or figure. */
export interface Restored {
  readonly restored: {
    readonly slots: readonly string[]
    readonly cells: readonly CellAddress[]
  }
  readonly notRestored: readonly (
    | { readonly slot: string; readonly because: 'gone' }
    | (CellAddress & { readonly because: 'gone' })
    | (CellAddress & { readonly because: 'refused'; readonly problem: Pick<Problem, 'code'> })
    | { readonly item: string; readonly because: 'judgement' | 'plan' }
  )[]
}
