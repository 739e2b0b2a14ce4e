import { Link } from '@tanstack/react-router'
import { findSection } from '../../shared/section/layout.ts'
import { Avatar, Avatars } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Popover } from '../ui/Popover.tsx'
import { useWords } from '../ui/words.ts'
import { nameOf } from './reportStore.ts'
import style from './PresenceButton.module.css'
import { usePersonColour, usePresence, useReportPart } from './useReport.ts'

/** "2 till här": who has the report open, where they are, and the way there. */
export function PresenceButton() {
  const words = useWords()
  const presence = usePresence()
  const people = useReportPart((state) => state.people)
  const layout = useReportPart((state) => state.layout)
  const report = useReportPart((state) => state.report.id)
  const colourOf = usePersonColour()
  const users = [...new Map(presence.map((person) => [person.user, person])).values()]
  if (users.length === 0) return null
  const named = users.map((person) => ({
    ...person,
    name: nameOf(people, person.user),
    colour: colourOf(person.user),
  }))
  return (
    <Popover
      name={words('presence.title')}
      trigger={
        <Button variant="quiet">
          <Avatars people={named} size={28} />
          <span className={style['count']}>{words('presence.others', { count: users.length })}</span>
        </Button>
      }
    >
      {(close) => (
        <ul className={style['list']}>
          {named.map(({ user, name, colour, section }) => {
            const place = section === null ? undefined : findSection(layout, section)
            return (
              <li key={user} className={style['person']}>
                <Avatar name={name} colour={colour} size={28} />
                <span className={style['name']}>
                  {name}
                  <span className={style['place']}>
                    {place === undefined ? words('presence.inOverview') : `${place.number} ${place.title}`}
                  </span>
                </span>
                {place === undefined ? null : (
                  <Link to="/rapporter/$r/avsnitt/$s" params={{ r: report, s: place.id }} onClick={close}>
                    {words('presence.goThere')}
                    <span className="hidden-words">: {name}</span>
                  </Link>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Popover>
  )
}
