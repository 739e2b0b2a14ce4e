import { useQuery } from '@tanstack/react-query'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { useEffect, useMemo } from 'react'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import { editFigure, formatFigure } from '../../shared/figure/formatFigure.ts'
import { RefusedError } from '../api.ts'
import type { CellHistoryEntry } from '../report/commands.ts'
import { nameOf } from '../report/reportStore.ts'
import { useCommands } from '../report/useCommands.ts'
import { useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import popover from '../ui/Popover.module.css'
import { useProblemText } from '../ui/problemText.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import type { CellState } from './cellView.ts'
import { provenanceWords } from './provenanceWords.ts'
import { cellName } from './tableWords.ts'
import style from './CellHistory.module.css'

export interface CellHistoryBoxProps {
  /** The cell as it is now; its history is asked for when this is shown. */
  readonly cell: CellState
  readonly at: Element
  readonly onClose: () => void
}

/** The opened box of a `CellHistory`. */
export default function CellHistoryBox({ cell, at, onClose }: CellHistoryBoxProps) {
  const words = useWords()
  const trigger = useMemo(() => ({ current: at }), [at])
  const name = cellName(cell.row, cell.column)
  useEffect(
    () => () => {
      // The menu that led here is gone, so nothing else knows where the focus was. The page behind takes it a frame later.
      requestAnimationFrame(() => {
        if (at instanceof HTMLElement) at.focus()
      })
    },
    [at],
  )
  return (
    <Popover
      isOpen
      triggerRef={trigger}
      placement="bottom end"
      className={popover['popover'] ?? ''}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Dialog aria-label={words('block.history.of', { cell: name })} className={popover['dialog'] ?? ''}>
        <h3 className={style['title']}>{name}</h3>
        <History cell={cell} />
      </Dialog>
    </Popover>
  )
}

function History({ cell }: Pick<CellHistoryBoxProps, 'cell'>) {
  const words = useWords()
  const problemText = useProblemText()
  const commands = useCommands()
  const report = useReportPart((state) => state.report.id)
  const people = useReportPart((state) => state.people)
  const me = useReportPart((state) => state.me.user)
  const dates = useDates(useReportPart((state) => state.today))
  const { block, row, column } = cell.address
  const { data, error, refetch } = useQuery({
    // A new revision is a new history.
    queryKey: ['cellHistory', report, block, row, column, cell.record?.revision],
    queryFn: () => historyOf(commands.cellHistory, cell.address),
    staleTime: 0,
    retry: false,
  })
  if (error !== null) {
    return (
      <div role="alert">
        <p>{error instanceof RefusedError ? problemText(error.problem) : words('contact.none')}</p>
        <Button small onPress={() => void refetch()}>
          {words('common.tryAgain')}
        </Button>
      </div>
    )
  }
  if (data === undefined) return <Waiting />
  if (data.length === 0) return <p className={style['none']}>{words('block.history.none')}</p>
  const printed = (value: CellHistoryEntry['after']): string => {
    const text = formatFigure(value, cell.format)
    if (text === '') return words('block.history.empty')
    // An entry may be finer than its print: here all its digits stand.
    if (value.kind !== 'number') return text
    const decimals = Math.max(decimalsIn(value.value), cell.format.decimals ?? 0)
    return formatFigure(value, { ...cell.format, decimals })
  }
  return (
    <ol className={style['list']}>
      {data.toReversed().map(({ before, after, by, byName, at, provenance, reported }) => (
        <li key={`${at} ${editFigure(before)} ${editFigure(after)}`}>
          <span className={style['values']}>
            {before.kind === 'empty' ? null : (
              <>
                <del>{printed(before)}</del> <span aria-hidden="true">→</span>
                <span className="hidden-words">{words('block.history.became')}</span>{' '}
              </>
            )}
            <strong>{printed(after)}</strong>
            {reported === true ? (
              <span className={style['delivered']}> {words('block.history.delivered')}</span>
            ) : null}
          </span>
          <span className={style['from']}>
            {provenanceWords(
              { provenance, when: dates.moment(at), name: byName ?? nameOf(people, by), isMine: by === me },
              words,
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

async function historyOf(
  ask: ReturnType<typeof useCommands>['cellHistory'],
  { block, row, column }: CellAddress,
): Promise<readonly CellHistoryEntry[]> {
  const answer = await ask(block, row, column)
  if (!answer.ok) throw new RefusedError(answer.problem)
  return answer.value
}

const decimalsIn = (value: string): number => value.split('.')[1]?.length ?? 0
