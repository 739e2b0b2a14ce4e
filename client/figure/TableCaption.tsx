import { Suspense, useState } from 'react'
import { itemsOfRow } from '../../shared/section/item.ts'
import { ItemMark } from '../people/ItemMark.tsx'
import { nameOf } from '../report/reportStore.ts'
import { usePermission, useReportPart } from '../report/useReport.ts'
import { useCommands } from '../report/useCommands.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { onDemand } from '../ui/onDemand.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useFetchedAhead } from '../ui/useFetchedAhead.ts'
import { useWords } from '../ui/words.ts'
import { captionFacts } from './tableWords.ts'
import type { Table } from './useTable.ts'
import style from './FigureTable.module.css'

const MarkFinalDialog = onDemand(() => import('./MarkFinalDialog.tsx'))
const fetchedAhead = [MarkFinalDialog]

interface TableCaptionProps {
  readonly table: Table
  readonly id: string
}

/** Name, unit, period and sign, always to be seen; at the right whether the figures are final, and who may say so. */
export function TableCaption({ table, id }: TableCaptionProps) {
  const words = useWords()
  const dates = useDates(useReportPart((state) => state.today))
  const { block, section } = table
  return (
    <div className={style['caption']}>
      <h2 id={id} className={style['captionName']}>
        {block.title}
      </h2>
      <span className={style['captionFacts']}>{captionFacts(block, words, dates).join(' · ')}</span>
      {block.columns.some((column) => column.fill !== 'computed') ? (
        <FinalState table={table} section={section.id} />
      ) : null}
      <ItemMark section={section} item={block.id} name={block.title} />
    </div>
  )
}

function FinalState({ table, section }: { table: Table; section: string }) {
  const words = useWords()
  const problemText = useProblemText()
  const commands = useCommands()
  const { block } = table
  const final = useReportPart(({ report }) => report.final[block.id])
  const me = useReportPart((state) => state.me.user)
  const people = useReportPart((state) => state.people)
  const dates = useDates(useReportPart((state) => state.today))
  const may = usePermission('markFinal', section, itemsOfRow(table.section, block, undefined)).allowed
  const [isAsking, ask] = useState(false)
  useFetchedAhead(fetchedAhead)
  const [problem, setProblem] = useState<string>()

  const mark = async (isFinal: boolean): Promise<void> => {
    const answer = await commands.setFinal(block.id, isFinal)
    setProblem(answer.ok ? undefined : problemText(answer.problem))
    if (answer.ok) ask(false)
  }
  const isMine = final?.by === me
  return (
    <span className={style['final']}>
      <span data-final={final !== undefined} className={style['finalWords']}>
        {final === undefined
          ? words('block.table.preliminary')
          : words('block.table.final', {
              name: nameOf(people, final.by),
              day: dates.short(final.at.slice(0, 10)),
            })}
      </span>
      {may && final === undefined ? (
        <Button small onPress={() => ask(true)}>
          {words('block.table.markFinal')}
        </Button>
      ) : null}
      {may && isMine ? (
        <Button small variant="text" onPress={() => void mark(false)}>
          {words('block.table.unmarkFinal')}
        </Button>
      ) : null}
      {problem === undefined || isAsking ? null : <span className={style['problem']}>{problem}</span>}
      {isAsking ? (
        <Suspense>
          <MarkFinalDialog
            table={table}
            problem={problem}
            onMark={() => void mark(true)}
            onClose={() => ask(false)}
          />
        </Suspense>
      ) : null}
    </span>
  )
}
