import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { NoticeBell } from '../notice/NoticeBell.tsx'
import { DemoBanner } from '../people/DemoBanner.tsx'
import { MeMenu } from '../people/MeMenu.tsx'
import { useMe } from '../people/session.ts'
import { Logo } from './Logo.tsx'
import style from './PageHead.module.css'
import { useWords } from './words.ts'

/** Head of the pages over all reports: the two lists, whatever the page adds, and me. */
export function PageHead({ children }: { children?: ReactNode }) {
  const words = useWords()
  const isAdministrator = useMe()?.system.includes('administrator') === true
  return (
    <>
      <DemoBanner />
      <header className={style['head']} data-region tabIndex={-1} aria-label={words('nav.top')}>
        <Link
          to="/mitt"
          className={style['brand']}
          aria-label={`${words('common.product')}, ${words('nav.mine')}`}
        >
          <Logo />
          <span className={style['brandName']}>{words('common.product')}</span>
        </Link>
        <nav className={style['nav']} aria-label={words('nav.main')}>
          <Link to="/mitt" className={style['link']}>
            {words('nav.mine')}
          </Link>
          <Link to="/rapporter" className={style['link']}>
            {words('nav.reports')}
          </Link>
          {isAdministrator ? (
            <Link to="/personer" className={style['link']} data-wide-only>
              {words('people.heading')}
            </Link>
          ) : null}
        </nav>
        <span className={style['spacer']} />
        {children}
        <NoticeBell />
        <MeMenu showName />
      </header>
    </>
  )
}
