import { BellRing } from 'lucide-react'
import { Suspense, useMemo, useState } from 'react'
import { notHandedIn } from '../../shared/notice/notHandedIn.ts'
import { usePermission, useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useWords } from '../ui/words.ts'

const RemindDialog = onDemand(() => import('./RemindDialog.tsx'))

/** "Påminn dem som inte lämnat (7)…": opens who they are and what they get. Nothing where all have handed in. */
export function RemindButton() {
  const words = useWords()
  const may = usePermission('editPeople').allowed
  const report = useReportPart((state) => state.report)
  const layout = useReportPart((state) => state.layout)
  const me = useReportPart((state) => state.me.user)
  const [isOpen, setOpen] = useState(false)
  const missing = useMemo(
    () => (may ? notHandedIn(report, layout).filter(({ user }) => user !== me) : []),
    [may, report, layout, me],
  )
  const items = useMemo(() => [...new Set(missing.flatMap((person) => person.items))], [missing])
  if (missing.length === 0 && !isOpen) return null
  return (
    <>
      <Button variant="text" onPress={() => setOpen(true)}>
        <BellRing size={18} aria-hidden="true" />
        {words('notice.remind', { count: missing.length })}
      </Button>
      {isOpen ? (
        <Suspense>
          <RemindDialog items={items} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
