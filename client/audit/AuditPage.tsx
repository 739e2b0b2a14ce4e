import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { Download } from 'lucide-react'
import type { ChainedEntry, ChainFault } from '../../shared/audit/chain.ts'
import { fetchOrThrow, RefusedError } from '../api.ts'
import { Shell } from '../report/Shell.tsx'
import { usePermission, useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { dayOf, useDates } from '../ui/dates.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords, type Words } from '../ui/words.ts'
import { describeEvent, type Described, type LogNames } from './describeEvent.ts'
import { filterLog, filterOf, type LogSearch } from './filterLog.ts'
import { logCsv } from './logCsv.ts'
import { replayLog, type LogEntry } from './logEntry.ts'
import { LogFilters } from './LogFilters.tsx'
import { LogTable } from './LogTable.tsx'
import { eventPlaces } from './sectionsOfEvent.ts'
import { useLogNames } from './useLogNames.ts'
import { verifyLog } from './verifyLog.ts'
import { whoWords } from './whoWords.ts'
import style from './audit.module.css'

/** Entries drawn at first, and with each press of the button below them. */
const pageSize = 100

/** `/rapporter/:r/logg`: all that has happened to the report, and whether the log of it is whole. */
export default function AuditPage() {
  const words = useWords()
  const problemText = useProblemText()
  const mayRead = usePermission('readAudit').allowed
  const report = useReportPart((state) => state.report.id)
  const seq = useReportPart((state) => state.seq)
  const answer = useQuery({
    // What has happened since is fetched when the page is opened anew: a log that moves cannot be read.
    queryKey: ['audit', report],
    queryFn: async ({ signal }) => {
      const path = `/api/reports/${encodeURIComponent(report)}/audit`
      return (await fetchOrThrow<{ entries: ChainedEntry[] }>(path, signal)).entries
    },
    staleTime: 0,
    refetchOnWindowFocus: false,
    enabled: mayRead,
  })
  return (
    <Shell title={words('audit.title')}>
      <div className={style['page']}>
        <h1>{words('audit.title')}</h1>
        <p className={style['lead']}>{words(mayRead ? 'audit.lead' : 'audit.notYours')}</p>
        {!mayRead ? null : answer.data !== undefined ? (
          <Log
            entries={answer.data}
            newer={Math.max(0, seq - (answer.data.at(-1)?.seq ?? 0))}
            refetch={() => void answer.refetch()}
          />
        ) : answer.error instanceof RefusedError ? (
          <Strip
            tone="warn"
            actions={<Button onPress={() => void answer.refetch()}>{words('common.tryAgain')}</Button>}
          >
            {problemText(answer.error.problem)}
          </Strip>
        ) : (
          <Waiting lines={10} />
        )}
      </div>
    </Shell>
  )
}

interface LogProps {
  readonly entries: readonly ChainedEntry[]
  /** Entries written since. */
  readonly newer: number
  readonly refetch: () => void
}

function Log({ entries, newer, refetch }: LogProps) {
  const words = useWords()
  const navigate = useNavigate()
  const names = useLogNames()
  const layout = useReportPart((state) => state.layout)
  const search = useSearch({ from: '/signed-in/rapporter/$r/logg' })
  const [pages, setPages] = useState(1)
  const log = useMemo(() => replayLog(entries), [entries])
  const tell = useMemo(() => teller(names), [names])
  const places = useMemo(() => eventPlaces(layout), [layout])
  const shown = useMemo(() => filterLog(log, filterOf(search), places, tell), [log, search, places, tell])
  const choose = (change: LogSearch): void => {
    setPages(1)
    void navigate({
      to: '.',
      search: chosenIn({ ...search, ...change }),
      replace: true,
      resetScroll: false,
    })
  }
  return (
    <>
      <Chain key={entries.at(-1)?.hash} entries={entries} />
      {newer === 0 ? null : (
        <Strip
          tone="info"
          actions={
            <Button small onPress={refetch}>
              {words('audit.fetchNewer')}
            </Button>
          }
        >
          {words('audit.newer', { count: newer })}
        </Strip>
      )}
      <LogFilters log={log} search={search} choose={choose} />
      <div className={style['tools']}>
        <p aria-live="polite">{words('audit.shown', { shown: shown.length, total: entries.length })}</p>
        <DownloadButton shown={shown} tell={tell} names={names} />
      </div>
      {shown.length === 0 ? (
        <EmptyState actions={<Button onPress={() => choose(noChoice)}>{words('audit.clear')}</Button>}>
          {words('audit.empty')}
        </EmptyState>
      ) : (
        <LogTable entries={shown.slice(0, pages * pageSize)} tell={tell} names={names} />
      )}
      {shown.length > pages * pageSize ? (
        <Button onPress={() => setPages(pages + 1)}>
          {words('audit.more', { count: Math.min(pageSize, shown.length - pages * pageSize) })}
        </Button>
      ) : null}
    </>
  )
}

/** Without what has not been chosen, so that the address names only what has. */
const chosenIn = (search: LogSearch): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )

