import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useRef, useState, type RefObject } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { RefusedError } from '../api.ts'
import { useReportPart } from '../report/useReport.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords } from '../ui/words.ts'
import { ContentChanges } from './ContentChanges.tsx'
import { Added, Removed } from './InlineChanges.tsx'
import { useCompare, type Compared } from './useCompared.ts'
import { useComparison, type VersionContent } from './useHistory.ts'
import style from './history.module.css'

interface ComparisonProps {
  readonly section: SectionLayout
  readonly compared: Compared
}

/** Two versions of the section in one: what went and what came, in the place of the text, with steps from change to change. */
export function Comparison({ section, compared: { from, to } }: ComparisonProps) {
  const words = useWords()
  const problemText = useProblemText()
  const compare = useCompare()
  const { compared, error } = useComparison(section, from, to)
  const body = useRef<HTMLDivElement>(null)
  const nameOf = useVersionName()
  return (
    <>
      <section className={style['bar']} aria-label={words('history.comparison')}>
        <p className={style['names']}>
          {compared === undefined ? null : (
            <>
              <strong>{nameOf(compared.from)}</strong> <span>{words('history.comparedTo')}</span>{' '}
              <strong>{nameOf(compared.to)}</strong>
            </>
          )}
        </p>
        {compared === undefined ? null : (
          <Steps
            key={`${compared.from.digest} ${compared.to.digest}`}
            body={body}
            count={compared.comparison.count}
          />
        )}
        <Button small onPress={() => compare(null)}>
          {words('history.backToText')}
        </Button>
      </section>
      <div className={style['comparison']} ref={body} lang="sv">
        <h1>
          <span className="section-number figures">{section.number}</span>
          <span>{section.title}</span>
        </h1>
        {compared === undefined ? (
          error === null ? (
            <Waiting lines={6} />
          ) : (
            <Strip tone="warn">
              {error instanceof RefusedError ? problemText(error.problem) : words('contact.none')}
            </Strip>
          )
        ) : (
          <>
            <p className={style['legend']}>
              <Added>{words('history.added')}</Added> <Removed>{words('history.removed')}</Removed>{' '}
              {to === 'now' ? <span>{words('history.lastChangedAt')}</span> : null}
            </p>
            {/* The changes have headings of their own below it, as on the page of approval. */}
            <h2 className="hidden-words">{words('history.comparison')}</h2>
            <ContentChanges
              comparison={compared.comparison}
              before={compared.from.content}
              after={compared.to.content}
              isWhole
              isPresent={to === 'now'}
            />
          </>
        )}
      </div>
    </>
  )
}

/** From change to change in the order of the page. */
function Steps({ body, count }: { readonly body: RefObject<HTMLDivElement | null>; readonly count: number }) {
  const words = useWords()
  const { polite } = useAnnounce()
  const [at, goTo] = useState<number | null>(null)
  const step = (by: 1 | -1): void => {
    const places = changesIn(body.current)
    if (places.length === 0) return
    const next = at === null ? (by === 1 ? 0 : places.length - 1) : (at + by + places.length) % places.length
    for (const place of places) delete place.dataset['current']
    const place = places[next]
    if (place === undefined) return
    place.dataset['current'] = ''
    place.scrollIntoView({ block: 'center' })
    goTo(next)
    polite(
      words('history.stepSaid', {
        at: next + 1,
        count: places.length,
        what: place.textContent.slice(0, 160),
      }),
      'history',
    )
  }
  return (
    <div className={style['steps']}>
      <span>
        {at === null ? words('history.count', { count }) : words('history.stepOf', { at: at + 1, count })}
      </span>
      <IconButton
        small
        name={words('history.previousChange')}
        onPress={() => step(-1)}
        isDisabled={count === 0}
      >
        <ChevronLeft size={18} aria-hidden="true" />
      </IconButton>
      <IconButton small name={words('history.nextChange')} onPress={() => step(1)} isDisabled={count === 0}>
        <ChevronRight size={18} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

const changesIn = (body: HTMLElement | null): HTMLElement[] =>
  body === null ? [] : [...body.querySelectorAll<HTMLElement>('[data-change]')]

function useVersionName(): (version: VersionContent) => string {
  const words = useWords()
  const dates = useDates(useReportPart((state) => state.today))
  return ({ id, at }) =>
    id === 'now'
      ? words('history.nowWord')
      : id === 'seen'
        ? words('history.readAt', { when: dates.moment(at) })
        : id === 'approved'
          ? words('history.approvedAt', { when: dates.moment(at) })
          : dates.moment(at)
}
