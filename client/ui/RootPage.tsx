import { Outlet } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { DialogBox, SheetBox } from './Dialog.tsx'
import { KeysHelpContext } from './keysHelpContext.ts'
import { MenuList } from './Menu.tsx'
import { onDemand } from './onDemand.tsx'
import { PopoverBox } from './Popover.tsx'
import { useFetchedAhead } from './useFetchedAhead.ts'
import { usePageKeys } from './usePageKeys.ts'
import { useWords } from './words.ts'
import style from './RootPage.module.css'

const KeysHelp = onDemand(async () => ({ default: (await import('./KeysHelp.tsx')).KeysHelp }))
/** What opens over a page is there when its button is pressed, and also when contact is lost. */
const fetchedAhead = [DialogBox, SheetBox, MenuList, PopoverBox, KeysHelp]

/** What every page has: the skip link, the keys that hold everywhere, and their list. */
export function RootPage() {
  const words = useWords()
  const [isHelpOpen, openHelp] = useState(false)
  useFetchedAhead(fetchedAhead)
  usePageKeys(() => openHelp(true))
  return (
    <KeysHelpContext value={() => openHelp(true)}>
      <a href="#text" className={style['skip']}>
        {words('common.toText')}
      </a>
      <Outlet />
      {isHelpOpen ? (
        <Suspense>
          <KeysHelp onClose={() => openHelp(false)} />
        </Suspense>
      ) : null}
    </KeysHelpContext>
  )
}