const noChoice = {
  person: undefined,
  slag: undefined,
  avsnitt: undefined,
  fran: undefined,
  till: undefined,
  sok: undefined,
  lasning: undefined,
}

/** Tells each entry once, when it is first asked for. */
function teller(names: LogNames): (entry: LogEntry) => Described {
  const told = new WeakMap<LogEntry, Described>()
  return (entry) => {
    const known = told.get(entry)
    if (known !== undefined) return known
    const { event, before, stored } = entry
    const described =
      event === null
        ? {
            sentence: names.words(stored.event === null ? 'audit.erased' : 'audit.unknown'),
            before: [],
            after: [],
          }
        : describeEvent(event, before, names)
    told.set(entry, described)
    return described
  }
}

/** Computes the chain anew in the page, and says whether it holds or where it does not. */
function Chain({ entries }: { readonly entries: readonly ChainedEntry[] }) {
  const words = useWords()
  const { polite } = useAnnounce()
  const [result, setResult] = useState<ChainFault | null | 'notComputed' | 'checking'>('checking')
  useEffect(() => {
    let isGone = false
    const verify = async (): Promise<void> => {
      const found = await verifyLog(entries)
      if (isGone) return
      setResult(found)
      polite(chainWords(found, entries.length, words), 'chain')
    }
    void verify()
    return () => {
      isGone = true
    }
  }, [entries, polite, words])
  if (result === 'checking') return <p className={style['checking']}>{words('audit.checking')}</p>
  const tone = result === null ? 'good' : result === 'notComputed' ? 'warn' : 'bad'
  return <Strip tone={tone}>{chainWords(result, entries.length, words)}</Strip>
}

const chainWords = (result: ChainFault | null | 'notComputed', count: number, words: Words): string =>
  result === null
    ? words('audit.holds', { count })
    : result === 'notComputed'
      ? words('audit.notComputed')
      : words(`audit.broken.${result.fault}`, { seq: result.seq })

interface DownloadProps {
  readonly shown: readonly LogEntry[]
  readonly tell: (entry: LogEntry) => Described
  readonly names: LogNames
}

/** What is shown, as a file. */
function DownloadButton({ shown, tell, names }: DownloadProps) {
  const words = useWords()
  const title = useReportPart(({ report }) => `${report.title} ${report.organisation}`)
  const dates = useDates()
  const localTime = (at: string): string => `${dayOf(at)} ${dates.time(at)}`
  const save = (): void => {
    const lines = shown.map((entry) => {
      const { stored } = entry
      const { sentence, before, after } = tell(entry)
      return {
        seq: stored.seq,
        at: localTime(stored.at),
        who: whoWords(stored, names),
        what: sentence,
        before: before.join('\n'),
        after: after.join('\n'),
        hash: stored.hash,
      }
    })
    const heads = [
      words('audit.number'),
      words('audit.when'),
      words('audit.who'),
      words('audit.what'),
      words('audit.before'),
      words('audit.after'),
      words('audit.hash'),
    ] as const
    const url = URL.createObjectURL(new Blob([logCsv(heads, lines)], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = url
    link.download = words('audit.fileName', { report: title }).replace(/[\\/:*?"<>|]/gu, ' ')
    link.click()
    // The browser reads it after the click.
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return (
    <Button onPress={save} isDisabled={shown.length === 0}>
      <Download size={18} aria-hidden="true" />
      {words('audit.download')}
    </Button>
  )
}
