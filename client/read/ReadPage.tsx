import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ChevronLeft, MessageSquare, Printer } from 'lucide-react'
import { Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ReadDocument } from '../../shared/read/document.ts'
import { pageRules } from '../../shared/read/pageMargins.ts'
import { chapterAnchor, ReportDocument, sectionAnchor } from '../../shared/read/ReportDocument.tsx'
import '../../shared/read/document.css'
import { RefusedError, request } from '../api.ts'
import { ReadSeen } from '../history/ReadSeen.tsx'
import { ReportGone } from '../report/ReportGone.tsx'
import { useReports } from '../report/reportList.ts'
import { Button, look } from '../ui/Button.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import { clearPages, paginate, pageSize, type Pages } from './paginate.ts'
import { ReadSummary } from './ReadSummary.tsx'
import style from './read.module.css'

const ReadThreads = onDemand(async () => ({ default: (await import('./ReadThreads.tsx')).ReadThreads }))

async function fetchDocument(report: string, section: string | undefined): Promise<ReadDocument> {
  const query = section === undefined ? '' : `?section=${encodeURIComponent(section)}`
  const answer = await request<ReadDocument>('GET', `/api/reports/${encodeURIComponent(report)}/read${query}`)
  if (!answer.ok) throw new RefusedError(answer.problem)
  return answer.value
}

/** Läsvy: the report as the nämnd will read it, in pages, to be read through, printed or taken away as a file. */
export default function ReadPage() {
  const words = useWords()
  const problemText = useProblemText()
  const { r: report = '' } = useParams({ strict: false })
  const { avsnitt } = useSearch({ strict: false })
  const threads = useThreadsPanel(report)
  const section = typeof avsnitt === 'string' ? avsnitt : undefined
  const { data, error, refetch } = useQuery({
    queryKey: ['read', report, section],
    queryFn: () => fetchDocument(report, section),
    staleTime: 0,
    retry: false,
  })
  useEffect(() => {
    if (data !== undefined)
      document.title = words('common.pageTitle', { page: `${words('read.title')}, ${data.title}` })
  }, [data, words])
  if (error instanceof RefusedError && error.problem.status === 404) return <ReportGone />
  return (
    <div className={style['frame']}>
      <header className={style['bar']}>
        <WayBack report={report} />
        <p className={style['name']}>
          <strong>{data?.title}</strong> {words('read.title')}
        </p>
        <div className={style['actions']}>
          {threads.mayRead ? (
            <Button aria-expanded={threads.isOpen} onPress={threads.toggle} isDisabled={data === undefined}>
              <MessageSquare size={20} aria-hidden="true" />
              {threads.count === 0
                ? words('review.title')
                : words('review.filter.sections', { count: threads.count })}
            </Button>
          ) : null}
          <Button onPress={() => window.print()} isDisabled={data === undefined}>
            <Printer size={20} aria-hidden="true" />
            {words('read.print')}
          </Button>
          <a {...look('filled')} href={`/api/reports/${encodeURIComponent(report)}/export.html`} download>
            {words('read.downloadFile')}
          </a>
        </div>
      </header>
      {data !== undefined ? (
        <Reading
          report={report}
          document={data}
          section={section}
          closeThreads={threads.isOpen && threads.mayRead ? threads.toggle : undefined}
        />
      ) : (
        <main className={style['message']}>
          <h1 className="hidden-words">{words('read.title')}</h1>
          {error === null ? (
            <Waiting />
          ) : (
            <Strip
              tone="warn"
              actions={<Button onPress={() => void refetch()}>{words('common.tryAgain')}</Button>}
            >
              {error instanceof RefusedError ? problemText(error.problem) : words('contact.none')}
            </Strip>
          )}
        </main>
      )}
    </div>
  )
}

/** Synpunkter beside the text are for those who read drafts; a läsare has the text alone. */
function useThreadsPanel(report: string): {
  readonly mayRead: boolean
  /** Open ones in the whole report. */
  readonly count: number
  readonly isOpen: boolean
  readonly toggle: () => void
} {
  const navigate = useNavigate()
  const { panel } = useSearch({ strict: false })
  const { data: reports } = useReports()
  const listed = reports?.find(({ id }) => id === report)
  const isOpen = panel === 'synpunkter'
  return {
    mayRead: listed?.openThreads !== undefined,
    count: listed?.openThreads ?? 0,
    isOpen,
    toggle: () =>
      void navigate({
        to: '.',
        search: ({ panel: _open, trad: _thread, ...search }: Record<string, unknown>) => ({
          ...search,
          ...(isOpen ? {} : { panel: 'synpunkter' }),
        }),
        replace: isOpen,
        resetScroll: false,
      }),
  }
}

/** To where the report is written; for a läsare, who has nothing to write there, to the reports. */
function WayBack({ report }: { report: string }) {
  const words = useWords()
  const { data: reports } = useReports()
  const roles = reports?.find(({ id }) => id === report)?.roles ?? []
  return roles.some((role) => role !== 'lasare') ? (
    <Link to="/rapporter/$r" params={{ r: report }} className={style['back']}>
      <ChevronLeft size={20} aria-hidden="true" />
      {words('read.backToEditing')}
    </Link>
  ) : (
    <Link to="/rapporter" className={style['back']}>
      <ChevronLeft size={20} aria-hidden="true" />
      {words('error.toReports')}
    </Link>
  )
}

interface ReadingProps {
  readonly report: string
  readonly document: ReadDocument
  /** The one section that is read, or all of them. */
  readonly section: string | undefined
  /** Set while synpunkter stand beside the text. */
  readonly closeThreads: (() => void) | undefined
}

