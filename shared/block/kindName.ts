/** Kinds of structured blocks. A new kind adds its name here and a line in `kinds.ts` and `client/block/kinds.tsx`. */
export const blockKinds = [
  'lockedText',
  'legend',
  'strategyBlock',
  'goalBlock',
  'indicatorTable',
  'goalSummary',
  'resultReport',
  'operatingByArea',
  'keyFigures',
  'controlPlan',
  'controlVerdict',
] as const
export type BlockKind = (typeof blockKinds)[number]
