import { useCallback } from 'react'
import type { Finding } from '../../shared/check/finding.ts'
import { fillOf } from '../../shared/figure/cellFormat.ts'
import { sectionTarget } from '../../shared/report/target.ts'
import { itemsOfRow } from '../../shared/section/item.ts'
import { blocksOf, findSection } from '../../shared/section/layout.ts'
import { useCommands } from '../report/useCommands.ts'
import { useReportConnection, useReportPart } from '../report/useReport.ts'

/** How a finding can be mended with one press: the computed value taken instead of the shown one. */
export interface FindingFix {
  readonly kind: 'useComputed' | 'changeTo'
  readonly apply: () => Promise<void>
}

/** The fix there is for me, if any: a delivered value can be dropped, an entered one be changed to what it should be. */
export function useFindingFix(finding: Finding): FindingFix | undefined {
  const commands = useCommands()
  const { store } = useReportConnection()
  const kind = useReportPart(() => fixOf(finding, store))
  const apply = useCallback(async () => {
    const { block, row, column, computed } = finding
    if (block === undefined || row === undefined || column === undefined) return
    const revision = store.state().report.cells[block]?.[row]?.[column]?.revision ?? 0
    await commands.setCells([
      kind === 'useComputed'
        ? { block, row, column, value: { kind: 'empty' }, reported: true, revision }
        : { block, row, column, value: { kind: 'number', value: computed ?? '0' }, revision },
    ])
  }, [commands, store, finding, kind])
  return kind === undefined ? undefined : { kind, apply }
}

function fixOf(
  finding: Finding,
  store: ReturnType<typeof useReportConnection>['store'],
): FindingFix['kind'] | undefined {
  const { report, layout } = store.state()
  const section = findSection(layout, finding.section)
  const block = section && blocksOf(section).find(({ id }) => id === finding.block)
  const row = block?.rows.find(({ id }) => id === finding.row)
  const column = block?.columns.find(({ id }) => id === finding.column)
  if (finding.kind !== 'error' || !section || !block || !row || !column || finding.computed === undefined)
    return undefined
  const may = store.may(
    'setCell',
    sectionTarget(report, section.id, itemsOfRow(section, block, row.id)),
  ).allowed
  if (!may || report.final[block.id] !== undefined) return undefined
  if (finding.from === 'reported') return 'useComputed'
  const fill = fillOf(row, column)
  return fill === 'entered' || fill === 'imported' ? 'changeTo' : undefined
}
