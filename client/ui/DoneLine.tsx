import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { X } from 'lucide-react'
import { Button, IconButton } from './Button.tsx'
import style from './DoneLine.module.css'
import { useAnnounce } from './LiveRegion.tsx'
import { useWords } from './words.ts'

interface Done {
  readonly sentence: string
  readonly undo?: () => void
}

const DoneContext = createContext<(done: Done) => void>(() => undefined)

/** Says that something is done, with a way back where there is one. */
export const useDone = (): ((done: Done) => void) => use(DoneContext)

const shownMs = 10_000

/** A line at the lower left of the document: ten seconds, longer while it is hovered or focused, reached by F6. */
export function DoneLines({ children }: { children: ReactNode }) {
  const [done, setDone] = useState<Done | null>(null)
  const [isHeld, hold] = useState(false)
  const words = useWords()
  const { polite } = useAnnounce()
  const tell = useCallback(
    (next: Done) => {
      setDone(next)
      polite(next.sentence, 'done')
    },
    [polite],
  )
  useEffect(() => {
    if (done === null || isHeld) return undefined
    const timer = setTimeout(() => setDone(null), shownMs)
    return () => clearTimeout(timer)
  }, [done, isHeld])
  const close = useMemo(
    () => () => {
      hold(false)
      setDone(null)
    },
    [],
  )
  return (
    <DoneContext value={tell}>
      {children}
      {done === null ? null : (
        // Pointer and focus only hold the line longer; what can be done stands in its buttons.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <aside
          aria-label={words('common.message')}
          className={style['line']}
          data-region
          tabIndex={-1}
          onMouseEnter={() => hold(true)}
          onMouseLeave={() => hold(false)}
          onFocus={() => hold(true)}
          onBlur={() => hold(false)}
        >
          <span>{done.sentence}</span>
          {done.undo === undefined ? null : (
            <Button
              variant="text"
              small
              onPress={() => {
                done.undo?.()
                close()
              }}
            >
              {words('common.undo')}
            </Button>
          )}
          <IconButton name={words('common.close')} small onPress={close}>
            <X size={16} aria-hidden="true" />
          </IconButton>
        </aside>
      )}
    </DoneContext>
  )
}
