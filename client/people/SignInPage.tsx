import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ChevronRight } from 'lucide-react'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { TextField } from '../ui/Field.tsx'
import { useLanguage } from '../ui/Language.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { Logo } from '../ui/Logo.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { usePageTitle } from '../ui/usePageTitle.ts'
import { useWords } from '../ui/words.ts'
import { offerQuery, signIn, type DemoPerson } from './session.ts'
import { SignInPicture } from './SignInPicture.tsx'
import style from './SignInPage.module.css'

/** People at once on the page; the rest after one press. */
const firstShown = 6

export default function SignInPage() {
  const words = useWords()
  const dates = useDates()
  const { language, choose } = useLanguage()
  const search = useSearch({ from: '/logga-in' })
  const offer = useQuery(offerQuery)
  usePageTitle(words('signIn.title'))

  return (
    <div className={style['page']}>
      <header className={style['claim']}>
        <p className={style['brand']}>
          <Logo size={36} />
          {words('common.product')}
        </p>
        <p className={style['display']}>{words('signIn.claim')}</p>
        <p className={style['more']}>{words('signIn.claimMore')}</p>
        <SignInPicture />
      </header>
      <main id="text" className={style['sign']} data-region tabIndex={-1}>
        <p className={style['smallBrand']}>
          <Logo />
          {words('common.product')}
        </p>
        <h1 className={style['title']}>{words('signIn.title')}</h1>
        {search.slut === undefined ? null : (
          <Strip tone="info">{words('signIn.timedOut', { time: dates.time(search.slut) })}</Strip>
        )}
        {offer.data === undefined ? (
          offer.isError ? (
            <Strip
              tone="warn"
              actions={
                <Button small onPress={() => void offer.refetch()}>
                  {words('common.tryAgain')}
                </Button>
              }
            >
              {words('signIn.unreachable')}
            </Strip>
          ) : null
        ) : offer.data.auth === 'demo' ? (
          <DemoPeople people={offer.data.people ?? []} to={search.till} />
        ) : (
          <LocalForm to={search.till} />
        )}
        <p className={style['foot']}>
          <Button
            variant="text"
            small
            onPress={() => choose(language === 'sv' ? 'en' : 'sv')}
            // The button's word is in the other language on purpose.
            {...{ lang: language === 'sv' ? 'en' : 'sv' }}
          >
            {words('signIn.otherLanguage')}
          </Button>
        </p>
      </main>
    </div>
  )
}

/** Signs in, forgets what belonged to somebody else, and goes to the page that was asked for. */
function useEnter(to: string | undefined) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return async (who: { user: string; password?: string }) => {
    const answer = await signIn(who)
    if (!answer.ok) return answer.problem
    queries.clear()
    // Only a page of our own: an address from elsewhere would lead out of the house.
    await navigate({
      to: to?.startsWith('/') === true && !to.startsWith('//') && !to.startsWith('/\\') ? to : '/mitt',
    })
    return null
  }
}

function DemoPeople({ people, to }: { people: readonly DemoPerson[]; to: string | undefined }) {
  const words = useWords()
  const enter = useEnter(to)
  const problemText = useProblemText()
  const { assertive } = useAnnounce()
  const [showsAll, showAll] = useState(false)
  const [error, setError] = useState<string>()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])

  const choose = async (user: string): Promise<void> => {
    const problem = await enter({ user })
    if (problem === null) return
    setError(problemText(problem))
    assertive(problemText(problem))
  }

  return (
    <>
      <p className={style['lead']}>{words('signIn.demo')}</p>
      {error === undefined ? null : <Strip tone="bad">{error}</Strip>}
      <ul className={style['people']}>
        {(showsAll ? people : people.slice(0, firstShown)).map((person, at) => {
          const role = roleWord(person, words)
          return (
            <li key={person.user}>
              <button
                type="button"
                ref={at === 0 ? first : undefined}
                className={style['person']}
                aria-label={words('signIn.personName', {
                  name: person.name,
                  role: role.toLocaleLowerCase('sv'),
                })}
                onClick={() => void choose(person.user)}
              >
                <Avatar name={person.name} colour={at + 1} size={42} />
                <span className={style['who']}>
                  <span>
                    <b>{person.name}</b> <span className={style['role']}>{role}</span>
                  </span>
                  <span className={style['about']}>{aboutOf(person, role)}</span>
                </span>
                <ChevronRight size={18} aria-hidden="true" className={style['go']} />
              </button>
            </li>
          )
        })}
      </ul>
      {showsAll || people.length <= firstShown ? null : (
        <p>
          <button type="button" className={style['all']} onClick={() => showAll(true)}>
            {words('signIn.showAll', { count: people.length })}
          </button>
        </p>
      )}
    </>
  )
}

function roleWord({ roles, title }: DemoPerson, words: ReturnType<typeof useWords>): string {
  const [role] = roles
  // An approver is shown by the own title, since that is what the approval will say.
  if (role === undefined || role === 'godkannare') return capitalised(title)
  return words(`role.${role}`)
}

const aboutOf = ({ title, about }: DemoPerson, role: string): string =>
  [title === '' || capitalised(title) === role ? '' : `${capitalised(title)}.`, about ?? '']
    .filter((part) => part !== '')
    .join(' ')

const capitalised = (text: string): string => text.slice(0, 1).toLocaleUpperCase('sv') + text.slice(1)

function LocalForm({ to }: { to: string | undefined }) {
  const words = useWords()
  const enter = useEnter(to)
  const problemText = useProblemText()
  const { assertive } = useAnnounce()
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string>()
  const [hasCapsLock, setCapsLock] = useState(false)

  const submit = async (): Promise<void> => {
    const isMissing = user.trim() === '' || password === ''
    const problem = isMissing ? null : await enter({ user: user.trim().toLowerCase(), password })
    if (!isMissing && problem === null) return
    // One sentence for both, so that nobody learns which names exist.
    const sentence =
      problem === null
        ? words('signIn.missing')
        : problem.code === 'wrong-credentials'
          ? words('signIn.wrong')
          : problemText(problem)
    setError(sentence)
    assertive(sentence)
  }

  return (
    // Only looks at the state of a key; what is typed goes to the fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
    >
      <p className={style['lead']}>{words('signIn.local')}</p>
      <TextField
        label={words('signIn.user')}
        value={user}
        onChange={setUser}
        autoComplete="username"
        autoFocus
      />
      <TextField
        label={words('signIn.password')}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        error={error}
        {...(hasCapsLock ? { hint: words('signIn.capsLock') } : {})}
      />
      <div>
        <Button variant="filled" type="submit">
          {words('signIn.submit')}
        </Button>
      </div>
    </form>
  )
}
