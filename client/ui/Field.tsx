import type { HTMLInputTypeAttribute, ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField'
import style from './Field.module.css'
import { useWords } from './words.ts'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode
  /** What is wrong, in a sentence; nothing while it is right. */
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
}

interface TextFieldProps extends FieldProps {
  readonly type?: HTMLInputTypeAttribute
  readonly placeholder?: string
  readonly autoComplete?: string
  readonly maxLength?: number
  /** Lines; one gives an input, more a text area. */
  readonly lines?: number
  readonly onKeyDown?: AriaTextFieldProps['onKeyDown']
  readonly narrow?: boolean
}

/** Label, input, hint and error that belong together for the eye and the ear. `type="date"` gives an ISO date. */
export function TextField({
  label,
  value,
  onChange,
  hint,
  error,
  optional = false,
  isDisabled = false,
  autoFocus = false,
  type = 'text',
  placeholder,
  autoComplete,
  maxLength,
  lines = 1,
  onKeyDown,
  narrow = false,
}: TextFieldProps) {
  const words = useWords()
  return (
    <AriaTextField
      className={style['field'] ?? ''}
      {...(narrow ? { 'data-narrow': true } : {})}
      value={value}
      onChange={onChange}
      isInvalid={error !== undefined}
      // The browser would hold a form back for what was wrong when it was last sent, and never ask again.
      validationBehavior="aria"
      isDisabled={isDisabled}
      type={type}
      // The focus follows the person's own act: the dialog or form was opened to type here.
      autoFocus={autoFocus}
      {...(autoComplete === undefined ? {} : { autoComplete })}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(onKeyDown === undefined ? {} : { onKeyDown })}
    >
      <Label className={style['label'] ?? ''}>
        <span>
          {label}
          {optional ? <span className={style['optional']}> {words('common.optional')}</span> : null}
        </span>
      </Label>
      {hint === undefined ? null : (
        <Text slot="description" className={style['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      {lines === 1 ? (
        <Input className={style['input'] ?? ''} placeholder={placeholder ?? ''} />
      ) : (
        <AriaTextArea className={style['input'] ?? ''} rows={lines} placeholder={placeholder ?? ''} />
      )}
      <FieldError className={style['error'] ?? ''}>{error}</FieldError>
    </AriaTextField>
  )
}

export interface Choice {
  readonly id: string
  readonly word: string
}

interface SelectFieldProps extends FieldProps {
  readonly choices: readonly Choice[]
}

/** The browser's own list: the one that every phone and screen reader knows. */
export function SelectField({
  label,
  value,
  onChange,
  hint,
  error,
  choices,
  isDisabled = false,
}: SelectFieldProps) {
  return (
    <div className={style['field']}>
      <label className={style['label']}>
        <span>{label}</span>
        {hint === undefined ? null : <span className={style['hint']}>{hint}</span>}
        <select
          className={style['input']}
          value={value}
          disabled={isDisabled}
          aria-invalid={error !== undefined || undefined}
          onChange={(event) => onChange(event.target.value)}
        >
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.word}
            </option>
          ))}
        </select>
      </label>
      {error === undefined ? null : <span className={style['error']}>{error}</span>}
    </div>
  )
}

interface CheckFieldProps {
  readonly label: ReactNode
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly hint?: string
  readonly isDisabled?: boolean
}

export function CheckField({ label, isSelected, onChange, hint, isDisabled = false }: CheckFieldProps) {
  return (
    <label className={style['check']} data-disabled={isDisabled || undefined}>
      <input
        type="checkbox"
        checked={isSelected}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        {hint === undefined ? null : <span className={style['hint']}>{hint}</span>}
      </span>
    </label>
  )
}
