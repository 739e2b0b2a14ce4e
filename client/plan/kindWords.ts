import type { PlanItem } from '../../shared/plan/plan.ts'
import type { Words } from '../ui/words.ts'

/** "Effektmål 9", "Uppdrag": the sort of an item with its number, if it has one. */
export const kindWords = ({ kind, fields }: Pick<PlanItem, 'kind' | 'fields'>, words: Words): string =>
  fields.number === undefined ? words(`plan.kind.${kind}`) : `${words(`plan.kind.${kind}`)} ${fields.number}`
