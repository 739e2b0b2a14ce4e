import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Ellipsis } from 'lucide-react'
import { RefusedError } from '../api.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button, look } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { TextField } from '../ui/Field.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { PageHead } from '../ui/PageHead.tsx'
import head from '../ui/PageHead.module.css'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { usePageTitle } from '../ui/usePageTitle.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { accountsQuery, changePerson, refetchPeople, type Account } from './accounts.ts'
import { CloseAccountDialog } from './CloseAccountDialog.tsx'
import { HandOver } from './HandOver.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { ResetPasswordDialog } from './ResetPasswordDialog.tsx'
import { useMe, type Me } from './session.ts'
import style from './people.module.css'

/** The dialog that is open. */
type Open =
  | { readonly dialog: 'add' }
  | { readonly dialog: 'change' | 'password' | 'close'; readonly account: Account }
  | { readonly dialog: 'handOver'; readonly name: string; readonly user: string; readonly password: string }

/** The people of the installation: for administrators. */
export default function PeoplePage() {
  const words = useWords()
  const me = useMe()
  usePageTitle(words('people.heading'))
  return (
    <>
      <PageHead />
      <main id="text" className={head['page']} data-region tabIndex={-1}>
        {me === undefined ? null : me.system.includes('administrator') ? (
          <People me={me} />
        ) : (
          <>
            <h1>{words('people.heading')}</h1>
            <EmptyState
              actions={
                <Link to="/mitt" {...look('outlined')}>
                  {words('error.toMine')}
                </Link>
              }
            >
              {words('people.administratorsOnly')}
            </EmptyState>
          </>
        )}
      </main>
    </>
  )
}

function People({ me }: { me: Me }) {
  const words = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { assertive } = useAnnounce()
  const done = useDone()
  const { sok = '' } = useSearch({ from: '/signed-in/personer' })
  const answer = useQuery(accountsQuery)
  const [open, setOpen] = useState<Open>()
  const [error, setError] = useState<string>()
  const [focused, setFocused] = useState<string>()

  const all = answer.data ?? []
  const isFixed = me.auth === 'demo'
  const wanted = sok.toLocaleLowerCase('sv').split(/\s+/).filter(Boolean)
  const shown = all.filter((account) => {
    const text = textOf(account)
    return wanted.every((word) => text.includes(word))
  })
  const here = shown.filter(({ active }) => active)
  const closed = shown.filter(({ active }) => !active)
  const close = (): void => setOpen(undefined)
  const rowsAt = answer.dataUpdatedAt
  const closeAt = (user: string): void => {
    close()
    setFocused(user)
  }
  // What the dialog was opened from is gone: the one before it, or a row that moves when the list is fetched anew.
  useEffect(() => {
    const isFree = rowsAt !== 0 && open === undefined && document.activeElement === document.body
    if (isFree && focused !== undefined) document.getElementById(menuId(focused))?.focus()
  }, [open, focused, rowsAt])

  if (answer.error instanceof RefusedError && answer.data === undefined) throw answer.error

  const reopen = async ({ user, name }: Account): Promise<void> => {
    const changed = await changePerson(user, { active: true })
    if (!changed.ok) {
      setError(problemText(changed.problem))
      assertive(problemText(changed.problem))
      return
    }
    setError(undefined)
    await refetchPeople(queries)
    done({ sentence: words('people.reopened', { name }) })
    closeAt(user)
  }
  const entriesOf = (account: Account): readonly MenuEntry[] =>
    account.active
      ? [
          {
            id: 'change',
            word: words('people.change'),
            onAction: () => setOpen({ dialog: 'change', account }),
          },
          // My own I change with the old one, in my own menu.
          ...(account.user === me.user
            ? []
            : [
                {
                  id: 'password',
                  word: words('password.reset'),
                  onAction: () => setOpen({ dialog: 'password', account }),
                },
              ]),
          {
            id: 'close',
            word: words('people.close'),
            danger: true,
            onAction: () => setOpen({ dialog: 'close', account }),
          },
        ]
      : [{ id: 'reopen', word: words('people.reopen'), onAction: () => void reopen(account) }]

  const rows = (accounts: readonly Account[]) => (
    <ul>
      {accounts.map((account) => (
        <Row
          key={account.user}
          account={account}
          isMe={account.user === me.user}
          entries={isFixed ? [] : entriesOf(account)}
          noPassword={!isFixed && account.active && !account.hasPassword}
        />
      ))}
    </ul>
  )

  return (
    <>
      <div className={`${head['titleRow'] ?? ''} ${style['titleRow'] ?? ''}`}>
        <div>
          <h1>{words('people.heading')}</h1>
          <p className={style['lead']}>{words('people.lead')}</p>
        </div>
        {isFixed ? null : (
          <Button variant="filled" onPress={() => setOpen({ dialog: 'add' })}>
            {words('people.add')}
          </Button>
        )}
      </div>
      {isFixed ? (
        <div className={style['strip']}>
          <Strip tone="info">{words('people.demo')}</Strip>
        </div>
      ) : null}
      {error === undefined ? null : (
        <div className={style['strip']}>
          <Strip tone="bad">{error}</Strip>
        </div>
      )}
      {all.length > 1 ? (
        <div className={style['search']}>
          <TextField
            label={words('people.search')}
            type="search"
            value={sok}
            onChange={(typed) =>
              void navigate({ to: '/personer', search: typed === '' ? {} : { sok: typed }, replace: true })
            }
          />
        </div>
      ) : null}
      {answer.data === undefined ? <Waiting /> : rows(here)}
      {answer.data !== undefined && shown.length === 0 ? (
        <EmptyState>{words('people.searchNone', { words: sok.trim() })}</EmptyState>
      ) : null}
      {all.length === 1 && !isFixed ? <EmptyState>{words('people.onlyYou')}</EmptyState> : null}
      {closed.length === 0 ? null : (
        <>
          <h2 className={style['closedTitle']}>{words('people.closedTitle', { count: closed.length })}</h2>
          {rows(closed)}
        </>
      )}
      {open?.dialog === 'add' || open?.dialog === 'change' ? (
        <PersonDialog
          account={open.dialog === 'add' ? undefined : open.account}
          units={unitsOf(all)}
          onClose={close}
          onGenerated={(person) => setOpen({ dialog: 'handOver', ...person })}
        />
      ) : null}
      {open?.dialog === 'password' ? (
        <ResetPasswordDialog
          account={open.account}
          onClose={close}
          onGenerated={(person) => setOpen({ dialog: 'handOver', ...person })}
        />
      ) : null}
      {open?.dialog === 'close' ? (
        <CloseAccountDialog account={open.account} onClose={() => closeAt(open.account.user)} />
      ) : null}
      {open?.dialog === 'handOver' ? <HandOver {...open} onClose={() => closeAt(open.user)} /> : null}
    </>
  )
}

