import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { RefusedError } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { TextField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { reportCommands, type SearchHit } from './commands.ts'
import style from './SearchPage.module.css'
import { Shell } from './Shell.tsx'
import { useReportPart } from './useReport.ts'

/** Search in the whole report: texts, tables and plan. The browser's own search stays what it is. */
export default function SearchPage() {
  const words = useWords()
  const problemText = useProblemText()
  const navigate = useNavigate()
  const report = useReportPart((state) => state.report.id)
  const { q = '' } = useSearch({ from: '/signed-in/rapporter/$r/sok' })
  const [typed, setTyped] = useState(q)
  const answer = useQuery({
    queryKey: ['search', report, q],
    queryFn: async () => {
      const found = await reportCommands(report).search(q)
      if (!found.ok) throw new RefusedError(found.problem)
      return found.value.hits
    },
    enabled: q !== '',
    staleTime: 0,
  })
  return (
    <Shell title={words('search.title')}>
      <div className={style['page']}>
        <h1>{words('search.title')}</h1>
        <p className={style['lead']}>{words('search.lead')}</p>
        <search>
          <form
            className={style['form']}
            onSubmit={(event) => {
              event.preventDefault()
              void navigate({ to: '/rapporter/$r/sok', params: { r: report }, search: { q: typed.trim() } })
            }}
          >
            <TextField
              label={words('search.field')}
              type="search"
              value={typed}
              onChange={setTyped}
              autoFocus
            />
            <Button type="submit" variant="filled">
              {words('common.search')}
            </Button>
          </form>
        </search>
        {answer.error instanceof RefusedError ? (
          <Strip tone="bad">{problemText(answer.error.problem)}</Strip>
        ) : null}
        {q !== '' && answer.isPending ? <Waiting /> : null}
        {answer.data === undefined ? null : (
          <>
            <output className={style['count']}>
              {words('search.hits', { count: answer.data.length, words: q })}
            </output>
            {answer.data.length === 0 ? <EmptyState>{words('search.advice')}</EmptyState> : null}
            <ul>
              {answer.data.map((hit, at) => (
                <Hit key={at} report={report} hit={hit} wanted={q} />
              ))}
            </ul>
          </>
        )}
      </div>
    </Shell>
  )
}

function Hit({ report, hit, wanted }: { report: string; hit: SearchHit; wanted: string }) {
  const words = useWords()
  const place = hit.slot ?? hit.planItem ?? hit.block
  const cell =
    hit.block !== undefined && hit.row !== undefined && hit.column !== undefined
      ? `${hit.block}.${hit.row}.${hit.column}`
      : undefined
  return (
    <li className={style['hit']}>
      <Link
        to="/rapporter/$r/avsnitt/$s"
        params={{ r: report, s: hit.section }}
        search={cell === undefined ? {} : { cell }}
        {...(place === undefined ? {} : { hash: place })}
        className={style['link']}
      >
        <span className={style['number']}>{hit.number}</span> {hit.title}
      </Link>
      <p className={style['excerpt']}>
        <span className={style['kind']}>{words(`search.kind.${hit.kind}`)}</span>{' '}
        <Marked text={hit.excerpt} wanted={wanted} />
      </p>
    </li>
  )
}

/** The excerpt with what was searched for marked, however it is written. */
function Marked({ text, wanted }: { text: string; wanted: string }) {
  const at = fold(text).indexOf(fold(wanted))
  if (at === -1) return text
  return (
    <>
      {text.slice(0, at)}
      <mark className={style['mark']}>{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </>
  )
}

/** Same length as the text, so that a place in one is a place in the other. */
const fold = (text: string): string => text.toLowerCase().replaceAll('\u2212', '-').replaceAll('\u00a0', ' ')
