import { useCallback, useSyncExternalStore } from 'react'
import type { Block, Column, Row } from '../../shared/block/block.ts'
import { cellKey } from '../../shared/check/place.ts'
import { problemTexts } from '../../shared/problemText.ts'
import { itemsOfRow } from '../../shared/section/item.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useDesk } from '../figure/TableDesk.tsx'
import { useCell, usePermission } from '../report/useReport.ts'
import type { MessageId } from '../sv.ts'
import { useLanguage } from '../ui/Language.tsx'
import { Segments } from '../ui/Segments.tsx'
import { useWords } from '../ui/words.ts'
import style from './block.module.css'

export interface Choice {
  readonly chosen: string | undefined
  readonly mayChoose: boolean
  readonly choose: (choice: string) => void
  /** Why what was chosen is not stored. */
  readonly problem: string | undefined
}

/** A cell that holds one of a few answers; stored as it is chosen, shown at once. */
export function useChoice(section: SectionLayout, block: Block, row: Row, column: string): Choice {
  const words = useWords()
  const { language } = useLanguage()
  const { edits } = useDesk()
  const address = { block: block.id, row: row.id, column }
  const key = cellKey(address)
  const record = useCell(address)
  const edit = useSyncExternalStore(edits.subscribe, () => edits.of(key))
  const mayChoose = usePermission('setCell', section.id, itemsOfRow(section, block, row.id)).allowed
  const isPast = edit?.state === 'stored' && (record?.revision ?? 0) >= edit.revision
  const own = edit === undefined || isPast ? undefined : edit
  // In a conflict the other's answer stands; choosing again is the way to change it.
  const value =
    own === undefined || own.state === 'conflict' || own.state === 'refused' ? record?.value : own.value
  const choose = useCallback(
    (choice: string) => {
      void edits.put(
        [
          {
            block: block.id,
            row: row.id,
            column,
            value: { kind: 'choice', choice },
            before: record?.value ?? { kind: 'empty' },
            revision: record?.revision ?? 0,
          },
        ],
        'typed',
      )
    },
    [edits, block.id, row.id, column, record],
  )
  const problem =
    own?.state === 'conflict'
      ? words('block.conflict.title', { name: own.theirs.byName })
      : own?.state === 'refused'
        ? problemTexts[own.problem.code][language]
        : own?.state === 'unsent'
          ? words('block.unsent')
          : undefined
  return { chosen: value?.kind === 'choice' ? value.choice : undefined, mayChoose, choose, problem }
}

const choiceWords: Readonly<Record<string, MessageId>> = {
  ja: 'block.choice.ja',
  nej: 'block.choice.nej',
  delvis: 'block.choice.delvis',
  ej_annu: 'block.choice.ej_annu',
  annat: 'block.choice.annat',
}

interface ChoiceCellProps {
  readonly section: SectionLayout
  readonly block: Block
  readonly row: Row
  readonly column: Column
  readonly hint?: string
}

/** The question and its answers side by side. */
export function ChoiceCell({ section, block, row, column, hint }: ChoiceCellProps) {
  const words = useWords()
  const { chosen, mayChoose, choose, problem } = useChoice(section, block, row, column.id)
  const question = column.heading.join(' ')
  const wordOf = (id: string): string => {
    const word = choiceWords[id]
    return word === undefined ? id : words(word)
  }
  return (
    <div className={style['question']}>
      <p>
        <strong>{question}</strong>{' '}
        {hint === undefined ? null : <span className={style['questionHint']}>{hint}</span>}
      </p>
      {mayChoose ? (
        <Segments<string>
          name={`${question} ${row.label}`}
          chosen={chosen ?? ''}
          choices={(column.choices ?? []).map((id) => ({ id, word: wordOf(id) }))}
          onChoose={choose}
        />
      ) : (
        <p>{chosen === undefined ? words('block.status.none') : wordOf(chosen)}</p>
      )}
      {problem === undefined ? null : <p className={style['problem']}>{problem}</p>}
    </div>
  )
}
