import { Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { KeysHelp } from './KeysHelp.tsx'
import { KeysHelpContext } from './keysHelpContext.ts'
import { usePageKeys } from './usePageKeys.ts'
import { useWords } from './words.ts'
import style from './RootPage.module.css'

/** What every page has: the skip link, the keys that hold everywhere, and their list. */
export function RootPage() {
  const words = useWords()
  const [isHelpOpen, openHelp] = useState(false)
  usePageKeys(() => openHelp(true))
  return (
    <KeysHelpContext value={() => openHelp(true)}>
      <a href="#text" className={style['skip']}>
        {words('common.toText')}
      </a>
      <Outlet />
      <KeysHelp isOpen={isHelpOpen} onClose={() => openHelp(false)} />
    </KeysHelpContext>
  )
}
