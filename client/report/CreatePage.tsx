import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Check } from 'lucide-react'
import type { Deadline, Report } from '../../shared/report/report.ts'
import type { Template } from '../../shared/template/template.ts'
import { fetchOrThrow, RefusedError } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { dayOf } from '../ui/dates.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { CheckField, SelectField, TextField } from '../ui/Field.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import head from '../ui/PageHead.module.css'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { usePageTitle } from '../ui/usePageTitle.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { useMe, type Me } from '../people/session.ts'
import { useDone } from '../ui/DoneLine.tsx'
import { createReport } from './commands.ts'
import { completeDeadlines, DeadlineFields } from './DeadlineFields.tsx'
import type { PublicPerson } from './record.ts'
import { useReports, type ReportSummary } from './reportList.ts'
import style from './CreatePage.module.css'

type TemplateSummary = Pick<Template, 'id' | 'version' | 'name' | 'reportType' | 'period' | 'description'>

const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => fetchOrThrow<TemplateSummary[]>('/api/templates', signal),
})

const peopleQuery = queryOptions({
  queryKey: ['people', ''],
  queryFn: ({ signal }) => fetchOrThrow<PublicPerson[]>('/api/people?q=', signal),
})

/** A new report: from a template, and if wanted from an earlier report. */
export default function CreatePage() {
  const words = useWords()
  const templates = useQuery(templatesQuery)
  const reports = useReports()
  const me = useMe()
  usePageTitle(words('create.title'))
  if (templates.error instanceof RefusedError) throw templates.error
  return (
    <>
      <PageHead />
      <main id="text" className={head['page']} data-region tabIndex={-1}>
        <div className={style['column']}>
          <h1>{words('create.title')}</h1>
          {templates.data === undefined || reports.data === undefined || me === undefined ? (
            <Waiting />
          ) : !me.mayCreateReports && !reports.data.some(({ roles }) => roles.includes('samordnare')) ? (
            <EmptyState>{words('create.notYou')}</EmptyState>
          ) : templates.data[0] === undefined ? (
            <EmptyState>{words('create.noTemplates')}</EmptyState>
          ) : (
            <CreateForm me={me} templates={templates.data} first={templates.data[0]} reports={reports.data} />
          )}
        </div>
      </main>
    </>
  )
}

interface CreateFormProps {
  readonly me: Me
  readonly templates: readonly TemplateSummary[]
  readonly first: TemplateSummary
  readonly reports: readonly ReportSummary[]
}

