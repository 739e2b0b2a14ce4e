import { useState } from 'react'
import { X } from 'lucide-react'
import type { ApiProblem } from '../api.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import style from './Assign.module.css'
import { deputyProblems, deputyState, inOrder, noDeputy, type DeputyDraft } from './assignDeputy.ts'
import { AssignPersonPicker } from './AssignPersonPicker.tsx'
import type { Deputy } from './commands.ts'
import { nameOf } from './reportStore.ts'
import { useCommands } from './useCommands.ts'
import { useOnline, usePersonColour, useReport, useReportConnection } from './useReport.ts'

/** Who stands in for a godkännare, from which day to which. */
export function AssignDeputies({ mayEdit }: { mayEdit: boolean }) {
  const words = useWords()
  const problemText = useProblemText()
  const tellDone = useDone()
  const { assertive } = useAnnounce()
  const commands = useCommands()
  const isOnline = useOnline()
  const { report, people, today } = useReport()
  const [refused, setRefused] = useState<ApiProblem | null>(null)

  const set = async (deputies: readonly Deputy[]): Promise<boolean> => {
    const answer = await commands.setDeputies(deputies)
    setRefused(answer.ok ? null : answer.problem)
    if (!answer.ok) assertive(problemText(answer.problem))
    return answer.ok
  }
  const remove = async (gone: Deputy): Promise<void> => {
    const before = report.deputies
    const names = { name: nameOf(people, gone.user), for: nameOf(people, gone.for) }
    if (await set(before.filter((deputy) => deputy !== gone)))
      tellDone({ sentence: words('deputies.removed', names), undo: () => void set(before) })
  }

  const shown = inOrder(report.deputies, today)
  return (
    <>
      {refused === null ? null : <Strip tone="bad">{problemText(refused)}</Strip>}
      {shown.length === 0 ? (
        <EmptyState>{words('deputies.none')}</EmptyState>
      ) : (
        <DeputyTable
          deputies={shown}
          today={today}
          {...(mayEdit && isOnline ? { onRemove: (deputy: Deputy) => void remove(deputy) } : {})}
        />
      )}
      {mayEdit ? <AddDeputy onAdd={(deputy) => set([...report.deputies, deputy])} /> : null}
    </>
  )
}

interface DeputyTableProps {
  readonly deputies: readonly Deputy[]
  readonly today: string
  readonly onRemove?: (deputy: Deputy) => void
}

