import { Link, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { approvalTarget } from '../../shared/approval/authors.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { sectionsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { request } from '../api.ts'
import { nameOf } from '../report/reportStore.ts'
import { Shell } from '../report/Shell.tsx'
import { useCommands } from '../report/useCommands.ts'
import { useFindings, useOnline, useReport, useReportConnection } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import { afterRefusal } from './afterRefusal.ts'
import { ApproveFoot } from './ApproveFoot.tsx'
import { ChangedApprovals } from './ChangedApprovals.tsx'
import { definiteTitle } from './forTitle.ts'
import { NothingReady } from './NothingReady.tsx'
import { hindranceOf, warningsOf } from './readiness.ts'
import { openChecksId, ReadyDetail } from './ReadyDetail.tsx'
import { ReadyHead } from './ReadyHead.tsx'
import { ReadyList, rowIdOf, type ReadyRow } from './ReadyList.tsx'
import { useLeadTo } from './useLeadTo.ts'
import { SendBackDialog } from './SendBackDialog.tsx'
import { useReadyContents } from './useReadyContents.ts'
import style from './approve.module.css'

/** `/rapporter/:r/godkann`: all that awaits approval stands still, to be read and approved in a few minutes. */
export default function ApprovePage() {
  const words = useWords()
  const problemText = useProblemText()
  const commands = useCommands()
  const { polite, assertive } = useAnnounce()
  const { refresh } = useReportConnection()
  const { report, layout, people, today, me, may } = useReport()
  const dates = useDates(today)
  const isOnline = useOnline()
  const isPhone = useSingleColumn()
  const { avsnitt } = useSearch({ from: '/signed-in/rapporter/$r/godkann' })
  const findings = useFindings()

  const approvable = useMemo(
    () =>
      sectionsOf(layout).map((section) => ({
        section,
        may: may('approve', approvalTarget(report, section)),
      })),
    [layout, report, may],
  )
  const ready = approvable.filter(
    ({ section, may: answer }) =>
      sectionRecordOf(report, section.id).state === 'klar' && (answer.allowed || answer.because !== 'role'),
  )
  const isApprover = approvable.some(({ may: answer }) => answer.allowed || answer.because !== 'role')
  const sections = ready.map(({ section }) => section)
  const contents = useReadyContents(sections.map(({ id }) => id))

  // A link to one section asks about that one.
  const [marks, setMarks] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [picked, pick] = useState<string | null>(avsnitt ?? null)
  const [read, setRead] = useState<ReadonlySet<string>>(new Set())
  const [dialog, setDialog] = useState<'approve' | 'sendBack' | null>(null)
  const [refused, setRefused] = useState<string>()
  const [isSending, setSending] = useState(false)
  const [done, setDone] = useState<{ readonly count: number; readonly at: string } | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const leadTo = useLeadTo()
  useEffect(() => {
    if (done !== null) heading.current?.focus()
  }, [done])

  const isKnown = sections.some(({ id }) => id === avsnitt)
  const rows = ready.map(({ section, may: answer }): ReadyRow => {
    const content = contents.of(section.id)
    const seen = report.seen[me.user]?.[section.id]?.digest
    return {
      section,
      content,
      may: answer,
      isMarked: answer.allowed && (marks.get(section.id) ?? (!isKnown || section.id === avsnitt)),
      isRead: content !== undefined && (read.has(content.digest) || seen === content.digest),
    }
  })
  const marked = rows.filter(({ isMarked }) => isMarked)
  const chosenId = picked !== null && sections.some(({ id }) => id === picked) ? picked : null
  const chosen = sections.find(({ id }) => id === chosenId) ?? (isPhone ? undefined : sections[0])

  const onRead = useCallback(
    (section: string, digest: string) => {
      setRead((known) => new Set([...known, digest]))
      const path = `/api/reports/${encodeURIComponent(report.id)}/sections/${encodeURIComponent(section)}/seen`
      // Only a help to remember by; what is approved names what was seen itself.
      void request('POST', path, { body: { digest } })
    },
    [report.id],
  )
  const hindrance = hindranceOf({
    isOnline,
    marked: marked.map(({ section }) => section.id),
    shown: new Map(rows.flatMap(({ section, content }) => (content ? [[section.id, content.digest]] : []))),
    open: (section) => warningsOf(findings, report.explanations, section).open,
  })

  /** Where the chosen one unfolds in the list, it is brought into sight. */
  const show = (section: string): void => {
    pick(section)
    if (isPhone) leadTo(rowIdOf(section))
  }

  const approve = async (): Promise<void> => {
    setDialog(null)
    setRefused(undefined)
    setSending(true)
    const asked = marked.flatMap(({ section, content }) =>
      content === undefined ? [] : [{ id: section.id, seen: content.digest }],
    )
    const answer = await commands.approve(asked)
    setSending(false)
    if (answer.ok) {
      setMarks(new Map())
      const [first] = answer.value.sections
      setDone({ count: asked.length, at: first?.seals.at(-1)?.at ?? '' })
      return
    }
    const after = afterRefusal(
      answer.problem,
      asked.map(({ id }) => id),
    )
    if (after.kind === 'askAgain') {
      await contents.renew(after.sections)
      setMarks((known) => new Map([...known, ...after.sections.map((id) => [id, false] as const)]))
      const [first] = after.sections
      if (first !== undefined) show(first)
    } else if (after.kind === 'checkAnew') await refresh()
    const sentence =
      after.kind === 'askAgain'
        ? words('approval.changedWhich', {
            sections: after.sections.map((id) => nameIn(sections, id)).join(', '),
          })
        : problemText(answer.problem)
    setRefused(sentence)
    assertive(sentence)
  }
  const explain = (section: string): void => {
    pick(section)
    // The section is drawn first.
    requestAnimationFrame(() => {
      const place = document.getElementById(openChecksId(section))
      place?.scrollIntoView({ block: 'start' })
      place?.focus({ preventScroll: true })
    })
  }
  const choose = (section: string): void => {
    pick(isPhone && section === chosenId ? null : section)
    polite(words('approval.chosen', { section: nameIn(sections, section) }), 'chosen')
  }

  const detail = (section: SectionLayout, hidesTitle: boolean) => {
    const content = contents.of(section.id)
    return (
      <ReadyDetail
        section={section}
        content={content}
        isFailed={contents.isFailed(section.id)}
        tryAgain={() => void contents.renew([section.id])}
        onRead={() => {
          if (content !== undefined && !read.has(content.digest)) onRead(section.id, content.digest)
        }}
        hidesTitle={hidesTitle}
      />
    )
  }

  if (sections.length === 0) {
    return (
      <Shell title={words('approval.title')} hidesTree>
        <NothingReady
          heading={heading}
          done={done && words('approval.done', { count: done.count, at: dates.time(done.at) })}
          isApprover={isApprover}
        />
      </Shell>
    )
  }
  const locks = sections.flatMap(({ id }) => sectionRecordOf(report, id).locked ?? [])
  const [firstLock] = locks.toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const lockers = [...new Set(locks.map(({ by }) => nameOf(people, by)))].join(', ')
  const since = firstLock === undefined ? '' : dates.moment(firstLock.at)
  const forUser = deputyFor(report, me.user, today)
  const others = otherCounts(report, sectionsOf(layout))
  return (
    <Shell title={words('approval.title')} hidesTree>
      <div className={style['page']}>
        <div className={style['left']}>
          <p className={style['back']}>
            <Link to="/rapporter/$r" params={{ r: report.id }}>
              {words('section.toOverview')}
            </Link>
          </p>
          <h1 ref={heading} tabIndex={-1}>
            {done === null
              ? words('approval.heading', { count: sections.length })
              : words('approval.done', { count: done.count, at: dates.time(done.at) })}
          </h1>
          <p className={style['lead']}>
            {words('approval.lockedSince', { at: since, names: lockers })}{' '}
            {forUser === undefined
              ? null
              : words('approval.youAreDeputy', {
                  title: definiteTitle(people[forUser]?.title ?? ''),
                  name: nameOf(people, forUser),
                })}
          </p>
          <ChangedApprovals />
          <ReadyHead sections={sections} contents={contents} choose={show} />
          <ReadyList
            rows={rows}
            chosen={chosen?.id ?? null}
            onMark={(section, isMarked) => {
              setRefused(undefined)
              setMarks((known) => new Map([...known, [section, isMarked]]))
            }}
            onChoose={choose}
            detail={isPhone ? (section) => detail(section, true) : null}
          />
          <p className={style['others']}>{words('approval.others', others)}</p>
        </div>
        {isPhone || chosen === undefined ? null : (
          <aside
            key={chosen.id}
            className={style['detail']}
            aria-label={`${chosen.number} ${chosen.title}`}
            data-region
            tabIndex={-1}
          >
            {detail(chosen, false)}
          </aside>
        )}
        <ApproveFoot
          sections={sections}
          marked={marked.map(({ section }) => section)}
          hindrance={hindrance}
          refused={refused}
          isSending={isSending}
          chosen={chosen}
          approve={() => setDialog('approve')}
          sendBack={() => setDialog('sendBack')}
          explain={explain}
        />
      </div>
      {dialog === 'approve' ? (
        <Dialog
          isOpen
          onClose={() => setDialog(null)}
          title={askTitle(marked, sections.length, words)}
          foot={
            <>
              <Button onPress={() => setDialog(null)}>{words('common.cancel')}</Button>
              <Button variant="filled" onPress={() => void approve()}>
                {words('approval.yes')}
              </Button>
            </>
          }
        >
          <p>
            {words('approval.askApprove', { count: marked.length, at: since })}{' '}
            {words('approval.unreadCount', { count: marked.filter(({ isRead }) => !isRead).length })}
          </p>
        </Dialog>
      ) : null}
      {dialog === 'sendBack' ? (
        <SendBackDialog sections={sections} chosen={chosen} onClose={() => setDialog(null)} />
      ) : null}
    </Shell>
  )
}

/** Below this the list unfolds instead of standing beside what is chosen. */
const useSingleColumn = (): boolean => {
  const width = useWidth()
  return width === 'phone' || width === 'narrow'
}

function askTitle(marked: readonly ReadyRow[], total: number, words: ReturnType<typeof useWords>): string {
  const [only] = marked
  if (marked.length === 1 && only !== undefined)
    return words('step.approveTitle', { section: `${only.section.number} ${only.section.title}` })
  return marked.length === total
    ? words('approval.askAll', { count: marked.length })
    : words('approval.askSome', { count: marked.length, total })
}

const nameIn = (sections: readonly SectionLayout[], id: string): string => {
  const section = sections.find((candidate) => candidate.id === id)
  return section === undefined ? '' : `${section.number} ${section.title}`
}

/** Whom I stand in for today as an approver, where I am none myself. */
function deputyFor(
  { members, deputies }: Pick<ReturnType<typeof useReport>['report'], 'members' | 'deputies'>,
  user: string,
  today: string,
): string | undefined {
  const isOwn = members[user]?.grants.some(({ role }) => role === 'godkannare') === true
  if (isOwn) return undefined
  return deputies.find(
    (deputy) =>
      deputy.user === user &&
      deputy.from <= today &&
      today <= deputy.to &&
      members[deputy.for]?.grants.some(({ role }) => role === 'godkannare') === true,
  )?.for
}

/** How many sections are elsewhere on their way. */
function otherCounts(
  report: ReturnType<typeof useReport>['report'],
  sections: readonly SectionLayout[],
): { approved: number; reviewed: number; work: number } {
  const states = sections.map(({ id }) => sectionRecordOf(report, id).state)
  const count = (state: (typeof states)[number]): number => states.filter((each) => each === state).length
  return { approved: count('godkand'), reviewed: count('granskning'), work: count('arbete') }
}
