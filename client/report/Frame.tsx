import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { House, List } from 'lucide-react'
import { DemoBanner } from '../people/DemoBanner.tsx'
import { Sheet } from '../ui/Dialog.tsx'
import { readSetting, writeSetting } from '../ui/setting.ts'
import { useWidth } from '../ui/useWidth.ts'
import { usePageTitle } from '../ui/usePageTitle.ts'
import { useWords } from '../ui/words.ts'
import { ContactStrip } from './ContactStrip.tsx'
import style from './Frame.module.css'
import { FrameContext, type FrameSlots } from './Shell.tsx'
import { TopBar } from './TopBar.tsx'
import { Tree } from './Tree.tsx'
import { useReportPart } from './useReport.ts'

/** Top bar, contents and the places that pages fill. It stays while one goes from page to page in a report. */
export function Frame({ children }: { children: ReactNode }) {
  const width = useWidth()
  const words = useWords()
  const reportTitle = useReportPart(({ report }) => report.title)
  const [title, setTitle] = useState('')
  const [toolbar, setToolbar] = useState<HTMLElement | null>(null)
  const [panel, setPanel] = useState<HTMLElement | null>(null)
  const [rail, setRail] = useState<HTMLElement | null>(null)
  const [action, setAction] = useState<HTMLElement | null>(null)
  const [savedState, setSavedState] = useState<HTMLElement | null>(null)
  const [strip, setStrip] = useState<HTMLElement | null>(null)
  const [isTreeFolded, foldTree] = useState(
    () => readSetting('tree', ['shown', 'folded'], 'shown') === 'folded',
  )
  const [isSheetOpen, openSheet] = useState(false)
  const [isBare, setBare] = useState(false)
  const { frame, head } = useHeadHeight()
  usePageTitle(title, reportTitle)

  const slots = useMemo<FrameSlots>(
    () => ({ toolbar, panel, rail, action, savedState, strip, setTitle, setBare }),
    [toolbar, panel, rail, action, savedState, strip],
  )
  const isNarrow = width === 'narrow' || width === 'phone'
  const opensSheet = isNarrow || isBare
  const showsTree = !opensSheet && !(width === 'medium' && isTreeFolded)
  const onContents = (): void => {
    if (opensSheet) {
      openSheet(true)
      return
    }
    writeSetting('tree', isTreeFolded ? 'shown' : 'folded')
    foldTree(!isTreeFolded)
  }

  return (
    <FrameContext value={slots}>
      <div className={style['frame']} ref={frame} data-bare={isBare || undefined}>
        <DemoBanner />
        <header className={style['head']} ref={head} data-region tabIndex={-1} aria-label={words('nav.top')}>
          <TopBar
            title={title}
            onContents={onContents}
            contentsExpanded={opensSheet ? isSheetOpen : !isTreeFolded}
            savedStatePlace={setSavedState}
            actionPlace={setAction}
          />
          <ContactStrip />
          <div ref={setStrip} />
        </header>
        <div className={style['body']} data-tree={showsTree ? 'shown' : 'folded'}>
          {showsTree ? (
            <nav className={style['tree']} aria-label={words('nav.contents')} data-region tabIndex={-1}>
              <Tree />
            </nav>
          ) : null}
          <div className={style['center']}>
            <div ref={setToolbar} className={style['toolbar']} />
            <main id="text" className={style['main']} data-region tabIndex={-1}>
              {children}
            </main>
          </div>
          <div ref={setPanel} className={style['panelPlace']} />
          {isNarrow ? null : (
            <nav
              ref={setRail}
              className={style['railPlace']}
              aria-label={words('nav.panels')}
              data-region
              tabIndex={-1}
            />
          )}
        </div>
        {isNarrow ? (
          <nav className={style['bottombar']} aria-label={words('nav.panels')} data-region tabIndex={-1}>
            <Link to="/mitt" className={`${style['bottomItem'] ?? ''} ${style['phoneOnly'] ?? ''}`}>
              <House size={20} aria-hidden="true" />
              {words('nav.tasks')}
            </Link>
            <button
              type="button"
              className={`${style['bottomItem'] ?? ''} ${style['phoneOnly'] ?? ''}`}
              onClick={() => openSheet(true)}
            >
              <List size={20} aria-hidden="true" />
              {words('nav.contents')}
            </button>
            <div ref={setRail} className={style['railPlace']} />
          </nav>
        ) : null}
        <Sheet
          isOpen={opensSheet && isSheetOpen}
          onClose={() => openSheet(false)}
          title={words('nav.contents')}
          from={width === 'phone' ? 'bottom' : 'left'}
        >
          <Tree onGo={() => openSheet(false)} />
        </Sheet>
      </div>
    </FrameContext>
  )
}

/** What sticks below the head needs its height, which grows when a strip stands in it. */
function useHeadHeight() {
  const frame = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLElement>(null)
  useEffect(() => {
    const measured = head.current
    if (measured === null || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(() =>
      frame.current?.style.setProperty('--head', `${measured.offsetHeight}px`),
    )
    observer.observe(measured)
    return () => observer.disconnect()
  }, [])
  return { frame, head }
}
