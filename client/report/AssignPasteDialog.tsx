import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { fetchOrThrow, type ApiProblem } from '../api.ts'
import { readCells } from '../figure/readCells.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDates } from '../ui/dates.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { CheckField, TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import style from './Assign.module.css'
import { nameOfRow } from './AssignItems.tsx'
import {
  addressesIn,
  isOpen,
  pasteChanges,
  readPastedList,
  type LineChoice,
  type PastedLine,
} from './assignPaste.ts'
import { AssignPersonPicker } from './AssignPersonPicker.tsx'
import type { AssignRow } from './assignRows.ts'
import { changesBack } from './assignValues.ts'
import type { PublicPerson } from './record.ts'
import { useCommands } from './useCommands.ts'
import { useOnline, useReport, useReportConnection } from './useReport.ts'

const mostLines = 500
/** Addresses are asked for one by one. */
const mostAddresses = 100

/** A list from Excel or Word: what each line means, then all of it at once. */
export default function AssignPasteDialog({
  rows,
  onClose,
}: {
  rows: readonly AssignRow[]
  onClose: () => void
}) {
  const words = useWords()
  const problemText = useProblemText()
  const tellDone = useDone()
  const commands = useCommands()
  const { refresh } = useReportConnection()
  const isOnline = useOnline()
  const { report, people: known, today } = useReport()
  const [text, setText] = useState('')
  const [isRead, setRead] = useState(false)
  const [choices, setChoices] = useState<Readonly<Record<number, LineChoice>>>({})
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const [replaces, setReplaces] = useState(false)
  const [isSending, setSending] = useState(false)
  const [refused, setRefused] = useState<ApiProblem | null>(null)

  const { data: people } = useQuery({
    queryKey: ['people', ''],
    queryFn: ({ signal }) => fetchOrThrow<PublicPerson[]>('/api/people?q=', signal),
  })
  const cells = useMemo(
    () => (text.includes('\t') ? readCells(text) : text.split(/\r?\n/).map((line) => line.split(/\s*;\s*/))),
    [text],
  )
  const surroundings = useMemo(() => ({ places: rows, people: people ?? [], today }), [rows, people, today])
  const first = useMemo(
    () => (isRead ? readPastedList(cells, surroundings) : []),
    [isRead, cells, surroundings],
  )
  const addresses = addressesIn(first)
    .slice(0, mostAddresses)
    .map((address) => address.toLowerCase())
  const answers = useQueries({
    queries: addresses.map((address) => ({
      queryKey: ['people', address],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchOrThrow<PublicPerson[]>(`/api/people?q=${encodeURIComponent(address)}`, signal),
    })),
  })
  const byAddress = Object.fromEntries(
    answers.flatMap(({ data }, at) => {
      const [person] = data?.length === 1 ? data : []
      const address = addresses[at]
      return person === undefined || address === undefined ? [] : [[address, person.user]]
    }),
  )
  const lines = isRead ? readPastedList(cells, { ...surroundings, byAddress }) : []
  const nameOfUser = (user: string): string =>
    people?.find((person) => person.user === user)?.name ?? names[user] ?? known[user]?.name ?? user
  const changes = pasteChanges(lines, choices, (item) => report.items[item]?.people ?? [], replaces)
  const open = lines.filter((line) => isOpen(line, choices[line.line])).length

  const save = async (): Promise<void> => {
    setSending(true)
    const back = changesBack(changes, report.items)
    try {
      const answer = await commands.setItems(changes)
      setRefused(answer.ok ? null : answer.problem)
      if (!answer.ok) return
      // Newcomers are known by name only to the record.
      if (changes.some(({ people: named = [] }) => named.some((user) => known[user] === undefined)))
        await refresh()
      tellDone({
        sentence: words('assign.saved', { count: changes.length }),
        undo: () => void commands.setItems(back),
      })
      onClose()
    } finally {
      setSending(false)
    }
  }
  const choose = (line: number, choice: LineChoice): void =>
    setChoices((before) => ({ ...before, [line]: { ...before[line], ...choice } }))

  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={words('assign.pasteTitle')}
      hasInput={text !== ''}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          {isRead ? (
            <>
              <Button onPress={() => setRead(false)}>{words('assign.pasteAgain')}</Button>
              <Button
                variant="filled"
                isDisabled={changes.length === 0 || lines.length > mostLines || isSending || !isOnline}
                onPress={() => void save()}
              >
                {words('assign.pasteSubmit', { count: changes.length })}
              </Button>
            </>
          ) : (
            <Button
              variant="filled"
              isDisabled={text.trim() === '' || people === undefined}
              onPress={() => {
                setChoices({})
                setRead(true)
              }}
            >
              {words('assign.pasteNext')}
            </Button>
          )}
        </>
      }
    >
      {isRead ? (
        <div className={style['form']}>
          <p aria-live="polite">{words('assign.pasteCounts', { count: lines.length, open })}</p>
          {lines.length > mostLines ? <Strip tone="warn">{words('assign.pasteTooMany')}</Strip> : null}
          <table className={style['pasted']}>
            <caption className="hidden-words">{words('assign.pasteTable')}</caption>
            <thead>
              <tr>
                <th scope="col">{words('assign.column.item')}</th>
                <th scope="col">{words('assign.column.people')}</th>
                <th scope="col">{words('assign.column.unit')}</th>
                <th scope="col">{words('assign.column.due')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.slice(0, mostLines).map((line) => (
                <PastedRow
                  key={line.line}
                  line={line}
                  choice={choices[line.line]}
                  rows={rows}
                  nameOfUser={nameOfUser}
                  onItem={(item) => choose(line.line, { item })}
                  onPerson={({ user, name }) => {
                    setNames((before) => ({ ...before, [user]: name }))
                    const before = choices[line.line]?.people ?? []
                    choose(line.line, { people: [...before.filter((other) => other !== user), user] })
                  }}
                />
              ))}
            </tbody>
          </table>
          <CheckField label={words('assign.pasteReplace')} isSelected={replaces} onChange={setReplaces} />
          {refused === null ? null : <Strip tone="bad">{problemText(refused)}</Strip>}
          {isOnline ? null : <p className={style['hint']}>{words('plan.offline')}</p>}
        </div>
      ) : (
        <div className={style['form']}>
          <p>{words('assign.pasteLead')}</p>
          <TextField
            label={words('assign.pasteField')}
            placeholder={words('assign.pasteExample')}
            lines={9}
            value={text}
            onChange={setText}
            autoFocus
          />
        </div>
      )}
    </Dialog>
  )
}

