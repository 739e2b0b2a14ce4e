import { useNavigate, useSearch } from '@tanstack/react-router'
import { CalendarClock, Flag, History, ListChecks, MessageSquare } from 'lucide-react'
import { Suspense, useMemo } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { contributionRail } from '../contribution/contributionRail.tsx'
import { useContributions } from '../contribution/useContributions.ts'
import type { RailItem } from '../report/Rail.tsx'
import { useReportPart, useUnexplained } from '../report/useReport.ts'
import { openThreadsBySection } from '../review/threadState.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useFetchedAhead } from '../ui/useFetchedAhead.ts'
import { useWords } from '../ui/words.ts'

const FindingsPanel = onDemand(async () => ({
  default: (await import('../check/FindingsPanel.tsx')).FindingsPanel,
}))
const HistoryPanel = onDemand(async () => ({
  default: (await import('../history/HistoryPanel.tsx')).HistoryPanel,
}))
const LastYearPanel = onDemand(async () => ({ default: (await import('./LastYearPanel.tsx')).LastYearPanel }))
const ThreadsPanel = onDemand(async () => ({
  default: (await import('../review/ThreadsPanel.tsx')).ThreadsPanel,
}))
const ContributionsPanel = onDemand(async () => ({
  default: (await import('../contribution/ContributionsPanel.tsx')).ContributionsPanel,
}))
const GuidancePanel = onDemand(async () => ({ default: (await import('./GuidancePanel.tsx')).GuidancePanel }))
const fetchedAhead = [FindingsPanel, LastYearPanel, ThreadsPanel, HistoryPanel, GuidancePanel]

const panels = ['synpunkter', 'bidrag', 'kontroller', 'historik', 'forra-aret', 'anvisning'] as const
type PanelId = (typeof panels)[number]

/** The panels of a section, which of them the address opens, and the way to each. */
export function usePanels(section: SectionLayout) {
  useFetchedAhead(fetchedAhead)
  const words = useWords()
  const navigate = useNavigate()
  const { panel: asked } = useSearch({ strict: false })
  const hasPrevious = useReportPart((state) => state.previousReports.length > 0)
  const contributions = useContributions(section.id)
  const toExplain = useUnexplained(section.id).length
  const openThreads = useReportPart(({ report }) => openThreadsBySection(report.threads).get(section.id) ?? 0)
  const rail: RailItem[] = [
    {
      id: 'synpunkter',
      word: words('review.title'),
      icon: <MessageSquare size={20} />,
      count: openThreads,
    },
    ...contributionRail(words, contributions),
    {
      id: 'kontroller',
      word: words('section.panelChecks'),
      icon: <Flag size={20} />,
      count: toExplain,
      tone: 'warn',
    },
    { id: 'historik', word: words('history.title'), icon: <History size={20} /> },
    ...(hasPrevious
      ? [
          {
            id: 'forra-aret',
            word: words('section.panelLastYear'),
            shortWord: words('section.panelLastYearShort'),
            icon: <CalendarClock size={20} />,
          },
        ]
      : []),
    { id: 'anvisning', word: words('section.panelGuidance'), icon: <ListChecks size={20} /> },
  ]
  const choosePanel = (id: string | null): void => {
    void navigate({
      to: '.',
      search: (search: Record<string, unknown>) => withPanel(search, id),
      hash: true,
      // A second panel takes the place of the first, so that Back closes it.
      replace: id === null || asked !== undefined,
      // One opens a panel beside what one is reading.
      resetScroll: false,
    })
  }
  const open = panels.find((id) => id === asked && rail.some((item) => item.id === id))
  const panel =
    open === undefined
      ? undefined
      : {
          id: open,
          title: rail.find(({ id }) => id === open)?.word ?? '',
          isBeside: open === 'synpunkter',
          content: (
            <Suspense fallback={<Waiting />}>
              <PanelContent panel={open} section={section} />
            </Suspense>
          ),
          onClose: () => choosePanel(null),
        }
  return { rail, panel, choosePanel }
}

/** The address with this panel open, or with none. */
const withPanel = (search: Record<string, unknown>, id: string | null): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(search).filter(
      ([name]) =>
        name !== 'panel' &&
        (name !== 'trad' || id === 'synpunkter') &&
        // Closing the panel leaves more room for what is compared; another panel is about the text.
        ((name !== 'fran' && name !== 'till') || id === 'historik' || id === null),
    ),
  ),
  ...(id === null ? {} : { panel: id }),
})

function PanelContent({ panel, section }: { readonly panel: PanelId; readonly section: SectionLayout }) {
  const own = useMemo(() => [section], [section])
  switch (panel) {
    case 'synpunkter':
      return <ThreadsPanel sections={own} />
    case 'bidrag':
      return <ContributionsPanel section={section} />
    case 'kontroller':
      return <FindingsPanel section={section.id} />
    case 'historik':
      return <HistoryPanel section={section} />
    case 'forra-aret':
      return <LastYearPanel />
    case 'anvisning':
      return <GuidancePanel />
  }
}
