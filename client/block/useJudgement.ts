import { useMemo } from 'react'
import type { Block, Row } from '../../shared/block/block.ts'
import { judgedItem } from '../../shared/report/decideStatus.ts'
import type { StatusRecord } from '../../shared/report/report.ts'
import { itemsOfRow } from '../../shared/section/item.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import type { Scale, ScaleId } from '../../shared/template/scale.ts'
import { usePermission, useReportPart, useStatus } from '../report/useReport.ts'

export interface JudgementPart {
  readonly kind: 'status' | 'trend'
  readonly scaleId: ScaleId
  readonly scale: Scale
  /** Where it stands in its block, for what is said about it. */
  readonly place?: {
    readonly section: string
    readonly block: string
    readonly row: string
    readonly column: string
  }
}

export interface Judged {
  readonly status?: string | undefined
  readonly trend?: string | undefined
}

/** What is said of one item in two steps, and what I may do about it. */
export interface Judgement {
  readonly item: string
  readonly parts: readonly JudgementPart[]
  readonly record: StatusRecord | undefined
  /** What is printed: the settled value, before that the proposed. */
  readonly shown: Judged
  readonly isSettled: boolean
  readonly mayPropose: boolean
  readonly maySettle: boolean
  /** The section is locked: nobody judges now. */
  readonly isLocked: boolean
}

/** The judgement of one row; undefined for a row that is not judged. */
export function useJudgement(
  section: SectionLayout,
  block: Block,
  row: Row | undefined,
): Judgement | undefined {
  const item = row === undefined ? block.id : judgedItem(block, row)
  const record = useStatus(item)
  const scales = useReportPart(({ template }) => template.scales)
  const planKind = useReportPart(({ report }) => report.plan.items.find(({ id }) => id === item)?.kind)
  const items = useMemo(() => [item, ...itemsOfRow(section, block, row?.id)], [section, block, row, item])
  const propose = usePermission('proposeStatus', section.id, items)
  const settle = usePermission('settleStatus', section.id, items)
  return useMemo(() => {
    const parts = (['status', 'trend'] as const).flatMap((kind): JudgementPart[] => {
      const column = block.columns.find(({ type }) => type === kind)
      const scaleId = kind === 'trend' ? 'trend' : statusScale(block, planKind)
      const scale = scaleId === undefined ? undefined : scales[scaleId]
      return column === undefined ||
        scaleId === undefined ||
        scale === undefined ||
        row?.without?.includes(column.id) === true
        ? []
        : [
            {
              kind,
              scaleId,
              scale,
              ...(row === undefined
                ? {}
                : { place: { section: section.id, block: block.id, row: row.id, column: column.id } }),
            },
          ]
    })
    if (parts.length === 0 || row === undefined) return undefined
    const isLocked = [propose, settle].some(
      (answer) => !answer.allowed && (answer.because === 'sectionLocked' || answer.because === 'reportState'),
    )
    return {
      item,
      parts,
      record,
      shown: record?.settled ?? record?.proposed ?? {},
      isSettled: record?.settled !== undefined,
      mayPropose: propose.allowed,
      maySettle: settle.allowed,
      isLocked,
    }
  }, [section, block, row, item, record, scales, planKind, propose, settle])
}

const statusScale = (block: Block, planKind: string | undefined): ScaleId | undefined => {
  switch (block.kind) {
    case 'goalBlock':
      return planKind === 'activity' ? 'activityStatus' : 'goalStatus'
    case 'indicatorTable':
      return 'indicatorStatus'
    case 'controlPlan':
      return 'controlStatus'
    case 'controlVerdict':
      return 'controlVerdict'
    default:
      return undefined
  }
}

export const labelOf = ({ scale }: JudgementPart, value: string | undefined): string | undefined =>
  scale.values.find(({ id }) => id === value)?.label
