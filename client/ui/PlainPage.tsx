import type { ReactNode } from 'react'
import { Logo } from './Logo.tsx'
import style from './PlainPage.module.css'
import { usePageTitle } from './usePageTitle.ts'
import { useWords } from './words.ts'

/** A page with one thing to say: gone, no right, broken. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  const words = useWords()
  usePageTitle(title)
  return (
    <main id="text" className={style['page']}>
      <p className={style['brand']}>
        <Logo />
        {words('common.product')}
      </p>
      <h1>{title}</h1>
      {children}
    </main>
  )
}