function CreateForm({ me, templates, first, reports }: CreateFormProps) {
  const words = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const { assertive } = useAnnounce()
  const [templateId, setTemplate] = useState(first.id)
  // Last year's report is the usual beginning; its nämnd and the year after it are then known as well.
  const earlier = reports.filter(({ roles }) => roles.some((role) => role !== 'lasare'))
  const [previous, setPrevious] = useState(earlier[0]?.id ?? '')
  const before = earlier.find(({ id }) => id === previous)
  const done = useDone()
  // Whoever looks after the installation makes reports for others.
  const isForOthers = me.system.length > 0
  const people = useQuery({ ...peopleQuery, enabled: isForOthers })
  const others = (people.data ?? []).filter(({ user }) => user !== me.user)
  const [samordnare, setSamordnare] = useState(me.user)
  const [organisation, setOrganisation] = useState(before?.organisation ?? '')
  const [administration, setAdministration] = useState(before?.administration ?? '')
  const [title, setTitle] = useState('')
  const [year, setYear] = useState(() =>
    before === undefined ? dayOf(Date.now()).slice(0, 4) : String(before.year + 1),
  )
  const [copyPeople, setCopyPeople] = useState(true)
  const [edited, setEdited] = useState<Deadline[]>()
  const [isTried, setTried] = useState(false)
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<string>()

  const template = templates.find(({ id }) => id === templateId) ?? first
  const whole = useQuery({
    queryKey: ['template', templateId],
    queryFn: ({ signal }) =>
      fetchOrThrow<Template>(`/api/templates/${encodeURIComponent(templateId)}`, signal),
    staleTime: Infinity,
  })
  const isYear = /^\d{4}$/.test(year) && Number(year) >= 1990 && Number(year) <= 2200
  const suggested = (isYear ? (whole.data?.deadlines ?? []) : []).map(({ id, label, monthDay }) => ({
    id,
    label,
    date: `${Number(year) + 1}-${monthDay}`,
  }))
  const deadlines = edited ?? suggested

  const choosePrevious = (id: string): void => {
    setPrevious(id)
    const chosen = earlier.find((report) => report.id === id)
    if (chosen === undefined) return
    setOrganisation(chosen.organisation)
    setAdministration(chosen.administration)
    setYear(String(chosen.year + 1))
  }

  const submit = async (): Promise<void> => {
    setTried(true)
    if (organisation.trim() === '' || !isYear) {
      assertive(words(organisation.trim() === '' ? 'create.required' : 'create.yearWrong'))
      return
    }
    setSending(true)
    try {
      const answer = await createReport({
        template: template.id,
        organisation: organisation.trim(),
        year: Number(year),
        deadlines: completeDeadlines(deadlines),
        ...(administration.trim() === '' ? {} : { administration: administration.trim() }),
        ...(title.trim() === '' ? {} : { title: title.trim() }),
        ...(previous === '' ? {} : { previous, copyPeople }),
        ...(samordnare === me.user ? {} : { samordnare }),
      })
      if (!answer.ok) {
        setError(problemText(answer.problem))
        assertive(problemText(answer.problem))
        return
      }
      await queries.invalidateQueries({ queryKey: ['reports'] })
      const other = others.find(({ user }) => user === samordnare)
      if (other === undefined) {
        await navigate({ to: '/rapporter/$r', params: { r: answer.value.id } })
        return
      }
      done({ sentence: words('create.doneFor', { name: other.name }) })
      await navigate({ to: '/rapporter' })
    } finally {
      setSending(false)
    }
  }

  return (
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className={style['lead']}>{words(isForOthers ? 'create.leadFor' : 'create.lead')}</p>
      <SelectField
        label={words('create.template')}
        value={templateId}
        onChange={setTemplate}
        choices={templates.map(({ id, name }) => ({ id, word: name }))}
        {...(template.description === undefined ? {} : { hint: template.description })}
      />
      {isForOthers ? (
        <SelectField
          label={words('create.samordnare')}
          hint={words('create.samordnareHint')}
          value={samordnare}
          onChange={setSamordnare}
          choices={[
            { id: me.user, word: words('create.samordnareMe') },
            ...others.map(({ user, name, title }) => ({
              id: user,
              word: title === '' ? name : `${name}, ${title}`,
            })),
          ]}
        />
      ) : null}
      <SelectField
        label={words('create.previous')}
        value={previous}
        onChange={choosePrevious}
        choices={[
          { id: '', word: words('create.noPrevious') },
          ...earlier.map((report) => ({ id: report.id, word: `${report.title}, ${report.organisation}` })),
        ]}
      />
      {before === undefined ? null : (
        <div className={style['carried']}>
          <p className={style['carriedTitle']}>{words('create.carried')}</p>
          <ul>
            {(['create.carriedPlan', 'create.carriedFigures', 'create.carriedRows'] as const).map((id) => (
              <li key={id}>
                <Check size={16} aria-hidden="true" /> {words(id)}
              </li>
            ))}
          </ul>
          <p>{words('create.notCarried')}</p>
          <CheckField label={words('create.copyPeople')} isSelected={copyPeople} onChange={setCopyPeople} />
        </div>
      )}
      <div className={style['pair']}>
        <TextField
          label={words('create.organisation')}
          hint={words('create.organisationHint')}
          value={organisation}
          onChange={setOrganisation}
          maxLength={200}
          error={isTried && organisation.trim() === '' ? words('create.required') : undefined}
        />
        <TextField
          label={words('create.administration')}
          hint={words('create.administrationHint')}
          value={administration}
          onChange={setAdministration}
          maxLength={200}
        />
      </div>
      <div className={style['pair']}>
        <TextField
          label={words('create.year')}
          value={year}
          onChange={setYear}
          maxLength={4}
          narrow
          error={isTried && !isYear ? words('create.yearWrong') : undefined}
        />
        <div>
          <p className={style['label']}>{words('create.period')}</p>
          <p>{periodWord(template.period, words)}</p>
        </div>
      </div>
      <TextField
        label={words('create.name')}
        hint={words('create.nameHint')}
        value={title}
        onChange={setTitle}
        maxLength={200}
      />
      <DeadlineFields deadlines={deadlines} onChange={setEdited} />
      {error === undefined ? null : <Strip tone="bad">{error}</Strip>}
      <div>
        <Button variant="filled" type="submit" isDisabled={isSending}>
          {words('create.submit')}
        </Button>
      </div>
    </form>
  )
}

/** The template decides the period: its rows and wording are those of a whole year or of a delår. */
const periodWord = (period: Report['period'], words: ReturnType<typeof useWords>): string =>
  words(period === 'helar' ? 'create.period.helar' : 'create.period.delar')