const menuId = (user: string): string => `meny-${user}`

const textOf = ({ user, name, title, unit = '', email = '' }: Account): string =>
  `${user} ${name} ${title} ${unit} ${email}`.toLocaleLowerCase('sv')

const unitsOf = (accounts: readonly Account[]): string[] =>
  [...new Set(accounts.flatMap(({ unit }) => unit ?? []))].toSorted((a, b) => a.localeCompare(b, 'sv'))

interface RowProps {
  readonly account: Account
  readonly isMe: boolean
  readonly entries: readonly MenuEntry[]
  /** Nobody can sign in as them yet. */
  readonly noPassword: boolean
}

function Row({ account, isMe, entries, noPassword }: RowProps) {
  const words = useWords()
  const { user, name, title, unit, email, system } = account
  return (
    <li className={style['row']}>
      <span className={style['face']}>
        <Avatar name={name} colour={7} size={32} />
      </span>
      <div className={`${style['fact'] ?? ''} ${style['who'] ?? ''}`}>
        <p className={style['name']}>{isMe ? words('people.you', { name }) : name}</p>
        <p className={style['sub']}>{user}</p>
      </div>
      <div className={`${style['fact'] ?? ''} ${style['job'] ?? ''}`}>
        <p>{title}</p>
        {unit === undefined ? null : <p className={style['sub']}>{unit}</p>}
      </div>
      <div className={`${style['fact'] ?? ''} ${style['mail'] ?? ''}`}>
        {email === undefined ? null : <a href={`mailto:${email}`}>{email}</a>}
      </div>
      <div className={`${style['fact'] ?? ''} ${style['duty'] ?? ''}`}>
        {system.length === 0 ? null : <p>{system.map((role) => words(`role.${role}`)).join(', ')}</p>}
        {noPassword ? <p className={style['sub']}>{words('people.noPassword')}</p> : null}
      </div>
      <div className={style['tools']}>
        {entries.length === 0 ? null : (
          <Menu
            name={words('people.menu', { name })}
            trigger={
              <Button id={menuId(user)} variant="quiet" small aria-label={words('people.menu', { name })}>
                <Ellipsis size={18} aria-hidden="true" />
              </Button>
            }
            groups={[{ id: 'account', entries }]}
          />
        )}
      </div>
    </li>
  )
}
