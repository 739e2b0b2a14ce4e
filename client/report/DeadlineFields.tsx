import { X } from 'lucide-react'
import type { Deadline } from '../../shared/report/report.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { useWords } from '../ui/words.ts'
import style from './DeadlineFields.module.css'

interface DeadlineFieldsProps {
  readonly deadlines: readonly Deadline[]
  readonly onChange: (deadlines: Deadline[]) => void
}

/** The report's dates, each with its word. */
export function DeadlineFields({ deadlines, onChange }: DeadlineFieldsProps) {
  const words = useWords()
  const change = (id: string, changed: Partial<Deadline>): void =>
    onChange(deadlines.map((deadline) => (deadline.id === id ? { ...deadline, ...changed } : deadline)))
  return (
    <fieldset className={style['deadlines']}>
      <legend className={style['legend']}>{words('create.deadlines')}</legend>
      {deadlines.map(({ id, label, date }) => (
        <div key={id} className={style['row']}>
          <TextField
            label={words('create.deadlineLabel')}
            value={label}
            onChange={(value) => change(id, { label: value })}
          />
          <TextField
            label={words('create.deadlineDate')}
            type="date"
            value={date}
            onChange={(value) => change(id, { date: value })}
          />
          <IconButton
            name={words('create.removeDeadline', { label })}
            onPress={() => onChange(deadlines.filter((deadline) => deadline.id !== id))}
          >
            <X size={18} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          small
          onPress={() => onChange([...deadlines, { id: freeId(deadlines), label: '', date: '' }])}
        >
          {words('create.addDeadline')}
        </Button>
      </div>
    </fieldset>
  )
}

/** Dates without a word or a day are not sent. */
export const completeDeadlines = (deadlines: readonly Deadline[]): Deadline[] =>
  deadlines
    .filter(({ label, date }) => label.trim() !== '' && date !== '')
    .map((deadline) => ({ ...deadline, label: deadline.label.trim() }))
    .toSorted((a, b) => a.date.localeCompare(b.date))

function freeId(deadlines: readonly Deadline[]): string {
  for (let number = deadlines.length + 1; ; number++) {
    const id = `datum-${number}`
    if (!deadlines.some((deadline) => deadline.id === id)) return id
  }
}