interface PastedRowProps {
  readonly line: PastedLine
  readonly choice: LineChoice | undefined
  readonly rows: readonly AssignRow[]
  readonly nameOfUser: (user: string) => string
  readonly onItem: (item: string | null) => void
  readonly onPerson: (person: PublicPerson) => void
}

const skip = '-'

function PastedRow({ line, choice, rows, nameOfUser, onItem, onPerson }: PastedRowProps) {
  const words = useWords()
  const dates = useDates()
  const found = rows.find(({ id }) => id === line.item)
  const item = choice?.item === undefined ? line.item : choice.item
  const isSkipped = choice?.item === null
  const number = line.line + 1
  const chosen = choice?.people ?? []
  return (
    <tr className={style['row']} data-skipped={isSkipped || undefined}>
      <th scope="row">
        {found === undefined ? (
          <label className={style['pasteChoice']}>
            <span>{line.place}</span>
            <select
              aria-label={words('assign.pasteWhich', { line: number, place: line.place })}
              value={isSkipped ? skip : (item ?? '')}
              onChange={({ target }) => onItem(target.value === skip ? null : target.value)}
            >
              <option value="" disabled>
                {words('assign.pasteChoose')}
              </option>
              <option value={skip}>{words('assign.pasteSkip')}</option>
              {rows.map((row) => (
                <option key={row.id} value={row.id}>
                  {'\u00a0'.repeat(row.depth * 3) + nameOfRow(row, words)}
                </option>
              ))}
            </select>
          </label>
        ) : (
          nameOfRow(found, words)
        )}
      </th>
      <td>
        {line.people.map(nameOfUser).join(', ')}
        {line.unknown.length === 0 ? null : (
          <div className={style['pasteChoice']}>
            <span className={chosen.length === 0 ? style['missing'] : style['hint']}>
              {chosen.length === 0
                ? words('assign.pasteNobody', { names: line.unknown.join(', ') })
                : words('assign.pasteChosen', { names: chosen.map(nameOfUser).join(', ') })}
            </span>
            <AssignPersonPicker label={words('assign.pasteWho', { line: number })} onPick={onPerson} />
          </div>
        )}
      </td>
      <td className={style['unit']}>{line.unit ?? ''}</td>
      <td className={style['due']}>{line.due === undefined ? '' : dates.short(line.due)}</td>
    </tr>
  )
}
