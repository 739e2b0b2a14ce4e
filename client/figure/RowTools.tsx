import { memo, Suspense, useState } from 'react'
import { GripVertical, Plus } from 'lucide-react'
import type { Row } from '../../shared/block/block.ts'
import { useReportConnection } from '../report/useReport.ts'
import { useCommands } from '../report/useCommands.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Menu } from '../ui/Menu.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useFetchedAhead } from '../ui/useFetchedAhead.ts'
import { useWords } from '../ui/words.ts'
import style from './FigureTable.module.css'

const RowName = onDemand(() => import('./RowName.tsx'))
const fetchedAhead = [RowName]

interface RowToolsProps {
  readonly block: string
  readonly row: Row
  /** Ids of the report's own rows in order; the row moves among them. */
  readonly siblings: readonly string[]
}

/** Rename, move and remove a row that the report has added. */
export const RowTools = memo(function RowTools({ block, row, siblings }: RowToolsProps) {
  const words = useWords()
  const commands = useCommands()
  const { store } = useReportConnection()
  const [asking, ask] = useState<'rename' | 'remove'>()
  const at = siblings.indexOf(row.id)
  const move = (before: string | null): void => void commands.changeRow(block, row.id, { before })
  const isFilled = (): boolean => {
    const { report } = store.state()
    const hasFigure = Object.values(report.cells[block]?.[row.id] ?? {}).some(
      ({ value }) => value.kind !== 'empty',
    )
    const { comment } = row
    return (
      hasFigure ||
      (comment !== undefined && Object.values(report.texts).some((texts) => (texts[comment]?.words ?? 0) > 0))
    )
  }
  const remove = (): void => void commands.removeRow(block, row.id)
  return (
    <>
      <Menu
        name={words('block.rows.menu', { label: row.label })}
        trigger={
          <IconButton name={words('block.rows.menu', { label: row.label })} small>
            <GripVertical size={16} aria-hidden="true" />
          </IconButton>
        }
        groups={[
          {
            id: 'row',
            entries: [
              { id: 'rename', word: words('block.rows.rename'), onAction: () => ask('rename') },
              ...(at > 0
                ? [{ id: 'up', word: words('block.rows.up'), onAction: () => move(siblings[at - 1] ?? null) }]
                : []),
              ...(at < siblings.length - 1
                ? [
                    {
                      id: 'down',
                      word: words('block.rows.down'),
                      onAction: () => move(siblings[at + 2] ?? null),
                    },
                  ]
                : []),
              {
                id: 'remove',
                word: words('block.rows.remove'),
                danger: true,
                // Only what somebody has filled in is worth a question.
                onAction: () => (isFilled() ? ask('remove') : remove()),
              },
            ],
          },
        ]}
      />
      {asking === 'rename' ? (
        <Suspense>
          <RowName
            label={row.label}
            onClose={() => ask(undefined)}
            onName={(label) => commands.changeRow(block, row.id, { label })}
          />
        </Suspense>
      ) : null}
      <Dialog
        isOpen={asking === 'remove'}
        onClose={() => ask(undefined)}
        title={words('block.rows.removeTitle', { label: row.label })}
        foot={
          <>
            <Button onPress={() => ask(undefined)}>{words('common.cancel')}</Button>
            <Button variant="danger" onPress={remove}>
              {words('block.rows.removeConfirm')}
            </Button>
          </>
        }
      >
        <p>{words('block.rows.removeExplain')}</p>
      </Dialog>
    </>
  )
})

/** "Lägg till rad" below a table whose rows are the report's own. */
export function AddRow({ block }: { block: string }) {
  const words = useWords()
  const commands = useCommands()
  const [isAsking, ask] = useState(false)
  useFetchedAhead(fetchedAhead)
  return (
    <div className={style['addRow']}>
      <Button variant="text" small onPress={() => ask(true)}>
        <Plus size={16} aria-hidden="true" />
        {words('block.rows.add')}
      </Button>
      {isAsking ? (
        <Suspense>
          <RowName label="" onClose={() => ask(false)} onName={(label) => commands.addRow(block, label)} />
        </Suspense>
      ) : null}
    </div>
  )
}
