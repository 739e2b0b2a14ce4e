import { useState } from 'react'
import type { Finding } from '../../shared/check/finding.ts'
import { itemsOfRow } from '../../shared/section/item.ts'
import { blocksOf, type SectionLayout } from '../../shared/section/layout.ts'
import type { Report } from '../../shared/report/report.ts'
import { nameOf } from '../report/reportStore.ts'
import { useReportPart } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { Strip } from '../ui/Strip.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import { AskDialog } from './AskDialog.tsx'
import type { Hindrance } from './readiness.ts'
import style from './approve.module.css'

interface ApproveFootProps {
  readonly sections: readonly SectionLayout[]
  readonly marked: readonly SectionLayout[]
  readonly hindrance: Hindrance | null
  /** Refused by the server, in its own words. */
  readonly refused: string | undefined
  readonly isSending: boolean
  /** The chosen section, which "Skicka tillbaka…" speaks of. */
  readonly chosen: SectionLayout | undefined
  readonly approve: () => void
  readonly sendBack: () => void
  /** Leads to the findings of a section that nobody has explained. */
  readonly explain: (section: string) => void
}

/** Two buttons that stay in sight, and why the first one waits where it does. */
export function ApproveFoot({
  sections,
  marked,
  hindrance,
  refused,
  isSending,
  chosen,
  approve,
  sendBack,
  explain,
}: ApproveFootProps) {
  const words = useWords()
  const [only] = marked
  const label =
    marked.length === sections.length && marked.length > 1
      ? words('approval.approveAll', { count: marked.length })
      : marked.length === 1 && only !== undefined
        ? words('approval.approveOne', { section: only.number })
        : words('approval.approveSome', { count: marked.length })
  const because =
    hindrance === null || hindrance.kind === 'unexplained' || hindrance.kind === 'loading'
      ? undefined
      : words(hindrance.kind === 'offline' ? 'section.offlineAction' : 'approval.nothingMarked')
  return (
    <section
      className={style['foot']}
      aria-label={words('approval.foot')}
      data-refused={refused === undefined ? undefined : true}
      data-region
      tabIndex={-1}
    >
      {refused === undefined ? null : <Strip tone="bad">{refused}</Strip>}
      {hindrance?.kind === 'unexplained' ? (
        <Unexplained hindrance={hindrance} sections={sections} explain={explain} />
      ) : null}
      <div className={style['footLine']}>
        <span className={style['footIcon']}>
          <Symbol family="section" value="klar" size={28} />
        </span>
        <p className={style['footWords']} data-because={because === undefined ? undefined : true}>
          <strong>{words('approval.marked', { marked: marked.length, total: sections.length })}</strong>
          <span id="approve-because">{because ?? words('approval.lockedAfter')}</span>
        </p>
        <div className={style['footButtons']}>
          <Button onPress={sendBack}>
            {chosen === undefined
              ? words('section.sendBack')
              : words('approval.sendBackOne', { section: chosen.number })}
          </Button>
          <Button
            variant="filled"
            isDisabled={hindrance !== null || isSending}
            aria-describedby={hindrance?.kind === 'unexplained' ? 'approve-unexplained' : 'approve-because'}
            onPress={approve}
          >
            {label}
          </Button>
        </div>
      </div>
    </section>
  )
}

interface UnexplainedProps {
  readonly hindrance: Extract<Hindrance, { kind: 'unexplained' }>
  readonly sections: readonly SectionLayout[]
  readonly explain: (section: string) => void
}

/** Who knows, and the way to ask them; the approver may explain it too. */
function Unexplained({ hindrance: { section: id, findings }, sections, explain }: UnexplainedProps) {
  const words = useWords()
  const report = useReportPart((state) => state.report)
  const people = useReportPart((state) => state.people)
  const [isAsking, ask] = useState(false)
  const section = sections.find((candidate) => candidate.id === id)
  const [first] = findings
  if (section === undefined || first === undefined) return null
  const responsible = responsibleFor(report, section, first)
  return (
    <Strip
      tone="warn"
      actions={
        <>
          {responsible === undefined ? null : (
            <Button small onPress={() => ask(true)}>
              {words('approval.ask', { name: nameOf(people, responsible) })}
            </Button>
          )}
          <Button small onPress={() => explain(id)}>
            {words('approval.explainMyself')}
          </Button>
        </>
      }
    >
      <span id="approve-unexplained" className={style['lacks']}>
        <Symbol family="flag" value="error" />
        {words('approval.lacks', { count: findings.length, section: section.number })}
      </span>
      {isAsking && responsible !== undefined ? (
        <AskDialog user={responsible} section={section} findings={findings} onClose={() => ask(false)} />
      ) : null}
    </Strip>
  )
}

/** Who answers for what a finding speaks of: of the row, the table or the section, the nearest; else who marked it as done. */
function responsibleFor(
  report: Pick<Report, 'items' | 'sections'>,
  section: SectionLayout,
  finding: Finding,
): string | undefined {
  const block = blocksOf(section).find(({ id }) => id === finding.block)
  const items =
    block === undefined
      ? [...(finding.slot === undefined ? [] : [finding.slot]), section.id]
      : itemsOfRow(section, block, finding.row)
  return (
    items.flatMap((item) => report.items[item]?.people ?? [])[0] ?? report.sections[section.id]?.submitted?.by
  )
}
