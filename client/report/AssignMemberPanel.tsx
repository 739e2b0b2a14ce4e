import { useState } from 'react'
import type { Role } from '../../shared/people/role.ts'
import { sectionsOf } from '../../shared/section/layout.ts'
import type { ApiProblem } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { CheckField } from '../ui/Field.tsx'
import { useAnnounce } from '../ui/LiveRegion.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { Strip } from '../ui/Strip.tsx'
import { useWords } from '../ui/words.ts'
import style from './Assign.module.css'
import { grantsOf, memberDraft, type MemberProblem, type Reach, type RoleDraft } from './assignMember.ts'
import { useCommands } from './useCommands.ts'
import { useOnline, useReport, useReportConnection } from './useReport.ts'

const problemWords = { noRole: 'members.pickRole', noSection: 'members.pickSection' } as const

interface AssignMemberPanelProps {
  readonly user: string
  readonly name: string
  readonly onClose: () => void
}

/** One person's roles in the report, each with how far it reaches. */
export function AssignMemberPanel({ user, name, onClose }: AssignMemberPanelProps) {
  const words = useWords()
  const problemText = useProblemText()
  const tellDone = useDone()
  const { assertive } = useAnnounce()
  const commands = useCommands()
  const { refresh } = useReportConnection()
  const isOnline = useOnline()
  const { report } = useReport()
  const grants = report.members[user]?.grants ?? []
  const [draft, setDraft] = useState(() => memberDraft(grants))
  const [problem, setProblem] = useState<MemberProblem | null>(null)
  const [refused, setRefused] = useState<ApiProblem | null>(null)
  const [isSending, setSending] = useState(false)
  const isMember = grants.length > 0

  const change = (role: Role, next: Partial<RoleDraft>): void => {
    setProblem(null)
    setDraft((known) => known.map((held) => (held.role === role ? { ...held, ...next } : held)))
  }
  const takeBack = async (): Promise<void> => {
    const answer = await commands.setMember(user, grants)
    if (!answer.ok) assertive(problemText(answer.problem))
  }
  const send = async (
    command: () => ReturnType<typeof commands.setMember>,
    sentence: string,
  ): Promise<void> => {
    setSending(true)
    try {
      const answer = await command()
      setRefused(answer.ok ? null : answer.problem)
      if (!answer.ok) return
      if (!isMember) await refresh()
      tellDone({ sentence, ...(isMember ? { undo: () => void takeBack() } : {}) })
      onClose()
    } finally {
      setSending(false)
    }
  }
  const save = (): void => {
    const made = grantsOf(draft)
    setProblem(made.ok ? null : made.problem)
    if (made.ok) void send(() => commands.setMember(user, made.grants), words('members.saved', { name }))
  }

  return (
    <form
      className={style['form']}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <fieldset className={style['roles']}>
        <legend>{words('members.roles')}</legend>
        <p className={style['hint']}>{words('members.rolesHint')}</p>
        {draft.map((held) => (
          <div key={held.role} className={style['roleField']}>
            <CheckField
              label={words(`role.${held.role}`)}
              isSelected={held.has}
              onChange={(has) => change(held.role, { has })}
            />
            {held.has ? <ReachFields held={held} onChange={(next) => change(held.role, next)} /> : null}
          </div>
        ))}
      </fieldset>
      {problem === null ? null : (
        <p className={style['error']} role="alert">
          {words(problemWords[problem])}
        </p>
      )}
      {refused === null ? null : <Strip tone="bad">{problemText(refused)}</Strip>}
      {isOnline ? null : <p className={style['hint']}>{words('plan.offline')}</p>}
      <div className={style['buttons']}>
        <Button type="submit" variant="filled" isDisabled={isSending || !isOnline}>
          {words(isMember ? 'common.save' : 'common.add')}
        </Button>
        <Button onPress={onClose}>{words('common.cancel')}</Button>
      </div>
      {isMember ? (
        <div className={style['removeMember']}>
          <Button
            small
            variant="danger"
            isDisabled={isSending || !isOnline}
            onPress={() =>
              void send(() => commands.removeMember(user), words('members.removedNow', { name }))
            }
          >
            {words('members.remove')}
          </Button>
        </div>
      ) : null}
      <p className={style['hint']}>{words('members.effect')}</p>
    </form>
  )
}

const reaches: readonly Reach[] = ['whole', 'sections', 'items']
const reachWords = {
  whole: 'members.limitWhole',
  sections: 'members.limitSections',
  items: 'members.limitItems',
} as const

function ReachFields({ held, onChange }: { held: RoleDraft; onChange: (next: Partial<RoleDraft>) => void }) {
  const words = useWords()
  const { layout } = useReport()
  const role = words(`role.${held.role}`)
  const toggle = (section: string, isOn: boolean): void =>
    onChange({
      sections: isOn ? [...held.sections, section] : held.sections.filter((known) => known !== section),
    })
  return (
    <div className={style['reach']}>
      <fieldset>
        <legend className="hidden-words">{words('members.reachOf', { role })}</legend>
        {reaches
          .filter((reach) => reach !== 'items' || held.role === 'skribent' || held.items.length > 0)
          .map((reach) => (
            <label key={reach} className={style['radio']}>
              <input
                type="radio"
                name={`reach-${held.role}`}
                checked={held.reach === reach}
                onChange={() => onChange({ reach })}
              />
              {words(reachWords[reach])}
            </label>
          ))}
      </fieldset>
      {held.reach === 'sections' ? (
        <fieldset className={style['sections']}>
          <legend className="hidden-words">{words('members.sectionsOf', { role })}</legend>
          {sectionsOf(layout).map(({ id, number, title }) => (
            <CheckField
              key={id}
              label={
                <span className={style['sectionLabel']}>
                  <span className={style['number']}>{number}</span>
                  <span>{title}</span>
                </span>
              }
              isSelected={held.sections.includes(id)}
              onChange={(isOn) => toggle(id, isOn)}
            />
          ))}
        </fieldset>
      ) : null}
      {held.reach === 'whole' || held.items.length === 0 ? null : (
        <CheckField
          label={words('members.keepItems', { count: held.items.length })}
          isSelected
          onChange={() => onChange({ items: [] })}
        />
      )}
    </div>
  )
}
