import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { AssignPersonPicker } from '../report/AssignPersonPicker.tsx'
import { IconButton } from '../ui/Button.tsx'
import { useWords } from '../ui/words.ts'
import style from './ask.module.css'

export interface Area {
  readonly unit: string
  readonly writers: readonly { readonly user: string; readonly name: string }[]
}

interface WritersProps {
  readonly label: string
  readonly writers: Area['writers']
  readonly isTried: boolean
  readonly onChange: (writers: Area['writers']) => void
  readonly remove: ReactNode
}

/** Who writes for one område: each by name, and a field for one more. */
export function Writers({ label, writers, isTried, onChange, remove }: WritersProps) {
  const words = useWords()
  return (
    <div className={style['writers']}>
      <div className={style['writersHead']}>
        <AssignPersonPicker
          label={label}
          onPick={({ user, name }) => {
            if (!writers.some((known) => known.user === user)) onChange([...writers, { user, name }])
          }}
        />
        {remove}
      </div>
      <ul className={style['names']}>
        {writers.map(({ user, name }) => (
          <li key={user}>
            {name}
            <IconButton
              small
              name={words('contribution.removeWriter', { name })}
              onPress={() => onChange(writers.filter((known) => known.user !== user))}
            >
              <X size={16} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      {isTried && writers.length === 0 ? (
        <p role="alert" className={style['error']}>
          {words('contribution.writerMissing')}
        </p>
      ) : null}
    </div>
  )
}