function Reading({ report, document: read, section, closeThreads }: ReadingProps) {
  const words = useWords()
  const width = useWidth()
  const isWide = width !== 'phone' && width !== 'narrow'
  // The paper is narrower than the window, and the breaks measured on screen are those of the print.
  const [isPaged, setPaged] = useState(isWide)
  if (isPaged !== isWide && !matchMedia('print').matches) setPaged(isWide)
  const [pages, setPages] = useState<Pages | null>(null)
  const article = useRef<HTMLDivElement>(null)
  usePageRules(read)

  const measure = useCallback(() => {
    const element = article.current
    if (element === null || read.chapters.length === 0) return
    if (isPaged) setPages(paginate(element))
    else {
      clearPages(element)
      setPages(null)
    }
  }, [isPaged, read])
  useLayoutEffect(() => {
    measure()
    // Line breaks are only right once the report's own letters are there, and pictures have their height.
    let isGone = false
    void document.fonts.ready.then(() => !isGone && measure())
    const images = [...(article.current?.querySelectorAll('img') ?? [])].filter((image) => !image.complete)
    for (const image of images) image.addEventListener('load', measure, { once: true })
    return () => {
      isGone = true
      for (const image of images) image.removeEventListener('load', measure)
    }
  }, [measure])
  const isLaidOut = pages !== null || !isPaged
  useEffect(() => {
    if (isLaidOut) document.getElementById(window.location.hash.slice(1))?.scrollIntoView()
  }, [isLaidOut])

  const count = pages?.count ?? 0
  return (
    <div className={style['columns']} data-threads={closeThreads !== undefined || undefined}>
      <nav className={style['contents']} aria-label={words('read.contents')}>
        <h2>{words('common.contents')}</h2>
        <ol>
          {read.chapters.map((chapter) => (
            <li key={chapter.id}>
              <ContentsLink
                anchor={chapterAnchor(chapter)}
                number={chapter.number}
                title={chapter.title}
                page={pages?.pageOf.get(chapterAnchor(chapter))}
                strong
              />
              {chapter.sections
                .filter(({ level }) => level === 2)
                .map((section) => (
                  <ContentsLink
                    key={section.id}
                    anchor={sectionAnchor(section.id)}
                    number={section.number}
                    title={section.title}
                    page={pages?.pageOf.get(sectionAnchor(section.id))}
                  />
                ))}
            </li>
          ))}
        </ol>
      </nav>
      <main className={style['desk']} id="text">
        <ReadSeen report={report} document={read} />
        <div
          className={style['pages']}
          data-paged={isPaged || undefined}
          style={isPaged ? { height: count * (pageSize.height + pageSize.gap) } : undefined}
        >
          {Array.from({ length: count }, (_, page) => (
            <PageSheet key={page} page={page} count={count} document={read} pages={pages} />
          ))}
          <div ref={article} className={style['flow']}>
            <ReportDocument
              document={read}
              imageSource={(hash) => `/media/${hash}?report=${encodeURIComponent(report)}`}
            />
          </div>
        </div>
      </main>
      {closeThreads === undefined ? (
        <ReadSummary report={report} document={read} />
      ) : (
        <Suspense fallback={<Waiting />}>
          <ReadThreads report={report} section={section} text={article} onClose={closeThreads} />
        </Suspense>
      )}
    </div>
  )
}

interface ContentsLinkProps {
  readonly anchor: string
  readonly number: string
  readonly title: string
  readonly page: number | undefined
  readonly strong?: boolean
}

function ContentsLink({ anchor, number, title, page, strong = false }: ContentsLinkProps) {
  return (
    <a href={`#${anchor}`} className={style['contentsLink']} data-strong={strong || undefined}>
      <span className={style['number']}>{number}</span>
      <span>{title}</span>
      <span className={style['page']}>{page}</span>
    </a>
  )
}

/** The paper behind one page of the text, with its running head. The print has the same head from the page rules. */
function PageSheet({
  page,
  count,
  document: read,
  pages,
}: {
  page: number
  count: number
  document: ReadDocument
  pages: Pages | null
}) {
  const heads = pages?.heads.filter((head) => head.page === page) ?? []
  return (
    <div
      className={style['sheet']}
      style={{ top: page * (pageSize.height + pageSize.gap) }}
      aria-hidden="true"
    >
      <div className={style['runningHead']}>
        <span>{read.organisation}</span>
        <span>
          {read.documentType} <strong>{read.state}</strong>
        </span>
        <span>
          {page + 1}({count})
        </span>
      </div>
      {heads.map(({ table }) => (
        <RepeatedHead key={table.rows[0]?.textContent ?? ''} table={table} />
      ))}
    </div>
  )
}

/** A copy of a table's head for the eye; a screen reader reads the table as one. */
function RepeatedHead({ table }: { table: HTMLTableElement }) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const head = table.tHead
    const target = place.current
    if (head === null || target === null) return
    const copy = document.createElement('table')
    copy.className = table.className
    copy.append(head.cloneNode(true))
    copy.style.width = `${table.offsetWidth}px`
    const widths = [...head.querySelectorAll('th')].map((cell) => cell.offsetWidth)
    for (const [at, cell] of [...copy.querySelectorAll('th')].entries())
      cell.style.width = `${widths[at] ?? 0}px`
    target.replaceChildren(copy)
    return () => target.replaceChildren()
  }, [table])
  return <div ref={place} className={`report ${style['repeatedHead'] ?? ''}`} />
}

/** Page rules name the organisation, so they are made here; a style sheet object passes where a style element would not. */
function usePageRules(read: ReadDocument): void {
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(pageRules(read))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
    }
  }, [read])
}
