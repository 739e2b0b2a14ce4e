import { useQueries } from '@tanstack/react-query'
import { isEmptyProse, wordCount } from '../../shared/section/canonical.ts'
import type { ProseSlot } from '../../shared/section/layout.ts'
import { fetchOrThrow } from '../api.ts'
import { useReportPart } from '../report/useReport.ts'
import type { LiveText } from '../sync/sectionDoc.ts'
import { Button } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { useWords } from '../ui/words.ts'
import { earlierText, insertEarlier } from './earlierText.ts'
import { useEditing } from './editing.ts'
import { sectionPath, storedTexts, type StoredSection } from './storedSection.ts'

const shownReports = 3

/** What earlier reports say in the same place, and the buttons that begin from it. */
export default function Beginnings({ slot, text }: { readonly slot: ProseSlot; readonly text: LiveText }) {
  const words = useWords()
  const done = useDone()
  const { section, desk } = useEditing()
  const reports = useReportPart(({ previousReports }) => previousReports)
  const earlierItem = useReportPart(
    ({ report }) => report.plan.items.find(({ id }) => id === slot.planItem)?.previous,
  )
  const answers = useQueries({
    queries: reports.slice(0, shownReports).map((report) => ({
      queryKey: ['section', report.id, section.id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchOrThrow<StoredSection>(sectionPath(report.id, section.id), signal),
      staleTime: 60_000,
    })),
  })
  // A report that had no such section, or cannot be reached now, offers nothing; writing goes on without it.
  const beginnings = reports.flatMap((report, at) => {
    const stored = answers[at]?.data
    const found = stored && earlierText(storedTexts(stored), slot, earlierItem)
    return found === undefined || isEmptyProse(found)
      ? []
      : [{ report, number: stored?.number ?? '', found, count: wordCount(found) }]
  })
  if (beginnings.length === 0) return null
  const isAlone = slot.heading === undefined
  return (
    <section className="start-from" aria-label={words('section.startFrom')}>
      {isAlone ? <h2>{words('section.startFrom')}</h2> : null}
      <ul>
        {beginnings.map(({ report, number, found, count }) => (
          <li key={report.id}>
            <span>
              <strong>{report.title}</strong>
              <small>{words('section.startFromPlace', { number, count })}</small>
            </span>
            <Button
              small={!isAlone}
              aria-label={words('section.startFromFetchOf', { report: report.title })}
              onPress={() => {
                const editor = desk.editor(slot.id)
                if (editor === undefined || !editor.isEditable) return
                // One step of undo takes it away again, and nothing else.
                text.undo.stopCapturing()
                insertEarlier(editor, found)
                text.undo.stopCapturing()
                done({ sentence: words('section.lastYearFetched') })
              }}
            >
              {words('section.startFromFetch')}
            </Button>
          </li>
        ))}
      </ul>
      {isAlone ? <p className="panel-note">{words('section.startFromNote')}</p> : null}
    </section>
  )
}
