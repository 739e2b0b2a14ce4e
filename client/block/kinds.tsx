import type { ComponentType } from 'react'
import type { BlockKind } from '../../shared/block/kindName.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { onDemand, type OnDemand } from '../ui/onDemand.tsx'
import type { BlockViewProps } from './blockViewProps.ts'
import { GoalBlock } from './GoalBlock.tsx'
import { IndicatorTable } from './IndicatorTable.tsx'
import { KeyFigures } from './KeyFigures.tsx'
import { LockedText } from './LockedText.tsx'
import { OperatingByArea } from './OperatingByArea.tsx'
import { ResultReport } from './ResultReport.tsx'
import { StrategyBlock } from './StrategyBlock.tsx'

// Few sections have one of these.
const Legend = onDemand(async () => ({ default: (await import('./Legend.tsx')).Legend }))
const GoalSummary = onDemand(async () => ({ default: (await import('./GoalSummary.tsx')).GoalSummary }))
const ControlPlan = onDemand(async () => ({ default: (await import('./ControlPlan.tsx')).ControlPlan }))
const ControlVerdict = onDemand(async () => ({
  default: (await import('./ControlVerdict.tsx')).ControlVerdict,
}))

/** How each kind of block is drawn. A new kind adds its line here. */
export const blockViews: Readonly<Record<BlockKind, ComponentType<BlockViewProps>>> = {
  lockedText: LockedText,
  legend: Legend,
  strategyBlock: StrategyBlock,
  goalBlock: GoalBlock,
  indicatorTable: IndicatorTable,
  goalSummary: GoalSummary,
  resultReport: ResultReport,
  operatingByArea: OperatingByArea,
  keyFigures: KeyFigures,
  controlPlan: ControlPlan,
  controlVerdict: ControlVerdict,
}

const fetchedKinds: Readonly<Partial<Record<BlockKind, OnDemand<BlockViewProps>>>> = {
  legend: Legend,
  goalSummary: GoalSummary,
  controlPlan: ControlPlan,
  controlVerdict: ControlVerdict,
}

/** Fetches what draws the blocks of a section, so that none comes later than the others and moves them. */
export async function fetchBlockViews({ slots }: SectionLayout): Promise<void> {
  const kinds = new Set(slots.flatMap((slot) => (slot.kind === 'block' ? [slot.block.kind] : [])))
  // One that fails is fetched again, and its failure told in its place.
  await Promise.allSettled([...kinds].flatMap((kind) => fetchedKinds[kind]?.fetch() ?? []))
}
