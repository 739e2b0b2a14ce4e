import type { ComponentType } from 'react'
import type { BlockKind } from '../../shared/block/kindName.ts'
import type { BlockViewProps } from './blockViewProps.ts'
import { ControlPlan } from './ControlPlan.tsx'
import { ControlVerdict } from './ControlVerdict.tsx'
import { GoalBlock } from './GoalBlock.tsx'
import { GoalSummary } from './GoalSummary.tsx'
import { IndicatorTable } from './IndicatorTable.tsx'
import { KeyFigures } from './KeyFigures.tsx'
import { Legend } from './Legend.tsx'
import { LockedText } from './LockedText.tsx'
import { OperatingByArea } from './OperatingByArea.tsx'
import { ResultReport } from './ResultReport.tsx'
import { StrategyBlock } from './StrategyBlock.tsx'

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
