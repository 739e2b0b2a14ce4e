import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import type { ProseNode } from '../../shared/read/prose.ts'
import { isEmptyProse } from '../../shared/section/canonical.ts'
import type { ProseSlot } from '../../shared/section/layout.ts'
import { proseSlotsOf } from '../../shared/section/layout.ts'
import { fetchOrThrow } from '../api.ts'
import { useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { Segments } from '../ui/Segments.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { earlierText, insertEarlier } from './earlierText.ts'
import { useEditing } from './editing.ts'
import { headingOf } from './slotHeading.ts'
import { StaticProse } from './StaticProse.tsx'
import { isQuoteAt, sectionPath, storedTexts, type StoredSection } from './storedSection.ts'

/** The same section of an earlier report, text by text; it follows the text I stand in. */
export function LastYearPanel() {
  const words = useWords()
  const { section, desk } = useEditing()
  const reports = useReportPart((state) => state.previousReports)
  const [chosen, choose] = useState(reports[0]?.id)
  const previous = reports.find(({ id }) => id === chosen) ?? reports[0]
  const answer = useQuery({
    queryKey: ['section', previous?.id, section.id],
    queryFn: ({ signal }) => fetchOrThrow<StoredSection>(sectionPath(previous?.id ?? '', section.id), signal),
    enabled: previous !== undefined,
    staleTime: 60_000,
  })
  const active = useSyncExternalStore(desk.subscribe, () => desk.active()?.slot)
  if (previous === undefined) return <p>{words('section.lastYearNone')}</p>
  const texts = answer.data && storedTexts(answer.data)
  return (
    <div className="last-year">
      {reports.length < 2 ? null : (
        <Segments
          name={words('section.panelLastYear')}
          chosen={previous.id}
          choices={reports.map(({ id, period, year }) => ({
            id,
            word: words(`section.${period}`, { year }),
          }))}
          onChoose={choose}
        />
      )}
      <p className="panel-note">{words('section.lastYearSame', { report: previous.title })}</p>
      {answer.isPending ? <Waiting /> : null}
      {answer.isError ? <p>{words('section.lastYearGone', { report: previous.title })}</p> : null}
      {texts === undefined
        ? null
        : proseSlotsOf(section).map((slot) => (
            <Piece
              key={slot.id}
              slot={slot}
              texts={texts}
              quoted={answer.data?.quoted ?? []}
              isActive={slot.id === active}
              report={previous.id}
            />
          ))}
    </div>
  )
}

interface PieceProps {
  readonly slot: ProseSlot
  readonly texts: ReadonlyMap<string, ProseNode>
  readonly quoted: StoredSection['quoted']
  readonly isActive: boolean
  readonly report: string
}

function Piece({ slot, texts, quoted, isActive, report }: PieceProps) {
  const words = useWords()
  const done = useDone()
  const { section, desk } = useEditing()
  const earlierItem = useReportPart(
    ({ report: now }) => now.plan.items.find(({ id }) => id === slot.planItem)?.previous,
  )
  const text = earlierText(texts, slot, earlierItem)
  if (text === undefined || isEmptyProse(text)) {
    return isActive ? (
      <article className="last-year-piece" data-active>
        <h3>{headingOf(section, slot.id)}</h3>
        <p className="panel-note">{words('section.lastYearEmpty')}</p>
      </article>
    ) : null
  }
  const fetchText = (): void => {
    const editor = desk.editor(slot.id)
    if (editor === undefined || !editor.isEditable) return
    insertEarlier(editor, text)
    done({ sentence: words('section.lastYearFetched') })
  }
  return (
    <article className="last-year-piece" data-active={isActive || undefined}>
      <h3>{headingOf(section, slot.id)}</h3>
      <StaticProse
        content={text}
        imageSource={(hash) => `/media/${hash}?report=${encodeURIComponent(report)}`}
        figure={(attrs) => ({ text: quoted.find((quote) => isQuoteAt(quote, attrs))?.text ?? '' })}
      />
      {isActive ? (
        <div className="last-year-actions">
          <Button small isDisabled={desk.editor(slot.id)?.isEditable !== true} onPress={fetchText}>
            {words('section.lastYearFetch')}
          </Button>
          <Button small variant="text" onPress={() => void navigator.clipboard.writeText(plainText(text))}>
            <Copy size={16} aria-hidden="true" />
            {words('section.lastYearCopy')}
          </Button>
        </div>
      ) : null}
    </article>
  )
}

const plainText = (text: ProseNode): string => (text.content ?? []).map(lettersOf).join('\n')
const lettersOf = (node: ProseNode): string => node.text ?? (node.content ?? []).map(lettersOf).join('')
