import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { findingText } from '../../shared/check/findingText.ts'
import type { Seal } from '../../shared/approval/seal.ts'
import { fetchOrThrow } from '../api.ts'
import { nameOf } from '../report/reportStore.ts'
import { useCommands } from '../report/useCommands.ts'
import { useFindings, useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { useLanguage } from '../ui/Language.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { checkSeal } from './checkSeal.ts'
import style from './ApprovedBand.module.css'

interface SealDetailsProps {
  readonly section: string
  readonly seal: Seal
}

/** What was approved, in full: the version, on whose behalf, which checks were explained, and a sum to check it by. */
export default function SealDetails({ section, seal }: SealDetailsProps) {
  const words = useWords()
  const { language } = useLanguage()
  const people = useReportPart((state) => state.people)
  const report = useReportPart((state) => state.report.id)
  // The record of a page leaves versions out.
  const { data: history } = useQuery({
    queryKey: ['sealVersion', report, section, seal.hash],
    queryFn: ({ signal }) =>
      fetchOrThrow<{ versions: readonly { digest: string }[] }>(
        `/api/reports/${encodeURIComponent(report)}/sections/${encodeURIComponent(section)}/history`,
        signal,
      ),
    staleTime: Infinity,
  })
  const dates = useDates(useReportPart((state) => state.today))
  const findings = useFindings(section)
  const deputy = useReportPart(({ report }) =>
    report.deputies.find(({ user, for: forUser }) => user === seal.by && forUser === seal.forUser),
  )
  // The latest stands first; the number counts from the oldest.
  const at = history?.versions.findIndex(({ digest }) => digest === seal.content) ?? -1
  const version = history === undefined || at === -1 ? undefined : history.versions.length - at
  const sentenceOf = (id: string): string | undefined => {
    const finding = findings.find((candidate) => candidate.id === id)
    return finding === undefined ? undefined : findingText(finding, language).sentence
  }
  return (
    <div className={style['card']}>
      <dl className={style['details']}>
        {version === undefined ? null : (
          <>
            <dt>{words('approval.versionLabel')}</dt>
            <dd>{words('approval.versionAt', { version, at: dates.moment(seal.at) })}</dd>
          </>
        )}
        {seal.forUser === undefined ? null : (
          <>
            <dt>{words('approval.deputyLabel')}</dt>
            <dd>
              {words('approval.deputyWords', {
                name: nameOf(people, seal.by),
                forName: nameOf(people, seal.forUser),
              })}
              {deputy === undefined
                ? null
                : ` ${words('approval.deputyDates', {
                    from: dates.short(deputy.from),
                    to: dates.short(deputy.to),
                    reason: deputy.reason,
                  })}`}
            </dd>
          </>
        )}
        <dt>{words('approval.explainedLabel')}</dt>
        <dd>
          {seal.explanations.length === 0 ? (
            words('approval.noneExplained')
          ) : (
            <ul>
              {seal.explanations.map(({ finding, reason, by, at: when }) => (
                <li key={finding}>
                  {sentenceOf(finding)}{' '}
                  <strong>
                    {words('approval.explainedBy', { name: nameOf(people, by), when: dates.moment(when) })}
                  </strong>{' '}
                  {reason}
                </li>
              ))}
            </ul>
          )}
        </dd>
        <dt>{words('approval.checksum')}</dt>
        <dd>
          <Checksum section={section} seal={seal} />
        </dd>
      </dl>
    </div>
  )
}

/** The first twelve figures of the sum, and a button that computes it anew from what the server has. */
function Checksum({ section, seal }: SealDetailsProps) {
  const words = useWords()
  const commands = useCommands()
  const problemText = useProblemText()
  const { polite } = useAnnounce()
  const dates = useDates(useReportPart((state) => state.today))
  const [answer, setAnswer] = useState<string>()
  const [isChecking, setChecking] = useState(false)
  const check = async (): Promise<void> => {
    setChecking(true)
    try {
      const fetched = await commands.seal(section)
      const sentence = fetched.ok
        ? words(`approval.check.${await checkSeal(fetched.value, seal.hash)}`, {
            at: dates.moment(seal.at),
          })
        : problemText(fetched.problem)
      setAnswer(sentence)
      polite(sentence, 'checksum')
    } finally {
      setChecking(false)
    }
  }
  return (
    <>
      <code className={style['hash']} title={seal.content}>
        {seal.content.slice(0, 12)}
      </code>
      <Button small isDisabled={isChecking} onPress={() => void check()}>
        {words('approval.check')}
      </Button>
      {answer === undefined ? null : <span>{answer}</span>}
    </>
  )
}
