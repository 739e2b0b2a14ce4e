import { z } from 'zod'
import type { LayoutSlot } from '../section/layout.ts'
import { controlPlan } from './controlPlan.ts'
import { controlVerdict } from './controlVerdict.ts'
import { goalBlock } from './goalBlock.ts'
import { goalSummary } from './goalSummary.ts'
import { indicatorTable } from './indicatorTable.ts'
import { keyFigures } from './keyFigures.ts'
import type { BuildContext, KindFacts } from './kind.ts'
import type { BlockKind } from './kindName.ts'
import { legend } from './legend.ts'
import { lockedText } from './lockedText.ts'
import { operatingByArea } from './operatingByArea.ts'
import { resultReport } from './resultReport.ts'
import { strategyBlock } from './strategyBlock.ts'

/** The kinds a template may name, each with what it says of its block. */
export const blockTemplate = z.discriminatedUnion('kind', [
  lockedText.schema,
  legend.schema,
  goalBlock.schema,
  goalSummary.schema,
  resultReport.schema,
  operatingByArea.schema,
  keyFigures.schema,
  controlPlan.schema,
  controlVerdict.schema,
])
export type BlockTemplate = z.output<typeof blockTemplate>

/** Every kind, also strategyBlock and indicatorTable, which the plan alone makes. */
export const kindTable: Readonly<Record<BlockKind, KindFacts & { readonly makes?: readonly BlockKind[] }>> = {
  lockedText,
  legend,
  strategyBlock,
  goalBlock,
  indicatorTable,
  goalSummary,
  resultReport,
  operatingByArea,
  keyFigures,
  controlPlan,
  controlVerdict,
}

/** The slots that one block slot of the template stands for in this report. */
export function buildSlots(
  slot: string,
  source: BlockTemplate,
  context: BuildContext,
): readonly LayoutSlot[] {
  switch (source.kind) {
    case 'lockedText':
      return lockedText.build(slot, source, context)
    case 'legend':
      return legend.build(slot, source, context)
    case 'goalBlock':
      return goalBlock.build(slot, source, context)
    case 'goalSummary':
      return goalSummary.build(slot, source, context)
    case 'resultReport':
      return resultReport.build(slot, source, context)
    case 'operatingByArea':
      return operatingByArea.build(slot, source, context)
    case 'keyFigures':
      return keyFigures.build(slot, source, context)
    case 'controlPlan':
      return controlPlan.build(slot, source, context)
    case 'controlVerdict':
      return controlVerdict.build(slot, source, context)
    default:
      return source satisfies never
  }
}
