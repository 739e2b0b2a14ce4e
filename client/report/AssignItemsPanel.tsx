import { useState } from 'react'
import { X } from 'lucide-react'
import type { ApiProblem } from '../api.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { TextField } from '../ui/Field.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { SuggestField } from '../ui/SuggestField.tsx'
import { useWords } from '../ui/words.ts'
import style from './Assign.module.css'
import { nameOfRow } from './AssignItems.tsx'
import { AssignPersonPicker } from './AssignPersonPicker.tsx'
import type { AssignRow } from './assignRows.ts'
import { bulkValues, changesBack, changesOf, nobody, type BulkEdit } from './assignValues.ts'
import type { PublicPerson } from './record.ts'
import { nameOf } from './reportStore.ts'
import { useCommands } from './useCommands.ts'
import { useOnline, usePersonColour, useReport, useReportConnection } from './useReport.ts'

/** How many of the marked are named at the top. */
const mostNamed = 5

interface AssignItemsPanelProps {
  readonly rows: readonly AssignRow[]
  /** Kept by the page, so that a closed sheet loses nothing. */
  readonly edit: BulkEdit
  readonly onEdit: (change: (edit: BulkEdit) => BulkEdit) => void
  readonly onClose: () => void
  readonly onSaved: () => void
  /** Those responsible for what is marked are to be reminded. */
  readonly onRemind: () => void
}

/** Changes all that is marked at once; what differs stays as it is until it is written over. */
export function AssignItemsPanel({
  rows,
  edit,
  onEdit: setEdit,
  onClose,
  onSaved,
  onRemind,
}: AssignItemsPanelProps) {
  const words = useWords()
  const problemText = useProblemText()
  const tellDone = useDone()
  const { assertive } = useAnnounce()
  const commands = useCommands()
  const { refresh } = useReportConnection()
  const isOnline = useOnline()
  const colourOf = usePersonColour()
  const { report, people } = useReport()
  const [isSending, setSending] = useState(false)
  const [refused, setRefused] = useState<ApiProblem | null>(null)

  const ids = rows.map(({ id }) => id)
  const now = bulkValues(ids.map((id) => report.items[id] ?? nobody))
  const changes = changesOf(ids, report.items, edit)
  const name = (user: string): string => people[user]?.name ?? edit.names?.[user] ?? nameOf(people, user)
  const chips = [
    ...now.people
      .filter(({ user }) => !edit.remove.includes(user))
      .map(({ user, on }) => ({ user, on: edit.add.includes(user) ? now.count : on })),
    ...edit.add
      .filter((user) => now.people.every((known) => known.user !== user))
      .map((user) => ({ user, on: now.count })),
  ]
  const units = [
    ...new Set([
      ...Object.values(report.items).flatMap(({ unit }) => unit ?? []),
      ...report.plan.items.flatMap(({ fields }) => fields.recipient ?? []),
      ...Object.values(people).flatMap(({ unit }) => unit ?? []),
    ]),
  ].toSorted((a, b) => a.localeCompare(b, 'sv'))

  const add = (person: PublicPerson): void => {
    setEdit(({ add: added, remove, names, ...rest }) => ({
      ...rest,
      names: { ...names, [person.user]: person.name },
      add: [...added.filter((user) => user !== person.user), person.user],
      remove: remove.filter((user) => user !== person.user),
    }))
  }
  const takeAway = (user: string): void =>
    setEdit(({ add: added, remove, ...rest }) => ({
      ...rest,
      add: added.filter((known) => known !== user),
      remove: [...remove.filter((known) => known !== user), user],
    }))

  const takeBack = async (back: Parameters<typeof commands.setItems>[0]): Promise<void> => {
    const answer = await commands.setItems(back)
    if (!answer.ok) assertive(problemText(answer.problem))
  }
  const save = async (): Promise<void> => {
    setSending(true)
    const back = changesBack(changes, report.items)
    try {
      const answer = await commands.setItems(changes)
      setRefused(answer.ok ? null : answer.problem)
      if (!answer.ok) return
      if (edit.add.some((user) => people[user] === undefined)) await refresh()
      tellDone({
        sentence: words('assign.saved', { count: changes.length }),
        undo: () => void takeBack(back),
      })
      onSaved()
    } finally {
      setSending(false)
    }
  }

  const unitValue = edit.unit ?? (now.unit.same ? now.unit.value : '')
  const dueValue = edit.due ?? (now.due.same ? now.due.value : '')
  const isUnitDifferent = edit.unit === undefined && !now.unit.same
  const isDueDifferent = edit.due === undefined && !now.due.same
  return (
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (changes.length > 0) void save()
      }}
    >
      <ul className={style['markedNames']}>
        {rows.slice(0, mostNamed).map((row) => (
          <li key={row.id}>{nameOfRow(row, words)}</li>
        ))}
        {rows.length > mostNamed ? (
          <li>{words('assign.markedMore', { count: rows.length - mostNamed })}</li>
        ) : null}
      </ul>
      <div>
        <h3 className={style['small']}>{words('assign.people')}</h3>
        <p className={style['hint']}>{words('assign.peopleHint')}</p>
        {chips.length === 0 ? null : (
          <ul className={style['chips']}>
            {chips.map(({ user, on }) => (
              <li key={user} className={style['chip']} data-some={on < now.count || undefined}>
                <Avatar name={name(user)} colour={colourOf(user)} size={22} />
                <span>
                  {name(user)}
                  {on < now.count ? (
                    <span className={style['onSome']}>
                      {' '}
                      {words('assign.onSome', { count: on, total: now.count })}
                    </span>
                  ) : null}
                </span>
                <IconButton
                  name={words('people.takeAway', { name: name(user) })}
                  small
                  onPress={() => takeAway(user)}
                >
                  <X size={16} aria-hidden="true" />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
        <AssignPersonPicker label={words('people.pick')} onPick={add} />
      </div>
      <SuggestField
        label={words('assign.unit')}
        hint={isUnitDifferent ? words('assign.unchanged') : words('assign.unitHint')}
        placeholder={isUnitDifferent ? words('assign.keepDifferent') : ''}
        value={unitValue}
        suggestions={units}
        onChange={(unit) => setEdit((known) => ({ ...known, unit }))}
      />
      <TextField
        narrow
        type="date"
        label={words('assign.due')}
        {...(isDueDifferent ? { hint: words('assign.unchanged') } : {})}
        value={dueValue}
        onChange={(due) => setEdit((known) => ({ ...known, due }))}
      />
      {dueValue === '' && !isDueDifferent ? null : (
        <div>
          <Button small variant="text" onPress={() => setEdit((known) => ({ ...known, due: '' }))}>
            {words('assign.noDate')}
          </Button>
        </div>
      )}
      {refused === null ? null : <Strip tone="bad">{problemText(refused)}</Strip>}
      {isOnline ? null : <p className={style['hint']}>{words('plan.offline')}</p>}
      <div className={style['buttons']}>
        <Button type="submit" variant="filled" isDisabled={changes.length === 0 || isSending || !isOnline}>
          {words('assign.save', { count: rows.length })}
        </Button>
        <Button onPress={onClose}>{words('common.cancel')}</Button>
      </div>
      <p className={style['hint']}>{words('assign.effect')}</p>
      <div className={style['removeMember']}>
        <Button small onPress={onRemind} isDisabled={!isOnline}>
          {words('notice.remindMarked')}
        </Button>
      </div>
    </form>
  )
}
