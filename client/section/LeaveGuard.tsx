import { useBlocker } from '@tanstack/react-router'
import type { SectionDoc } from '../sync/sectionDoc.ts'
import { useSnapshot } from '../sync/useSectionDoc.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../ui/words.ts'
import { allSaved } from './allSaved.ts'

interface LeaveGuardProps {
  readonly doc: SectionDoc
}

/** Asks before another page is opened while text of this section is not saved; the browser itself asks when its tab closes. */
export function LeaveGuard({ doc }: LeaveGuardProps) {
  const words = useWords()
  const { waiting } = useSnapshot(doc)
  const blocker = useBlocker({
    // Panels and cells are in the query and the hash: they are this same page.
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname && !(await allSaved(doc, patienceMs)),
    enableBeforeUnload: false,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog
      isOpen
      onClose={blocker.reset}
      title={words('section.leaveTitle', { count: waiting })}
      foot={
        <>
          <Button onPress={blocker.proceed}>{words('section.leaveYes')}</Button>
          <Button variant="filled" onPress={blocker.reset}>
            {words('section.leaveNo')}
          </Button>
        </>
      }
    >
      <p>{words('section.leaveText')}</p>
    </Dialog>
  )
}

/** What is on its way arrives sooner than this; a click just after a word is no reason to ask. */
const patienceMs = 1000
