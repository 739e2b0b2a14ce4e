import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, type CSSProperties } from 'react'
import type { Finding } from '../../shared/check/finding.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { figuresOf } from '../../shared/section/content.ts'
import { blocksOf, type SectionLayout } from '../../shared/section/layout.ts'
import type { ReadDocument } from '../../shared/read/document.ts'
import { ReportDocument } from '../../shared/read/ReportDocument.tsx'
import '../../shared/read/document.css'
import { fetchOrThrow } from '../api.ts'
import { FindingCard } from '../check/FindingCard.tsx'
import { figurePlace, printedAt } from '../history/changedPlaces.ts'
import { ContentChanges } from '../history/ContentChanges.tsx'
import { nameOf } from '../report/reportStore.ts'
import { useFindings, useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { dayOf, useDates } from '../ui/dates.ts'
import { Strip } from '../ui/Strip.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { EarlierJudgements } from './EarlierJudgements.tsx'
import { firstWords } from './firstWords.ts'
import { redJudgements, sinceLastYear, warningsOf } from './readiness.ts'
import type { ReadyContent } from './useReadyContents.ts'
import { plainText } from '../../shared/section/canonical.ts'
import style from './approve.module.css'

interface ReadyDetailProps {
  readonly section: SectionLayout
  readonly content: ReadyContent | undefined
  readonly isFailed: boolean
  readonly tryAgain: () => void
  /** It has been shown to its end. */
  readonly onRead: () => void
  /** On a phone the row above is its heading. */
  readonly hidesTitle?: boolean
}

/** One awaiting section: what changed, what is red, what was explained, and what it was last year. */
export function ReadyDetail({
  section,
  content,
  isFailed,
  tryAgain,
  onRead,
  hidesTitle = false,
}: ReadyDetailProps) {
  const words = useWords()
  return (
    <div className={style['detailBody']}>
      {hidesTitle ? null : (
        <h2 className={style['detailTitle']}>
          <span className="figures">{section.number}</span> {section.title}
        </h2>
      )}
      <Meta section={section} />
      {content !== undefined ? (
        <Parts key={section.id} section={section} content={content} onRead={onRead} />
      ) : isFailed ? (
        <Strip tone="warn" actions={<Button onPress={tryAgain}>{words('common.tryAgain')}</Button>}>
          {words('approval.fetchFailed')}
        </Strip>
      ) : (
        <Waiting lines={6} />
      )}
    </div>
  )
}

/** Who marked it as done, and whose figures are final. */
function Meta({ section }: { readonly section: SectionLayout }) {
  const words = useWords()
  const report = useReportPart((state) => state.report)
  const people = useReportPart((state) => state.people)
  const dates = useDates(useReportPart((state) => state.today))
  const { submitted } = sectionRecordOf(report, section.id)
  const finals = blocksOf(section).flatMap(({ id }) => report.final[id] ?? [])
  const [final] = finals.toSorted((a, b) => (a.at < b.at ? 1 : -1))
  const sentences = [
    ...(submitted === undefined
      ? []
      : [
          words('approval.submittedBy', {
            name: nameOf(people, submitted.by),
            at: dates.short(dayOf(submitted.at)),
          }),
        ]),
    ...(final === undefined
      ? []
      : [
          words('approval.finalFigures', {
            name: nameOf(people, final.by),
            at: dates.short(dayOf(final.at)),
          }),
        ]),
  ]
  return sentences.length === 0 ? null : <p className={style['detailMeta']}>{sentences.join(' ')}</p>
}

interface PartsProps {
  readonly section: SectionLayout
  readonly content: ReadyContent
  readonly onRead: () => void
}

function Parts({ section, content, onRead }: PartsProps) {
  const words = useWords()
  const report = useReportPart((state) => state.report)
  const layout = useReportPart((state) => state.layout)
  const findings = useFindings(section.id)
  const { open, explained } = warningsOf(findings, report.explanations, section.id)
  const reds = redJudgements(report, layout, new Set([section.id]))
  const dates = useDates(useReportPart((state) => state.today))
  const { base, comparison } = content
  return (
    <>
      {base?.kind === 'shown' ? (
        <Strip tone="warn">
          <strong>{words('approval.changedMeanwhile')}</strong>
        </Strip>
      ) : null}
      {open.length === 0 ? null : (
        <section id={openChecksId(section.id)} tabIndex={-1} className={style['part']}>
          <h3>{words('approval.toExplain', { count: open.length })}</h3>
          <Findings findings={open} />
        </section>
      )}
      {base === undefined || comparison === undefined ? (
        <section className={style['part']}>
          <h3>{words('approval.neverRead')}</h3>
          <WholeSection section={section.id} onRead={onRead} />
        </section>
      ) : (
        <section
          className={`${style['part'] ?? ''} ${style['changed'] ?? ''}`}
          style={{ '--became': `'${words('history.became')}'` } as CSSProperties}
        >
          <h3>
            {base.kind === 'shown'
              ? words('approval.changedNow')
              : words(base.kind === 'seen' ? 'approval.sinceSeen' : 'approval.sinceApproved', {
                  at: dates.short(dayOf(base.at)),
                })}
          </h3>
          <ContentChanges comparison={comparison} before={base.content} after={content.content} />
        </section>
      )}
      {reds.length === 0 ? null : (
        <section className={style['part']}>
          <h3>{words('approval.redHere')}</h3>
          <ul className={style['reds']}>
            {reds.map(({ item, family, value, label, slot, isSettled }) => (
              <li key={item}>
                <Symbol family={family} value={value} />
                <p>
                  <strong>{label}</strong> {isSettled ? null : <span>({words('approval.notSettled')})</span>}
                  <small>
                    {firstWords(plainText(slot === undefined ? undefined : content.content.prose[slot])) ||
                      words('approval.noComment')}
                  </small>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {explained.length === 0 ? null : (
        <section className={style['part']}>
          <h3>{words('approval.explainedChecks', { count: explained.length })}</h3>
          <Findings findings={explained} />
        </section>
      )}
      <LastYear section={section} />
      <EarlierJudgements section={section} />
      <p className={style['whole']}>
        <Link to="/rapporter/$r/lasvy" params={{ r: report.id }} search={{ avsnitt: section.id }}>
          {words('approval.readWhole')}
        </Link>
        <Link
          to="/rapporter/$r/avsnitt/$s"
          params={{ r: report.id, s: section.id }}
          search={{ panel: 'historik' }}
        >
          {words('approval.toHistory')}
        </Link>
      </p>
      {base === undefined ? null : <ReadMark onRead={onRead} />}
    </>
  )
}

/** Findings to be read or explained one by one, none of them taken up from a place in the text. */
const Findings = ({ findings }: { readonly findings: readonly Finding[] }) =>
  findings.map((finding) => (
    <FindingCard key={finding.id} finding={finding} following={[]} isActive={false} place={undefined} />
  ))

export const openChecksId = (section: string): string => `oforklarade-${section}`

/** Never read: the section itself, as the nämnd will read it. */
function WholeSection({ section, onRead }: { readonly section: string; readonly onRead: () => void }) {
  const report = useReportPart((state) => state.report.id)
  const { data } = useQuery({
    queryKey: ['read', report, section],
    queryFn: ({ signal }) =>
      fetchOrThrow<ReadDocument>(
        `/api/reports/${encodeURIComponent(report)}/read?section=${encodeURIComponent(section)}`,
        signal,
      ),
    refetchOnWindowFocus: false,
  })
  if (data === undefined) return <Waiting lines={8} />
  return (
    <div className={style['document']}>
      <ReportDocument
        document={data}
        imageSource={(hash) => `/media/${hash}?report=${encodeURIComponent(report)}`}
      />
      <ReadMark onRead={onRead} />
    </div>
  )
}

/** How long the end has to stand on the screen before it counts as read: one may scroll past. */
const dwellMs = 1200

/** Stands at the end of what there is to read, and notices when it is reached. */
function ReadMark({ onRead }: { readonly onRead: () => void }) {
  const mark = useRef<HTMLDivElement>(null)
  const told = useRef(onRead)
  useEffect(() => {
    told.current = onRead
  })
  useEffect(() => {
    const element = mark.current
    if (element === null || typeof IntersectionObserver === 'undefined') return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const observer = new IntersectionObserver(([entry]) => {
      clearTimeout(timer)
      if (entry?.isIntersecting === true) timer = setTimeout(() => told.current(), dwellMs)
    })
    observer.observe(element)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [])
  return <div ref={mark} className={style['end']} />
}

/** The few largest changes since last year, from the tables that hold both years. */
function LastYear({ section }: { readonly section: SectionLayout }) {
  const words = useWords()
  const report = useReportPart((state) => state.report)
  const layout = useReportPart((state) => state.layout)
  const changes = useMemo(() => sinceLastYear(section, figuresOf(report, layout)), [section, report, layout])
  if (changes.length === 0) return null
  const year = report.year
  return (
    <section className={style['part']}>
      <h3>{words('approval.sinceYear', { year: year - 1 })}</h3>
      <table className={style['years']}>
        <thead>
          <tr>
            <th scope="col">{words('approval.row')}</th>
            <th scope="col">{year - 1}</th>
            <th scope="col">{year}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => {
            const place = figurePlace(layout, change)
            return (
              <tr key={`${change.block} ${change.row}`}>
                <th scope="row">{change.label}</th>
                <td className="figures">{printedAt(place, change.before)}</td>
                <td className="figures">
                  <strong>{printedAt(place, change.after)}</strong>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
