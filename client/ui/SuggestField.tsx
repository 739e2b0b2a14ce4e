import { useId } from 'react'
import style from './Field.module.css'

interface SuggestFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Words used before; anything else may be written too. */
  readonly suggestions: readonly string[]
  readonly hint?: string
  readonly placeholder?: string
  readonly maxLength?: number
}

/** A text field that offers what has been written in such a field before, with the browser's own list. */
export function SuggestField({
  label,
  value,
  onChange,
  suggestions,
  hint,
  placeholder = '',
  maxLength = 200,
}: SuggestFieldProps) {
  const field = useId()
  return (
    <div className={style['field']}>
      <label className={style['label']} htmlFor={field}>
        {label}
      </label>
      {hint === undefined ? null : (
        <span className={style['hint']} id={`${field}-hint`}>
          {hint}
        </span>
      )}
      <input
        id={field}
        className={style['input']}
        list={`${field}-list`}
        value={value}
        placeholder={placeholder}
        maxLength={maxLength}
        autoComplete="off"
        {...(hint === undefined ? {} : { 'aria-describedby': `${field}-hint` })}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={`${field}-list`}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion}>
            {suggestion}
          </option>
        ))}
      </datalist>
    </div>
  )
}
