import { useState } from 'react'
import type { Finding } from '../../shared/check/finding.ts'
import { findingText } from '../../shared/check/findingText.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { Button, look } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { TextField } from '../ui/Field.tsx'
import { useLanguage } from '../ui/Language.tsx'
import { useWords } from '../ui/words.ts'

interface AskDialogProps {
  readonly user: string
  readonly section: SectionLayout
  readonly findings: readonly Finding[]
  readonly onClose: () => void
}

/** A locked section takes no Synpunkt, so the question goes by mail: written out, to be sent or copied. */
export function AskDialog({ user, section, findings, onClose }: AskDialogProps) {
  const words = useWords()
  const { language } = useLanguage()
  const done = useDone()
  const name = useReportPart(({ people }) => nameOf(people, user))
  const report = useReportPart((state) => state.report)
  const named = `${section.number} ${section.title}`
  const address = `${globalThis.location.origin}/rapporter/${encodeURIComponent(report.id)}/avsnitt/${encodeURIComponent(section.id)}?panel=kontroller`
  const [text, setText] = useState(
    [
      words('approval.askBegin', { section: named, report: report.title }),
      ...findings.map((finding) => `– ${findingText(finding, language).sentence}`),
      words('approval.askEnd'),
      address,
    ].join('\n'),
  )
  const [isRefused, setRefused] = useState(false)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      done({ sentence: words('approval.askCopied', { name }) })
      onClose()
    } catch {
      // The browser gives no clipboard to the page: the text stands in the field, to be copied by hand.
      setRefused(true)
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('approval.ask', { name })}
      foot={
        <>
          <Button onPress={onClose}>{words('common.cancel')}</Button>
          <a
            {...look('outlined')}
            href={`mailto:?subject=${encodeURIComponent(named)}&body=${encodeURIComponent(text)}`}
          >
            {words('approval.askMail')}
          </a>
          <Button variant="filled" onPress={() => void copy()}>
            {words('approval.askCopy')}
          </Button>
        </>
      }
    >
      <p>{words('approval.askWhy')}</p>
      <TextField
        label={words('approval.askText')}
        value={text}
        onChange={setText}
        lines={7}
        error={isRefused ? words('approval.askNotCopied') : undefined}
      />
    </Dialog>
  )
}
