import { useEffect, useMemo, useState } from 'react'
import { itemRecordOf } from '../../shared/section/itemRecord.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { assignRows } from '../report/assignRows.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'
import style from './SendBackItems.module.css'

interface SendBackItemsProps {
  readonly section: SectionLayout
  /** Undefined where there is nothing to choose between: then all that was handed in goes back. */
  readonly onChange: (items: readonly string[] | undefined) => void
}

/** With a section that is sent back: which of its items go back to their people. All of them, unless somebody unmarks some. */
export function SendBackItems({ section, onChange }: SendBackItemsProps) {
  const words = useWords()
  const report = useReportPart((state) => state.report)
  const layout = useReportPart((state) => state.layout)
  const people = useReportPart((state) => state.people)
  const handedIn = useMemo(() => {
    const rows = assignRows(layout, report.plan.items)
    const own = rows.filter(({ id, parent }) => id === section.id || isUnder(section.id, parent, rows))
    return own.flatMap((row) => {
      const { state, people: users, handedIn: by } = itemRecordOf(report, row.id)
      return state === 'inlamnad' ? [{ ...row, users: users.length > 0 ? users : [by?.by ?? ''] }] : []
    })
  }, [layout, report, section])
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const back = handedIn.map(({ id }) => id).filter((id) => !kept.has(id))
  const answer = handedIn.length < 2 || kept.size === 0 ? undefined : back
  const asked = answer?.join(' ')
  useEffect(
    () => onChange(asked === undefined ? undefined : asked === '' ? [] : asked.split(' ')),
    [asked, onChange],
  )
  if (handedIn.length < 2) return null
  return (
    <fieldset className={style['items']}>
      <legend>{words('approval.itemsBack')}</legend>
      {handedIn.map(({ id, title, users }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={!kept.has(id)}
            onChange={({ target }) =>
              setKept((known) =>
                target.checked
                  ? new Set([...known].filter((other) => other !== id))
                  : new Set([...known, id]),
              )
            }
          />
          <span>
            {title === '' ? section.title : title}
            <small>{users.map((user) => nameOf(people, user)).join(', ')}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** Rows of a table stand under the table, which stands under its section. */
const isUnder = (
  section: string,
  parent: string | null,
  rows: readonly { readonly id: string; readonly parent: string | null }[],
): boolean => parent === section || rows.some(({ id, parent: over }) => id === parent && over === section)