function DeputyTable({ deputies, today, onRemove }: DeputyTableProps) {
  const words = useWords()
  const isPhone = useWidth() === 'phone'
  const dates = useDates(today)
  const colourOf = usePersonColour()
  const { people } = useReport()
  return (
    <table className={style['list']}>
      <caption className="hidden-words">{words('deputies.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{words('deputies.who')}</th>
          {isPhone ? null : (
            <>
              <th scope="col">{words('deputies.for')}</th>
              <th scope="col">{words('deputies.from')}</th>
              <th scope="col">{words('deputies.to')}</th>
              <th scope="col">{words('deputies.reason')}</th>
            </>
          )}
          <th scope="col">{words('deputies.state')}</th>
          {onRemove === undefined ? null : (
            <th scope="col">
              <span className="hidden-words">{words('common.remove')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {deputies.map((deputy) => {
          const { for: whom, user, from, to, reason } = deputy
          const state = deputyState(deputy, today)
          const name = nameOf(people, user)
          return (
            <tr
              key={`${whom} ${user} ${from} ${to} ${reason}`}
              className={style['row']}
              data-past={state === 'past' || undefined}
            >
              <th scope="row">
                <span className={style['member']}>
                  <Avatar name={name} colour={colourOf(user)} size={28} />
                  <span>
                    <span className={style['memberName']}>{name}</span>
                    <span className={style['about']}>
                      {isPhone
                        ? `${words('deputies.for')} ${nameOf(people, whom)}, ${dates.short(from)} – ${dates.short(to)}. ${reason}`
                        : (people[user]?.title ?? '')}
                    </span>
                  </span>
                </span>
              </th>
              {isPhone ? null : (
                <>
                  <td>{nameOf(people, whom)}</td>
                  <td className={style['date']}>{dates.short(from)}</td>
                  <td className={style['date']}>{dates.short(to)}</td>
                  <td className={style['unit']}>{reason}</td>
                </>
              )}
              <td className={style['deputyState']} data-state={state}>
                {words(`deputies.${state}`, { date: dates.short(from) })}
              </td>
              {onRemove === undefined ? null : (
                <td>
                  <IconButton
                    name={words('deputies.remove', { name, for: nameOf(people, whom) })}
                    small
                    onPress={() => onRemove(deputy)}
                  >
                    <X size={18} aria-hidden="true" />
                  </IconButton>
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function AddDeputy({ onAdd }: { onAdd: (deputy: Deputy) => Promise<boolean> }) {
  const words = useWords()
  const tellDone = useDone()
  const { assertive } = useAnnounce()
  const { refresh } = useReportConnection()
  const isOnline = useOnline()
  const { report, people, today } = useReport()
  const approvers = Object.values(report.members).filter(({ grants }) =>
    grants.some(({ role }) => role === 'godkannare'),
  )
  const [only] = approvers.length === 1 ? approvers : []
  const [draft, setDraft] = useState<DeputyDraft>(noDeputy)
  const [chosen, setChosen] = useState<string>()
  const [isTried, setTried] = useState(false)
  const [isSending, setSending] = useState(false)
  const made = { ...draft, for: draft.for === '' ? (only?.user ?? '') : draft.for }
  const problems = deputyProblems(made, today)
  const problem = (field: keyof DeputyDraft): { error?: string } => {
    const found = problems[field]
    return isTried && found !== undefined ? { error: words(`deputies.missing.${found}`) } : {}
  }
  const change = (part: Partial<DeputyDraft>): void => setDraft((known) => ({ ...known, ...part }))

  const save = async (): Promise<void> => {
    setTried(true)
    const [first] = Object.values(problems)
    if (first !== undefined) {
      assertive(words(`deputies.missing.${first}`))
      return
    }
    setSending(true)
    try {
      if (!(await onAdd({ ...made, reason: made.reason.trim() }))) return
      // Whoever has had no part in the report is known by name only to the record.
      if (people[made.user] === undefined) await refresh()
      tellDone({
        sentence: words('deputies.added', { name: chosen ?? made.user, for: nameOf(people, made.for) }),
      })
      setDraft(noDeputy)
      setChosen(undefined)
      setTried(false)
    } finally {
      setSending(false)
    }
  }

  if (approvers.length === 0) return <p className={style['hint']}>{words('deputies.noApprover')}</p>
  return (
    <form
      className={style['addDeputy']}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h2 className={style['small']}>{words('deputies.add')}</h2>
      <div className={style['deputyFields']}>
        <SelectField
          label={words('deputies.for')}
          value={made.for}
          onChange={(whom) => change({ for: whom })}
          choices={[
            ...(only === undefined ? [{ id: '', word: words('deputies.choose') }] : []),
            ...approvers.map(({ user }) => ({ id: user, word: nameOf(people, user) })),
          ]}
          {...problem('for')}
        />
        <div>
          <AssignPersonPicker
            label={words('deputies.who')}
            onPick={({ user, name }) => {
              change({ user })
              setChosen(name)
            }}
          />
          {chosen === undefined ? null : (
            <p className={style['hint']}>{words('deputies.chosen', { name: chosen })}</p>
          )}
          {problem('user').error === undefined ? null : (
            <p className={style['error']}>{problem('user').error}</p>
          )}
        </div>
        <TextField
          type="date"
          label={words('deputies.from')}
          value={draft.from}
          onChange={(from) => change({ from })}
          {...problem('from')}
        />
        <TextField
          type="date"
          label={words('deputies.to')}
          value={draft.to}
          onChange={(to) => change({ to })}
          {...problem('to')}
        />
        <TextField
          label={words('deputies.reason')}
          placeholder={words('deputies.reasonHint')}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
          maxLength={400}
          {...problem('reason')}
        />
      </div>
      <div className={style['buttons']}>
        <Button type="submit" variant="filled" isDisabled={isSending || !isOnline}>
          {words('deputies.add')}
        </Button>
      </div>
    </form>
  )
}
