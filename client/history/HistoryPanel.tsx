import { useId, useState, type ReactNode } from 'react'
import type { Version } from '../../shared/history/version.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { RefusedError } from '../api.ts'
import { nameOf } from '../report/reportStore.ts'
import { useOnline, usePermission, usePersonColour, useReportPart } from '../report/useReport.ts'
import { Avatars } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { dayOf, useDates, type Dates } from '../ui/dates.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { SelectField } from '../ui/Field.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWidth } from '../ui/useWidth.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { useWords, type Words } from '../ui/words.ts'
import { RestoreDialog } from './RestoreDialog.tsx'
import { useCompare, useCompared } from './useCompared.ts'
import { useSectionHistory, type SectionHistory } from './useHistory.ts'
import style from './history.module.css'

/** Versions of the section by day. One that is chosen stands against now, or against another, in place of the text. */
export function HistoryPanel({ section }: { readonly section: SectionLayout }) {
  const words = useWords()
  const problemText = useProblemText()
  const { data, error, refetch } = useSectionHistory(section)
  if (data === undefined && error !== null) {
    return (
      <EmptyState actions={<Button onPress={() => void refetch()}>{words('common.tryAgain')}</Button>}>
        {error instanceof RefusedError ? problemText(error.problem) : words('contact.none')}
      </EmptyState>
    )
  }
  if (data === undefined) return <Waiting />
  return data.versions.length === 0 ? (
    <EmptyState>{words('history.none')}</EmptyState>
  ) : (
    <Versions section={section} history={data} />
  )
}

function Versions({
  section,
  history,
}: {
  readonly section: SectionLayout
  readonly history: SectionHistory
}) {
  const words = useWords()
  const group = useId()
  const compared = useCompared()
  const compare = useCompare()
  const width = useWidth()
  const isSheet = width === 'phone' || width === 'narrow'
  const dates = useDates(useReportPart((state) => state.today))
  const today = useReportPart((state) => state.today)
  const seen = useReportPart(({ report, me }) => report.seen[me.user]?.[section.id])
  const [restoring, restore] = useState<Version | null>(null)
  const { versions, now } = history
  const choose = (from: string | null): void =>
    // A sheet lies over the text: it makes way for the comparison.
    compare(from === null ? null : { from, to: 'now' }, isSheet ? null : undefined)
  const to = compared?.to ?? 'now'
  const fromNow = versions[0]?.words ?? 0
  return (
    <div className={style['panel']}>
      <fieldset className={style['days']}>
        <legend className="hidden-words">{words('history.choose')}</legend>
        <ul className={style['versions']}>
          <Row
            group={group}
            isChosen={compared === null}
            isTo={compared !== null && to === 'now'}
            onChoose={() => choose(null)}
            title={words('history.now')}
            about={
              now.digest === versions[0]?.digest
                ? words('history.sameAsLast')
                : wordsWord(now.words - fromNow, words)
            }
            people={now.people}
          />
          {seen === undefined ? null : (
            <Row
              group={group}
              isChosen={compared?.from === 'seen'}
              isTo={false}
              onChoose={() => choose('seen')}
              title={words('history.asIRead')}
              about={dates.moment(seen.at)}
              people={[]}
            />
          )}
        </ul>
        {byDay(versions).map(({ day, versions: ofDay }) => (
          <div key={day} className={style['day']}>
            <h3>{day === today ? words('history.today', { day: dates.short(day) }) : dates.long(day)}</h3>
            <ul className={style['versions']}>
              {ofDay.map((version) => (
                <Row
                  key={version.id}
                  group={group}
                  isChosen={compared?.from === version.id}
                  isTo={to === version.id}
                  onChoose={() => choose(version.id)}
                  title={dates.time(version.at)}
                  about={aboutVersion(version, versions, words, dates)}
                  people={version.people}
                >
                  {compared?.from === version.id ? (
                    <Chosen
                      section={section}
                      versions={versions}
                      version={version}
                      to={to}
                      onTo={(next) => compare({ from: version.id, to: next })}
                      onRestore={() => restore(version)}
                    />
                  ) : null}
                </Row>
              ))}
            </ul>
          </div>
        ))}
      </fieldset>
      <p className={style['foot']}>{words('history.foot')}</p>
      {restoring === null ? null : (
        <RestoreDialog section={section} version={restoring} onClose={() => restore(null)} />
      )}
    </div>
  )
}

