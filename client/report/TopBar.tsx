import { Link, useNavigate } from '@tanstack/react-router'
import type { Ref } from 'react'
import { ChevronDown, List, Search } from 'lucide-react'
import { NoticeBell } from '../notice/NoticeBell.tsx'
import { useFreshNotices } from '../notice/useFreshNotices.ts'
import { MeMenu } from '../people/MeMenu.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { Logo } from '../ui/Logo.tsx'
import { Menu } from '../ui/Menu.tsx'
import { useWords } from '../ui/words.ts'
import style from './Frame.module.css'
import { PresenceButton } from './PresenceButton.tsx'
import { useReports } from './reportList.ts'
import switchStyle from './TopBar.module.css'
import { usePersonColour, useReportPart } from './useReport.ts'

interface TopBarProps {
  readonly title: string
  readonly onContents: () => void
  readonly contentsExpanded: boolean
  readonly savedStatePlace: Ref<HTMLDivElement>
  readonly actionPlace: Ref<HTMLDivElement>
}

export function TopBar({ title, onContents, contentsExpanded, savedStatePlace, actionPlace }: TopBarProps) {
  const words = useWords()
  const navigate = useNavigate()
  const report = useReportPart((state) => state.report.id)
  const me = useReportPart((state) => state.me.user)
  const colourOf = usePersonColour()
  useFreshNotices()
  return (
    <div className={style['topbar']}>
      <Link
        to="/mitt"
        className={style['brand']}
        aria-label={`${words('common.product')}, ${words('nav.mine')}`}
      >
        <Logo />
        <span className={style['brandName']}>{words('common.product')}</span>
      </Link>
      <span className={style['contentsButton']}>
        <Button onPress={onContents} aria-expanded={contentsExpanded}>
          <List size={18} aria-hidden="true" />
          {words('nav.contents')}
        </Button>
      </span>
      <ReportSwitch title={title} />
      <span className={style['pageName']}>{title}</span>
      <span className={style['spacer']} />
      <span className={style['presence']}>
        <PresenceButton />
      </span>
      <div ref={savedStatePlace} className={style['savedState']} />
      <div ref={actionPlace} className={style['action']} />
      <IconButton
        name={words('nav.search')}
        keys={words('keys.searchKeys')}
        onPress={() => void navigate({ to: '/rapporter/$r/sok', params: { r: report } })}
      >
        <Search size={20} aria-hidden="true" />
      </IconButton>
      <span className={style['break']} />
      <div className={style['me']}>
        <NoticeBell />
        <MeMenu colour={colourOf(me)} />
      </div>
    </div>
  )
}

/** Nämnd over report name; opens the other reports. */
function ReportSwitch({ title }: { title: string }) {
  const words = useWords()
  const navigate = useNavigate()
  const report = useReportPart((state) => state.report)
  const reports = useReports()
  const others = (reports.data ?? []).slice(0, 12)
  return (
    <span className={style['switch']}>
      <Menu
        name={words('nav.switchReport')}
        trigger={
          <Button variant="quiet">
            <span className={switchStyle['switch']}>
              <span className={switchStyle['organisation']}>
                <span className={switchStyle['wideName']}>{report.organisation}</span>
                <span className={switchStyle['narrowName']}>{report.title}</span>
              </span>
              <span className={switchStyle['report']}>
                <span className={switchStyle['wideName']}>{report.title}</span>
                <span className={switchStyle['narrowName']}>{title}</span>
              </span>
            </span>
            <ChevronDown size={16} aria-hidden="true" />
          </Button>
        }
        groups={[
          {
            id: 'reports',
            title: words('nav.switchReport'),
            entries: others.map((other) => ({
              id: other.id,
              word: `${other.title}, ${other.organisation}`,
              chosen: other.id === report.id,
              onAction: () => void navigate({ to: '/rapporter/$r', params: { r: other.id } }),
            })),
          },
          {
            id: 'all',
            entries: [
              {
                id: 'all',
                word: words('nav.allReports'),
                onAction: () => void navigate({ to: '/rapporter' }),
              },
            ],
          },
        ]}
      />
    </span>
  )
}
