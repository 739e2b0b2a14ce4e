import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { systemRoles, type SystemRole } from '../../shared/people/role.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { CheckField, TextField } from '../ui/Field.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { SuggestField } from '../ui/SuggestField.tsx'
import { useWords } from '../ui/words.ts'
import { addPerson, changePerson, refetchPeople, type Account } from './accounts.ts'
import { generatePassword } from './generatePassword.ts'
import { NewPasswordFields, type NewPassword } from './NewPasswordFields.tsx'
import {
  changeOf,
  draftOf,
  emptyPerson,
  faultsOf,
  faultsOfProblem,
  personOf,
  type PersonDraft,
  type PersonFaults,
} from './personDraft.ts'
import { suggestUser } from './suggestUser.ts'
import style from './people.module.css'

interface PersonDialogProps {
  /** Whom to change; undefined adds somebody. */
  readonly account: Account | undefined
  /** Units that others have, to choose from. */
  readonly units: readonly string[]
  readonly onClose: () => void
  /** A password was made, and has to be shown. */
  readonly onGenerated: (person: { name: string; user: string; password: string }) => void
}

/** Adds a person, or changes what is known of one. */
export function PersonDialog({ account, units, onClose, onGenerated }: PersonDialogProps) {
  const words = useWords()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { assertive } = useAnnounce()
  const done = useDone()
  const form = useId()
  const [draft, setDraft] = useState<PersonDraft>(account === undefined ? emptyPerson : draftOf(account))
  const [password, setPassword] = useState<NewPassword>({ isGenerated: true, typed: '' })
  const [faults, setFaults] = useState<PersonFaults>({})
  const [error, setError] = useState<string>()
  const [isChanged, setChanged] = useState(false)
  const [isSending, setSending] = useState(false)
  const isNew = account === undefined
  const fields = useRef<HTMLFormElement>(null)
  const [refusals, setRefusals] = useState(0)
  // Once for every refusal, and not while it is mended.
  useEffect(() => {
    if (refusals > 0) fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])

  /** What is typed anew is not yet wrong. */
  const forget = (...fields: string[]): void =>
    setFaults((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !fields.includes(field))),
    )
  const change = (part: Partial<PersonDraft>): void => {
    setChanged(true)
    setDraft((before) => ({ ...before, ...part }))
    forget(...Object.keys(part))
  }
  const rename = (name: string): void => {
    // The suggestion follows the name until another one is typed.
    const follows = isNew && draft.user === suggestUser(draft.name)
    change(follows ? { name, user: suggestUser(name) } : { name })
  }
  const fault = (field: keyof PersonFaults): string | undefined => {
    const sentence = faults[field]
    return sentence === undefined ? undefined : words(sentence)
  }
  const refuse = (found: PersonFaults): boolean => {
    const [first] = Object.values(found)
    setFaults(found)
    if (first === undefined) return false
    setRefusals((count) => count + 1)
    assertive(words(first))
    return true
  }

  const send = async (): Promise<void> => {
    const secret = password.isGenerated ? generatePassword() : password.typed
    if (refuse(faultsOf(draft, isNew ? secret : undefined))) return
    setSending(true)
    setError(undefined)
    try {
      const answer =
        account === undefined
          ? await addPerson({ ...personOf(draft), password: secret })
          : await changePerson(account.user, changeOf(draft))
      if (!answer.ok) {
        if (refuse(faultsOfProblem(answer.problem))) return
        setError(problemText(answer.problem))
        assertive(problemText(answer.problem))
        return
      }
      await refetchPeople(queries)
      const { name, user } = answer.value
      if (isNew && password.isGenerated) onGenerated({ name, user, password: secret })
      else {
        done({ sentence: words(isNew ? 'people.added' : 'people.changed', { name }) })
        onClose()
      }
    } finally {
      setSending(false)
    }
  }

  const toggle = (role: SystemRole, isHeld: boolean): void =>
    change({ system: systemRoles.filter((each) => (each === role ? isHeld : draft.system.includes(each))) })

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isNew ? words('people.addTitle') : words('people.changeTitle', { name: account.name })}
      hasInput={isChanged}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <Button variant="filled" type="submit" form={form} isDisabled={isSending}>
            {words(isNew ? 'common.add' : 'common.save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        ref={fields}
        className={style['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <TextField
          label={words('people.name')}
          value={draft.name}
          onChange={rename}
          error={fault('name')}
          maxLength={120}
          autoComplete="off"
          autoFocus
        />
        {isNew ? (
          <TextField
            label={words('people.user')}
            hint={words('people.userHint')}
            value={draft.user}
            onChange={(user) => change({ user })}
            error={fault('user')}
            maxLength={64}
            autoComplete="off"
          />
        ) : (
          <p className={style['quiet']}>{words('people.userIs', { user: account.user })}</p>
        )}
        <div className={style['pair']}>
          <TextField
            label={words('people.title')}
            hint={words('people.titleHint')}
            value={draft.title}
            onChange={(title) => change({ title })}
            error={fault('title')}
            maxLength={120}
            autoComplete="off"
          />
          <SuggestField
            label={words('people.unit')}
            hint={words('people.unitHint')}
            value={draft.unit}
            onChange={(unit) => change({ unit })}
            suggestions={units}
            maxLength={120}
          />
        </div>
        <TextField
          label={words('people.email')}
          optional
          type="email"
          value={draft.email}
          onChange={(email) => change({ email })}
          error={fault('email')}
          maxLength={254}
          autoComplete="off"
        />
        <fieldset className={style['roles']}>
          <legend>{words('people.system')}</legend>
          {systemRoles.map((role) => (
            <CheckField
              key={role}
              label={words(`role.${role}`)}
              hint={words(`people.about.${role}`)}
              isSelected={draft.system.includes(role)}
              onChange={(isHeld) => toggle(role, isHeld)}
            />
          ))}
          <p className={style['quiet']}>{words('people.rolesElsewhere')}</p>
        </fieldset>
        {isNew ? (
          <fieldset className={style['roles']}>
            <legend>{words('password.first')}</legend>
            <NewPasswordFields
              password={password}
              onChange={(next) => {
                setChanged(true)
                setPassword(next)
                forget('password')
              }}
              error={fault('password')}
            />
          </fieldset>
        ) : null}
      </form>
      {error === undefined ? null : <Strip tone="bad">{error}</Strip>}
    </Dialog>
  )
}
