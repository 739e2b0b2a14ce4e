import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ApiProblem } from '../api.ts'
import { Button, look } from '../ui/Button.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { Frame } from './Frame.tsx'
import { ReportGone } from './ReportGone.tsx'
import { ReportProvider } from './ReportProvider.tsx'
import { useReportPart } from './useReport.ts'
import style from '../ui/PlainPage.module.css'

/** The report around its pages: fetched once, kept up to date, framed. */
export default function ReportPage() {
  const { r } = useParams({ from: '/signed-in/rapporter/$r' })
  return (
    <ReportProvider
      report={r}
      waiting={
        <main id="text" className={style['page']}>
          <Waiting />
        </main>
      }
      refused={Refused}
    >
      <OpenReport />
    </ReportProvider>
  )
}

function OpenReport() {
  const words = useWords()
  const isRefused = useReportPart(({ contact }) => contact.state === 'refused')
  const report = useReportPart((state) => state.report.id)
  const navigate = useNavigate()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey && event.shiftKey && !event.altKey && event.key.toLowerCase() === 'f') {
        event.preventDefault()
        void navigate({ to: '/rapporter/$r/sok', params: { r: report } })
      } else if (event.ctrlKey && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'p') {
        event.preventDefault()
        void navigate({ to: '/rapporter/$r/lasvy', params: { r: report } })
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [navigate, report])
  if (isRefused) {
    return (
      <PlainPage title={words('noRight.title')}>
        <p>{words('noRight.withdrawn')}</p>
        <Link to="/rapporter" {...look('filled')}>
          {words('error.toReports')}
        </Link>
      </PlainPage>
    )
  }
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

interface RefusedProps {
  readonly report: string
  readonly problem: ApiProblem
  readonly tryAgain: () => void
}

/** A läsare goes on to what a läsare has; no right and gone look the same. */
function Refused({ report, problem, tryAgain }: RefusedProps) {
  const words = useWords()
  const problemText = useProblemText()
  const navigate = useNavigate()
  const isReader = problem.status === 403
  useEffect(() => {
    if (isReader) void navigate({ to: '/rapporter/$r/lasvy', params: { r: report }, replace: true })
  }, [isReader, navigate, report])
  if (isReader) return null
  if (problem.status === 404) return <ReportGone />
  return (
    <PlainPage title={words('error.title')}>
      <p>{problemText(problem)}</p>
      <Button variant="filled" onPress={tryAgain}>
        {words('common.tryAgain')}
      </Button>
    </PlainPage>
  )
}
