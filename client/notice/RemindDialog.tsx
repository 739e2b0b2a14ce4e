import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RefusedError } from '../api.ts'
import type { Reminders, ReminderTo } from '../report/commands.ts'
import { useCommands } from '../report/useCommands.ts'
import { useOnline } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { CheckField } from '../ui/Field.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import style from './notice.module.css'

interface RemindDialogProps {
  readonly items: readonly string[]
  /** Chosen by hand, not all of the report. */
  readonly areMarked?: boolean
  readonly onClose: () => void
}

/** Who is reminded and how before anything is sent; addresses and a text to copy for those whom no mail reaches. */
export default function RemindDialog({ items, areMarked = false, onClose }: RemindDialogProps) {
  const words = useWords()
  const problemText = useProblemText()
  const tellDone = useDone()
  const commands = useCommands()
  const isOnline = useOnline()
  const [again, setAgain] = useState(false)
  const [isSending, setSending] = useState(false)
  const [done, setDone] = useState<Reminders | null>(null)
  const [refused, setRefused] = useState<string>()
  const preview = useQuery({
    queryKey: ['remind', items, again],
    queryFn: async () => {
      const answer = await commands.remind(items, { again, preview: true })
      if (answer.ok) return answer.value
      throw new RefusedError(answer.problem)
    },
    placeholderData: (before) => before,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })

  const send = async (): Promise<void> => {
    setSending(true)
    try {
      const answer = await commands.remind(items, { again })
      if (!answer.ok) {
        setRefused(problemText(answer.problem))
        return
      }
      const { sent, notSent } = answer.value
      const isAllMailed = notSent.every(({ because }) => because === 'alreadyToday')
      tellDone({
        sentence: isAllMailed
          ? words('notice.reminded', { count: sent.length })
          : words('notice.remindedSome', { sent: sent.length, count: notSent.length }),
      })
      // What did not go out stays to be copied.
      if (isAllMailed) onClose()
      else setDone(answer.value)
    } finally {
      setSending(false)
    }
  }

  const { data, error } = preview
  const shown = done ?? data
  const reachable = shown?.notSent.filter(({ because }) => because !== 'alreadyToday') ?? []
  const count = (shown?.sent.length ?? 0) + reachable.length
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={words('notice.remindTitle')}
      foot={
        done !== null || count === 0 ? (
          <Button onPress={onClose}>{words('common.close')}</Button>
        ) : (
          <>
            <Button onPress={onClose}>{words('common.cancel')}</Button>
            <Button variant="filled" isDisabled={isSending || !isOnline} onPress={() => void send()}>
              {shown === undefined || shown.sent.length === 0
                ? words('notice.remindInPage', { count })
                : words('notice.remindSend', { count: shown.sent.length })}
            </Button>
          </>
        )
      }
    >
      {refused === undefined ? null : <Strip tone="bad">{refused}</Strip>}
      {shown === undefined ? (
        error instanceof RefusedError ? (
          <Strip tone="bad">{problemText(error.problem)}</Strip>
        ) : (
          <Waiting />
        )
      ) : (
        <div className={style['remind']}>
          <Receivers reminders={shown} isDone={done !== null} areMarked={areMarked} />
          {done === null && (again || shown.notSent.some(({ because }) => because === 'alreadyToday')) ? (
            <CheckField label={words('notice.remindAgain')} isSelected={again} onChange={setAgain} />
          ) : null}
          {reachable.length === 0 ? null : <ToCopy people={reachable} reminders={shown} />}
          {isOnline ? null : <p className={style['quiet']}>{words('contact.none')}</p>}
        </div>
      )}
    </Dialog>
  )
}

interface ReceiversProps {
  readonly reminders: Reminders
  readonly isDone: boolean
  readonly areMarked: boolean
}

function Receivers({ reminders: { sent, notSent }, isDone, areMarked }: ReceiversProps) {
  const words = useWords()
  if (sent.length + notSent.length === 0)
    return <p>{words(areMarked ? 'notice.remindNobodyMarked' : 'notice.remindNobody')}</p>
  return (
    <>
      {sent.length === 0 ? null : (
        <section>
          {isDone ? null : <p>{words('notice.remindLead', { count: sent.length })}</p>}
          <h3>{words('notice.remindWillMail')}</h3>
          <ul className={style['who']}>
            {sent.map((person) => (
              <Who key={person.user} person={person} />
            ))}
          </ul>
        </section>
      )}
      {notSent.length === 0 ? null : (
        <section>
          <h3>{words(sent.length === 0 ? 'notice.remindMissing' : 'notice.remindWontMail')}</h3>
          <ul className={style['who']}>
            {notSent.map((person) => (
              <Who
                key={person.user}
                person={person}
                // Where nothing is mailed at all, that is said once.
                {...(person.because === 'noMail'
                  ? {}
                  : { because: words(`notice.because.${person.because}`) })}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Who({ person: { name, email, items }, because }: { person: ReminderTo; because?: string }) {
  const words = useWords()
  const facts = [words('notice.items', { count: items }), email, because]
  return (
    <li>
      {name}{' '}
      <span className={style['whoFacts']}>{facts.filter((fact) => fact !== undefined).join(', ')}</span>
    </li>
  )
}

interface ToCopyProps {
  readonly people: Reminders['notSent']
  readonly reminders: Reminders
}

function ToCopy({ people, reminders: { sent, text } }: ToCopyProps) {
  const words = useWords()
  const { polite } = useAnnounce()
  const [copied, setCopied] = useState<'yes' | 'refused'>()
  const addresses = people.flatMap(({ email }) => email ?? [])
  const copy = async (what: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(what)
      setCopied('yes')
      polite(words('notice.copied'))
    } catch {
      // Without https, or where the browser refuses: what is shown can be marked and copied by hand.
      setCopied('refused')
      polite(words('notice.copyRefused'))
    }
  }
  return (
    <section>
      <h3>{words('notice.remindText')}</h3>
      <p className={style['quiet']}>
        {words(sent.length === 0 ? 'notice.remindTextOwn' : 'notice.remindTextMail')}
      </p>
      <div className={style['copyRow']}>
        {addresses.length === 0 ? null : (
          <Button small onPress={() => void copy(addresses.join('; '))}>
            {words('notice.copyAddresses')}
          </Button>
        )}
        <Button small onPress={() => void copy(`${text.subject}\n\n${text.body}`)}>
          {words('notice.copyText')}
        </Button>
        {copied === undefined ? null : (
          <span className={style['quiet']}>
            {words(copied === 'yes' ? 'notice.copied' : 'notice.copyRefused')}
          </span>
        )}
      </div>
      <div className={style['text']}>
        <b>
          {words('notice.remindSubject')}: {text.subject}
        </b>
        <span>{text.body}</span>
      </div>
    </section>
  )
}
