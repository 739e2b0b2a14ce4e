import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { fetchOrThrow } from '../api.ts'
import field from '../ui/Field.module.css'
import popover from '../ui/Popover.module.css'
import { useWords } from '../ui/words.ts'
import style from './Assign.module.css'
import type { PublicPerson } from './record.ts'

interface AssignPersonPickerProps {
  readonly label: string
  readonly onPick: (person: PublicPerson) => void
  /** Said under a name, of people who are there already. */
  readonly note?: (user: string) => string | undefined
}

/** Everybody of the installation, by name, title or unit. */
export function AssignPersonPicker({ label, onPick, note }: AssignPersonPickerProps) {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const asked = useDeferredValue(typed.trim())
  const found = useQuery({
    queryKey: ['people', asked],
    queryFn: ({ signal }) =>
      fetchOrThrow<PublicPerson[]>(`/api/people?q=${encodeURIComponent(asked)}`, signal),
    placeholderData: (before) => before,
  })
  const people = found.data ?? []
  return (
    <ComboBox
      className={field['field'] ?? ''}
      items={people}
      inputValue={typed}
      onInputChange={setTyped}
      menuTrigger="focus"
      allowsEmptyCollection
      selectedKey={null}
      onSelectionChange={(key) => {
        const person = people.find(({ user }) => user === key)
        if (person === undefined) return
        onPick(person)
        setTyped('')
      }}
      // The server has chosen already, also by title and unit.
      defaultFilter={() => true}
    >
      <Label className={field['label'] ?? ''}>{label}</Label>
      <Input className={field['input'] ?? ''} placeholder={words('members.search')} />
      <Popover className={`${popover['popover'] ?? ''} ${style['pickerList'] ?? ''}`} offset={4}>
        <ListBox<PublicPerson>
          className={popover['menu'] ?? ''}
          renderEmptyState={() => <p className={style['noMatch']}>{words('people.noMatch')}</p>}
        >
          {(person) => {
            const about = [person.title, person.unit, note?.(person.user)]
              .filter((part) => part !== undefined && part !== '')
              .join(', ')
            return (
              <ListBoxItem id={person.user} textValue={person.name} className={popover['item'] ?? ''}>
                <span>
                  <Text slot="label">{person.name}</Text>
                  <Text slot="description" className={style['about'] ?? ''}>
                    {about}
                  </Text>
                </span>
              </ListBoxItem>
            )
          }}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