interface RowProps {
  readonly group: string
  readonly isChosen: boolean
  readonly isTo: boolean
  readonly onChoose: () => void
  readonly title: string
  readonly about: string
  readonly people: readonly string[]
  readonly children?: ReactNode
}

function Row({ group, isChosen, isTo, onChoose, title, about, people, children }: RowProps) {
  const words = useWords()
  const known = useReportPart((state) => state.people)
  const colour = usePersonColour()
  const named = people.map((user) => ({ user, name: nameOf(known, user), colour: colour(user) }))
  return (
    <li className={style['version']} data-chosen={isChosen || undefined} data-to={isTo || undefined}>
      <label className={style['choice']}>
        <input type="radio" name={group} checked={isChosen} onChange={onChoose} />
        <span className={style['what']}>
          <strong>{title}</strong>
          {isTo ? <span className={style['tag']}>{words('history.to')}</span> : null}
          <span>{about}</span>
        </span>
        {named.length === 0 ? null : <Avatars people={named} size={22} />}
      </label>
      {children}
    </li>
  )
}

interface ChosenProps {
  readonly section: SectionLayout
  readonly versions: readonly Version[]
  readonly version: Version
  readonly to: string
  readonly onTo: (version: string) => void
  readonly onRestore: () => void
}

/** What can be done with the version that is chosen: what to compare it with, and going back to it. */
function Chosen({ section, versions, version, to, onTo, onRestore }: ChosenProps) {
  const words = useWords()
  const dates = useDates(useReportPart((state) => state.today))
  const write = usePermission('write', section.id, [section.id])
  const isOnline = useOnline()
  const because = write.allowed
    ? isOnline
      ? undefined
      : words('step.refused.offline')
    : write.because === 'role'
      ? undefined
      : words('history.lockedNow')
  return (
    <div className={style['chosen']}>
      <SelectField
        label={words('history.comparedWith')}
        value={to}
        onChange={onTo}
        choices={[
          { id: 'now', word: words('history.nowWord') },
          ...versions
            .filter(({ id }) => id !== version.id)
            .map(({ id, at }) => ({ id, word: dates.moment(at) })),
        ]}
      />
      {write.allowed || write.because !== 'role' ? (
        <Button small onPress={onRestore} isDisabled={because !== undefined}>
          {words('history.restoreAsk')}
        </Button>
      ) : null}
      {because === undefined ? null : <p className={style['because']}>{because}</p>}
    </div>
  )
}

/** In words why it was kept, and how many words it has more or fewer than the one before. */
function aboutVersion(version: Version, all: readonly Version[], words: Words, dates: Dates): string {
  const before = all[all.indexOf(version) + 1]
  const change =
    before === undefined
      ? words('history.wordCount', { count: version.words })
      : wordsWord(version.words - before.words, words)
  switch (version.reason) {
    case 'submit':
      return `${words('history.reason.submit')}, ${change}`
    case 'approve':
      return `${words('history.reason.approve')}, ${change}`
    case 'reopen':
      return `${words('history.reason.reopen')}, ${change}`
    case 'beforeRestore':
      return version.restored === undefined
        ? change
        : words('history.reason.beforeRestore', { when: dates.moment(version.restored.at) })
    case 'rest':
      return before === undefined ? `${words('history.first')}, ${change}` : change
  }
}

const wordsWord = (difference: number, words: Words): string =>
  difference === 0
    ? words('history.noWordsMore')
    : words(difference > 0 ? 'history.wordsMore' : 'history.wordsLess', { count: Math.abs(difference) })

function byDay(versions: readonly Version[]): { readonly day: string; readonly versions: Version[] }[] {
  const days: { day: string; versions: Version[] }[] = []
  for (const version of versions) {
    const day = dayOf(version.at)
    const last = days.at(-1)
    if (last?.day === day) last.versions.push(version)
    else days.push({ day, versions: [version] })
  }
  return days
}
