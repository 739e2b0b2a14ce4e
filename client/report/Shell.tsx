import { createContext, use, useEffect, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { X } from 'lucide-react'
import { IconButton } from '../ui/Button.tsx'
import { Sheet } from '../ui/Dialog.tsx'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import { Rail, type RailItem } from './Rail.tsx'
import style from './Frame.module.css'

/** Places of the frame that a page fills; the frame itself stays when the page changes, and so does its focus. */
export interface FrameSlots {
  readonly toolbar: HTMLElement | null
  readonly panel: HTMLElement | null
  readonly rail: HTMLElement | null
  readonly action: HTMLElement | null
  readonly savedState: HTMLElement | null
  readonly strip: HTMLElement | null
  readonly setTitle: (title: string) => void
  /** The contents are folded away behind their button while such a page is open. */
  readonly setBare: (isBare: boolean) => void
}

export const FrameContext = createContext<FrameSlots | null>(null)

export interface ShellPanel {
  readonly id: string
  readonly title: string
  readonly content: ReactNode
  /** On a narrow page too the text beside it stays in reach: a sheet that lets one press the words above it. */
  readonly isBeside?: boolean
  readonly onClose: () => void
}

interface ShellProps {
  /** Of the page, as the tab and the phone's head show it: "5.2 Årets resultat". */
  readonly title: string
  readonly toolbar?: ReactNode
  /** One panel at a time, or none. */
  readonly panel?: ShellPanel | undefined
  readonly rail?: readonly RailItem[]
  /** A second press of the open panel's item closes it: `null`. */
  readonly onChoosePanel?: (id: string | null) => void
  /** One filled button, and what stands beside it. */
  readonly action?: ReactNode
  readonly savedState?: ReactNode
  /** Messages under the top bar that belong to this page. */
  readonly strip?: ReactNode
  /** The page needs the whole width, and on a phone the bottom too. */
  readonly hidesTree?: boolean
  /** The document. It has the page's one h1. */
  readonly children: ReactNode
}

/** What every page under a report is wrapped in. It puts the page's tools into the frame around it. */
export function Shell({
  title,
  toolbar,
  panel,
  rail,
  onChoosePanel,
  action,
  savedState,
  strip,
  hidesTree = false,
  children,
}: ShellProps) {
  const frame = use(FrameContext)
  if (frame === null) throw new Error('outside the frame of a report')
  const { setTitle, setBare } = frame
  useEffect(() => setTitle(title), [setTitle, title])
  useEffect(() => {
    if (!hidesTree) return undefined
    setBare(true)
    return () => setBare(false)
  }, [setBare, hidesTree])
  return (
    <>
      {children}
      {into(frame.toolbar, toolbar)}
      {into(frame.action, action)}
      {into(frame.savedState, savedState)}
      {into(frame.strip, strip)}
      {into(frame.rail, rail && <Rail items={rail} open={panel?.id ?? null} onChoose={onChoosePanel} />)}
      {panel ? <Panel panel={panel} place={frame.panel} /> : null}
    </>
  )
}

const into = (place: HTMLElement | null, content: ReactNode): ReactNode =>
  place === null || content === undefined ? null : createPortal(content, place)

function Panel({ panel, place }: { panel: ShellPanel; place: HTMLElement | null }) {
  const width = useWidth()
  const words = useWords()
  const isNarrow = width === 'narrow' || width === 'phone'
  if (isNarrow && panel.isBeside !== true) {
    return (
      <Sheet isOpen onClose={panel.onClose} title={panel.title} from={width === 'phone' ? 'bottom' : 'right'}>
        <div className={style['panelBody']}>{panel.content}</div>
      </Sheet>
    )
  }
  return into(
    isNarrow ? document.body : place,
    <aside
      className={style[isNarrow ? 'besideSheet' : 'panel']}
      data-from={width === 'phone' ? 'bottom' : 'right'}
      aria-label={panel.title}
      data-region
      tabIndex={-1}
    >
      <div className={style['panelHead']}>
        <h2>{panel.title}</h2>
        <IconButton name={words('common.close')} small onPress={panel.onClose}>
          <X size={20} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={style['panelBody']}>{panel.content}</div>
    </aside>,
  )
}
