import { useState } from 'react'
import { Pencil } from 'lucide-react'
import type { PlanItem } from '../../shared/plan/plan.ts'
import { useWords } from '../ui/words.ts'
import style from './plan.module.css'
import { TextChange } from './TextChange.tsx'

const markIds = { added: 'plan.addedIn', changed: 'plan.changedIn', removed: 'plan.removedIn' } as const

/** "Ändrad i plan 2023-06-15 § 58": the latest later decision; the old and the new text on a click. */
export function ChangeMark({ item }: { item: PlanItem }) {
  const words = useWords()
  const [isOpen, open] = useState(false)
  const change = item.changes.at(-1)
  if (change === undefined) return null
  const { date, reference } = change.decision
  const mark = (
    <>
      <Pencil size={14} aria-hidden="true" />
      {words(markIds[change.kind], { date, reference })}
    </>
  )
  // A later decision can have moved it alone; the text is then older than the mark.
  const before = item.changes.findLast(
    ({ before: was }) => was !== undefined && was.text !== item.fields.text,
  )?.before?.text
  if (before === undefined) return <p className={style['mark']}>{mark}</p>
  return (
    <div className={style['markOf']}>
      <button type="button" className={style['mark']} aria-expanded={isOpen} onClick={() => open(!isOpen)}>
        {mark}
      </button>
      {isOpen ? <TextChange before={before} after={item.fields.text} /> : null}
    </div>
  )
}
