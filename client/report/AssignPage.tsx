import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useMemo, useState } from 'react'
import type { ApiProblem } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Segments } from '../ui/Segments.tsx'
import { Strip } from '../ui/Strip.tsx'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import style from './Assign.module.css'
import { AssignDeputies } from './AssignDeputies.tsx'
import { deputyState } from './assignDeputy.ts'
import { AssignItems } from './AssignItems.tsx'
import { AssignItemsPanel } from './AssignItemsPanel.tsx'
import { AssignMemberPanel } from './AssignMemberPanel.tsx'
import { AssignMembers } from './AssignMembers.tsx'
import { marksOf, noMarks } from './assignMarks.ts'
import { assignRows, type AssignRow } from './assignRows.ts'
import { noEdit } from './assignValues.ts'
import type { PreviousReport, PublicPerson } from './record.ts'
import { Shell, type ShellPanel } from './Shell.tsx'
import { useCommands } from './useCommands.ts'
import { useOnline, usePermission, useReport, useReportConnection } from './useReport.ts'

const AssignPasteDialog = onDemand(() => import('./AssignPasteDialog.tsx'))
const RemindDialog = onDemand(() => import('../notice/RemindDialog.tsx'))

/** Who is in the report and with which roles, who stands in for whom, and who is responsible for what. */
export default function AssignPage() {
  const words = useWords()
  const problemText = useProblemText()
  const navigate = useNavigate()
  const tellDone = useDone()
  const commands = useCommands()
  const { refresh } = useReportConnection()
  const isOnline = useOnline()
  const { report, layout, previousReports, today } = useReport()
  const { visa, punkter } = useSearch({ from: '/signed-in/rapporter/$r/fordela' })
  const mayEdit = usePermission('editPeople').allowed
  const rows = useMemo(() => assignRows(layout, report.plan.items), [layout, report.plan.items])
  const [marks, setMarks] = useState(() => marksOf(punkter, rows))
  const [member, setMember] = useState<Pick<PublicPerson, 'user' | 'name'> | null>(null)
  const [refused, setRefused] = useState<ApiProblem | null>(null)
  // A sheet covers the list, so that it waits until all is marked.
  const width = useWidth()
  const isSheet = width === 'narrow' || width === 'phone'
  const [isSheetOpen, openSheet] = useState(false)
  const [edit, setEdit] = useState(noEdit)
  const endEdit = (): void => {
    openSheet(false)
    setMarks(noMarks)
    setEdit(noEdit)
  }
  const [dialog, setDialog] = useState<'paste' | 'remind' | null>(null)
  const tab = visa === 'personer' ? 'people' : visa === 'stallforetradare' ? 'deputies' : 'items'
  const deputies = report.deputies.filter((deputy) => deputyState(deputy, today) !== 'past').length

  const members = Object.values(report.members).filter(({ grants }) => grants.length > 0)
  const missing = rows.filter(
    ({ kind, id, asks }) => kind === 'section' && asks && (report.items[id]?.people.length ?? 0) === 0,
  ).length
  // Sections can go while they are marked.
  const marked = rows.filter(({ id }) => marks.ids.has(id))

  const copy = async (from: PreviousReport): Promise<void> => {
    const answer = await commands.copyPeople(from.id)
    setRefused(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    // Newcomers are known by name only to the record.
    await refresh()
    tellDone({ sentence: words('assign.copied', { report: from.title }) })
  }

  const panel = ((): ShellPanel | undefined => {
    if (!mayEdit) return undefined
    if (tab === 'items' && marked.length > 0 && (!isSheet || isSheetOpen)) {
      const close = (): void => (isSheet ? openSheet(false) : endEdit())
      return {
        id: 'items',
        title: words('assign.marked', { count: marked.length }),
        onClose: close,
        content: (
          <AssignItemsPanel
            rows={marked}
            edit={edit}
            onEdit={setEdit}
            onClose={endEdit}
            onSaved={endEdit}
            onRemind={() => setDialog('remind')}
          />
        ),
      }
    }
    if (tab === 'people' && member !== null) {
      const close = (): void => setMember(null)
      const isNew = members.every(({ user }) => user !== member.user)
      return {
        id: member.user,
        title: words(isNew ? 'members.addTitle' : 'members.change', { name: member.name }),
        onClose: close,
        content: (
          <AssignMemberPanel key={member.user} user={member.user} name={member.name} onClose={close} />
        ),
      }
    }
    return undefined
  })()

  return (
    <Shell
      title={words('assign.title')}
      panel={panel}
      action={
        isSheet && tab === 'items' && marked.length > 0 ? (
          <>
            <Button onPress={endEdit}>{words('assign.clearMarks')}</Button>
            <Button variant="filled" onPress={() => openSheet(true)}>
              {words('assign.changeMarked', { count: marked.length })}
            </Button>
          </>
        ) : undefined
      }
    >
      <div className={style['page']}>
        <div className={style['titleRow']}>
          <div>
            <h1>{words('assign.title')}</h1>
            <p className={style['lead']}>
              {mayEdit
                ? tab === 'deputies'
                  ? words('deputies.lead')
                  : words(tab === 'items' ? 'assign.lead' : 'members.lead')
                : words('assign.readOnly')}{' '}
              {tab === 'items' ? words('assign.missing', { count: missing }) : null}
            </p>
          </div>
          <Segments
            name={words('assign.tabs')}
            chosen={tab}
            choices={[
              { id: 'items', word: words('assign.tab.items') },
              { id: 'people', word: words('assign.tab.people', { count: members.length }) },
              { id: 'deputies', word: words('assign.tab.deputies', { count: deputies }) },
            ]}
            onChoose={(id) =>
              void navigate({
                to: '/rapporter/$r/fordela',
                params: { r: report.id },
                search: searchOf(id),
                replace: true,
              })
            }
          />
        </div>
        {mayEdit && tab !== 'deputies' ? (
          <p className={style['copy']}>
            {tab === 'items' ? (
              <Button variant="text" small isDisabled={!isOnline} onPress={() => setDialog('paste')}>
                {words('assign.paste')}
              </Button>
            ) : null}
            {previousReports.map((previous) => (
              <Button
                key={previous.id}
                variant="text"
                small
                isDisabled={!isOnline}
                onPress={() => void copy(previous)}
              >
                {words('assign.copy', { report: previous.title })}
              </Button>
            ))}
          </p>
        ) : null}
        {refused === null ? null : (
          <Strip
            tone="bad"
            actions={
              <Button small onPress={() => setRefused(null)}>
                {words('common.close')}
              </Button>
            }
          >
            {problemText(refused)}
          </Strip>
        )}
        {tab === 'items' ? (
          <AssignItems rows={rows} marks={marks} onMarks={setMarks} mayEdit={mayEdit} />
        ) : tab === 'deputies' ? (
          <AssignDeputies mayEdit={mayEdit} />
        ) : (
          <AssignMembers mayEdit={mayEdit} open={member?.user ?? null} onOpen={setMember} />
        )}
        {dialog === 'paste' ? (
          <Suspense>
            <AssignPasteDialog rows={rows} onClose={() => setDialog(null)} />
          </Suspense>
        ) : null}
        {dialog === 'remind' ? (
          <Suspense>
            <RemindDialog areMarked items={withinMarked(rows, marks.ids)} onClose={() => setDialog(null)} />
          </Suspense>
        ) : null}
      </div>
    </Shell>
  )
}

/** What is marked, with all that unfolds from it. */
function withinMarked(rows: readonly AssignRow[], marked: ReadonlySet<string>): string[] {
  const within = new Set<string>()
  for (const { id, parent } of rows) if (marked.has(id) || within.has(parent ?? '')) within.add(id)
  return [...within]
}

const searchOf = (tab: string): { visa?: string } =>
  tab === 'people' ? { visa: 'personer' } : tab === 'deputies' ? { visa: 'stallforetradare' } : {}
