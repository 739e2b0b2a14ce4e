import { useState } from 'react'
import { sectionsOf } from '../../shared/section/layout.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import style from './Assign.module.css'
import { memberDraft, type RoleDraft } from './assignMember.ts'
import { AssignPersonPicker } from './AssignPersonPicker.tsx'
import type { PublicPerson } from './record.ts'
import { nameOf } from './reportStore.ts'
import { usePersonColour, useReport } from './useReport.ts'

interface AssignMembersProps {
  readonly mayEdit: boolean
  readonly open: string | null
  readonly onOpen: (person: Pick<PublicPerson, 'user' | 'name'>) => void
}

/** Everybody who has a role in the report. */
export function AssignMembers({ mayEdit, open, onOpen }: AssignMembersProps) {
  const words = useWords()
  const isPhone = useWidth() === 'phone'
  const colourOf = usePersonColour()
  const { report, people } = useReport()
  const [isPicking, setPicking] = useState(0)
  const members = Object.values(report.members)
    .filter(({ grants }) => grants.length > 0)
    .toSorted((a, b) => nameOf(people, a.user).localeCompare(nameOf(people, b.user), 'sv'))
  const isMember = (user: string): boolean => (report.members[user]?.grants.length ?? 0) > 0
  const responsibleFor = (user: string): number =>
    Object.values(report.items).filter((item) => item.people.includes(user)).length
  return (
    <>
      {mayEdit ? (
        <div className={style['addMember']}>
          <AssignPersonPicker
            key={isPicking}
            label={words('members.add')}
            note={(user) => (isMember(user) ? words('members.alreadyIn') : undefined)}
            onPick={(person) => {
              onOpen(person)
              setPicking((count) => count + 1)
            }}
          />
        </div>
      ) : null}
      <table className={style['list']}>
        <caption className="hidden-words">{words('members.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{words('members.column.person')}</th>
            {isPhone ? null : <th scope="col">{words('members.column.roles')}</th>}
            {isPhone ? null : <th scope="col">{words('members.column.responsible')}</th>}
          </tr>
        </thead>
        <tbody>
          {members.map(({ user, grants }) => {
            const person = people[user]
            const about = [person?.title, person?.unit]
              .filter((part) => part !== undefined && part !== '')
              .join(', ')
            const name = nameOf(people, user)
            const roles = memberDraft(grants)
              .filter(({ has }) => has)
              .map((held) => (
                <span key={held.role} className={style['role']}>
                  {words(`role.${held.role}`)} <RoleReach held={held} />
                </span>
              ))
            return (
              <tr key={user} className={style['row']} data-marked={open === user || undefined}>
                <th scope="row">
                  <span className={style['member']}>
                    <Avatar name={name} colour={colourOf(user)} size={28} />
                    <span>
                      {mayEdit ? (
                        <button
                          type="button"
                          className={style['memberButton']}
                          data-member={user}
                          aria-current={open === user || undefined}
                          onClick={() => onOpen({ user, name })}
                        >
                          {name}
                        </button>
                      ) : (
                        <span className={style['memberName']}>{name}</span>
                      )}
                      <span className={style['about']}>{about}</span>
                      {isPhone ? <span className={style['phoneRoles']}>{roles}</span> : null}
                    </span>
                  </span>
                </th>
                {isPhone ? null : <td>{roles}</td>}
                {isPhone ? null : (
                  <td className={style['unit']}>
                    {words('members.responsible', { count: responsibleFor(user) })}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

/** "Hela rapporten", or the numbers of the sections. */
function RoleReach({ held }: { held: RoleDraft }) {
  const words = useWords()
  const { layout } = useReport()
  const numbers = sectionsOf(layout).flatMap(({ id, number }) => (held.sections.includes(id) ? [number] : []))
  const items = held.items.length === 0 ? '' : words('members.itemsToo', { count: held.items.length })
  const reach = {
    whole: words('members.limitWhole'),
    sections: `${numbers.join(', ')} ${items}`,
    items:
      held.items.length === 0
        ? words('members.limitItems')
        : words('members.limitedItems', { count: held.items.length }),
  }[held.reach]
  return <span className={style['about']}>{reach}</span>
}
