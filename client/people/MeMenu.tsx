import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, use, useState } from 'react'
import { Bell, ChevronDown, Keyboard, KeyRound, LogOut, Users } from 'lucide-react'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { useLanguage } from '../ui/Language.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { Menu } from '../ui/Menu.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { useTheme } from '../ui/Theme.tsx'
import { KeysHelpContext } from '../ui/keysHelpContext.ts'
import { useWords } from '../ui/words.ts'
import style from './MeMenu.module.css'
import { forgetMe, signOut, useMe } from './session.ts'

const OwnPasswordDialog = onDemand(async () => ({
  default: (await import('./OwnPasswordDialog.tsx')).OwnPasswordDialog,
}))
const NoticeSettings = onDemand(() => import('../notice/NoticeSettings.tsx'))

interface MeMenuProps {
  /** My colour in the report; outside a report a quiet one. */
  readonly colour?: number
  readonly showName?: boolean
}

/** Appearance, language, notices, keys, my password and signing out; for administrators also the people. */
export function MeMenu({ colour = 7, showName = false }: MeMenuProps) {
  const words = useWords()
  const me = useMe()
  const { theme, choose: chooseTheme } = useTheme()
  const { language, choose: chooseLanguage } = useLanguage()
  const openKeys = use(KeysHelpContext)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { assertive } = useAnnounce()
  const done = useDone()
  const [isChangingPassword, changePassword] = useState(false)
  // Where the link of a mail leads.
  const isAskedFor = useSearch({ strict: false }).aviseringar !== undefined
  const [isChoosingNotices, chooseNotices] = useState(isAskedFor)
  if (me === undefined) return null

  const leave = async (everywhere: boolean): Promise<void> => {
    const answer = await signOut(everywhere)
    if (!answer.ok && answer.problem.status !== 401) {
      assertive(problemText(answer.problem))
      done({ sentence: problemText(answer.problem) })
      return
    }
    await navigate({ to: '/logga-in' })
    forgetMe(queries)
    // Who signs in next at this computer finds no text of mine, but for what is not saved yet.
    const { forgetCleanCopies } = await import('../sync/localCopies.ts')
    await forgetCleanCopies(me.user)
  }

  return (
    <>
      <Menu
        name={words('me.menu', { name: me.name })}
        trigger={
          <Button variant="quiet">
            <Avatar name={me.name} colour={colour} size={28} />
            <span className="hidden-words">{words('me.menu', { name: me.name })}</span>
            {showName ? (
              <span className={style['name']} aria-hidden="true">
                {me.name}
              </span>
            ) : null}
            <ChevronDown size={16} aria-hidden="true" />
          </Button>
        }
        groups={[
          {
            id: 'theme',
            title: words('me.theme'),
            entries: [
              {
                id: 'computer',
                word: words('me.themeComputer'),
                chosen: theme === 'computer',
                onAction: () => chooseTheme('computer'),
              },
              {
                id: 'light',
                word: words('me.themeLight'),
                chosen: theme === 'light',
                onAction: () => chooseTheme('light'),
              },
              {
                id: 'dark',
                word: words('me.themeDark'),
                chosen: theme === 'dark',
                onAction: () => chooseTheme('dark'),
              },
            ],
          },
          {
            id: 'language',
            title: words('me.language'),
            entries: [
              {
                id: 'sv',
                word: words('me.swedish'),
                chosen: language === 'sv',
                onAction: () => chooseLanguage('sv'),
              },
              {
                id: 'en',
                word: words('me.english'),
                chosen: language === 'en',
                onAction: () => chooseLanguage('en'),
              },
            ],
          },
          {
            id: 'leave',
            entries: [
              {
                id: 'notices',
                word: words('notice.settingsOpen'),
                icon: <Bell size={16} aria-hidden="true" />,
                onAction: () => chooseNotices(true),
              },
              {
                id: 'keys',
                word: words('me.keys'),
                icon: <Keyboard size={16} aria-hidden="true" />,
                onAction: openKeys,
              },
              ...(me.system.includes('administrator')
                ? [
                    {
                      id: 'people',
                      word: words('people.heading'),
                      icon: <Users size={16} aria-hidden="true" />,
                      onAction: () => void navigate({ to: '/personer' }),
                    },
                  ]
                : []),
              ...(me.auth === 'local'
                ? [
                    {
                      id: 'password',
                      word: words('me.password'),
                      icon: <KeyRound size={16} aria-hidden="true" />,
                      onAction: () => changePassword(true),
                    },
                  ]
                : []),
              {
                id: 'out',
                word: words('me.signOut'),
                icon: <LogOut size={16} aria-hidden="true" />,
                onAction: () => void leave(false),
              },
              {
                id: 'outAll',
                word: words('me.signOutAll'),
                icon: <LogOut size={16} aria-hidden="true" />,
                onAction: () => void leave(true),
              },
            ],
          },
        ]}
      />
      {isChoosingNotices ? (
        <Suspense>
          <NoticeSettings
            onClose={() => {
              chooseNotices(false)
              if (isAskedFor) void navigate({ to: '/mitt', search: {}, replace: true })
            }}
          />
        </Suspense>
      ) : null}
      {isChangingPassword ? (
        <Suspense>
          <OwnPasswordDialog onClose={() => changePassword(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
