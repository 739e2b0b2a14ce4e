import type { ProseSlot } from '../../shared/section/layout.ts'

/** What a text is asked for as: the goal it comments, else the text itself. */
export const itemOfText = ({ id, planItem }: Pick<ProseSlot, 'id' | 'planItem'>): string => planItem ?? id
