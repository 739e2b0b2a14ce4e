import { useEffect, useMemo, useState } from 'react'
import { sectionsOf } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { CheckField, SelectField, TextField } from '../ui/Field.tsx'
import { useWords } from '../ui/words.ts'
import type { LogSearch } from './filterLog.ts'
import { logKinds, type LogEntry } from './logEntry.ts'
import style from './audit.module.css'

interface LogFiltersProps {
  readonly log: readonly LogEntry[]
  readonly search: LogSearch
  /** An empty value takes the choice away. */
  readonly choose: (change: LogSearch) => void
}

/** How long somebody has stopped typing before the log is searched. */
const restMs = 200

export function LogFilters({ log, search, choose }: LogFiltersProps) {
  const words = useWords()
  const people = useReportPart((state) => state.people)
  const layout = useReportPart((state) => state.layout)
  const users = useMemo(
    () =>
      [
        ...new Set(
          log.flatMap(({ stored: { actor } }) =>
            actor.forUser === undefined ? [actor.user] : [actor.user, actor.forUser],
          ),
        ),
      ].toSorted((a, b) => nameOf(people, a).localeCompare(nameOf(people, b), 'sv')),
    [log, people],
  )
  const everything = { id: '', word: words('audit.all') }
  return (
    <form
      className={style['filters']}
      aria-label={words('audit.filters')}
      onSubmit={(event) => event.preventDefault()}
    >
      <SelectField
        label={words('audit.person')}
        value={search.person ?? ''}
        onChange={(person) => choose({ person: person || undefined })}
        choices={[everything, ...users.map((id) => ({ id, word: nameOf(people, id) }))]}
      />
      <SelectField
        label={words('audit.kind')}
        value={search.slag ?? ''}
        onChange={(slag) => choose({ slag: slag || undefined })}
        choices={[
          { id: '', word: words('audit.everything') },
          ...logKinds.map((id) => ({ id, word: words(`audit.kind.${id}`) })),
        ]}
      />
      <SelectField
        label={words('audit.section')}
        value={search.avsnitt ?? ''}
        onChange={(avsnitt) => choose({ avsnitt: avsnitt || undefined })}
        choices={[
          everything,
          ...sectionsOf(layout).map(({ id, number, title }) => ({ id, word: `${number} ${title}` })),
        ]}
      />
      <TextField
        label={words('audit.from')}
        type="date"
        value={search.fran ?? ''}
        onChange={(fran) => choose({ fran: fran || undefined })}
      />
      <TextField
        label={words('audit.to')}
        type="date"
        value={search.till ?? ''}
        onChange={(till) => choose({ till: till || undefined })}
      />
      <WordsField value={search.sok ?? ''} choose={choose} />
      <CheckField
        label={words('audit.showReading')}
        isSelected={search.lasning === '1'}
        onChange={(isShown) => choose({ lasning: isShown ? '1' : undefined })}
      />
    </form>
  )
}

function WordsField({
  value,
  choose,
}: {
  readonly value: string
  readonly choose: LogFiltersProps['choose']
}) {
  const words = useWords()
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  // The address changed by another way: Back, or the choice was cleared.
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed === value) return undefined
    const timer = setTimeout(() => choose({ sok: typed || undefined }), restMs)
    return () => clearTimeout(timer)
  }, [typed, value, choose])
  return <TextField label={words('audit.text')} type="search" value={typed} onChange={setTyped} />
}
