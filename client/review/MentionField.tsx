/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a text area that offers people as one types has no tag of its own */
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useReportPart } from '../report/useReport.ts'
import { useWords } from '../ui/words.ts'
import { matching, mentionable, mentionBefore, withMention, type Mentionable } from './mention.ts'
import style from './review.module.css'

interface MentionFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Ctrl+Enter. */
  readonly onSend: () => void
  /** Esc, while no list of people is open. */
  readonly onLeave: () => void
  readonly error?: string | undefined
  readonly placeholder?: string
  readonly autoFocus?: boolean
}

/** Where a Synpunkt is written; "@" offers the people of the report. */
export function MentionField({
  label,
  value,
  onChange,
  onSend,
  onLeave,
  error,
  placeholder = '',
  autoFocus = true,
}: MentionFieldProps) {
  const words = useWords()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const takesFocus = useRef(autoFocus)
  const people = usePeople()
  const [caret, setCaret] = useState(value.length)
  const [at, setAt] = useState(0)
  const [shutAt, shut] = useState<number | null>(null)
  const typed = mentionBefore(value, caret)
  const offered = typed === null || typed.from === shutAt ? [] : matching(people, typed.query)
  const chosen = offered[Math.min(at, offered.length - 1)]
  const moveCaret = useRef<number | null>(null)

  useEffect(() => {
    const { current } = field
    if (current === null || !takesFocus.current) return
    current.focus({ preventScroll: true })
    current.setSelectionRange(current.value.length, current.value.length)
  }, [])
  useLayoutEffect(() => {
    const { current } = field
    if (current === null) return
    // As high as what is written, up to a third of the panel.
    current.style.height = 'auto'
    current.style.height = `${Math.min(260, current.scrollHeight + 2)}px`
    if (moveCaret.current !== null) current.setSelectionRange(moveCaret.current, moveCaret.current)
    moveCaret.current = null
  })

  const put = ({ name }: Mentionable): void => {
    const next = withMention(value, caret, name)
    moveCaret.current = next.caret
    setCaret(next.caret)
    onChange(next.text)
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSend()
      return
    }
    if (chosen !== undefined) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined) setAt((offered.indexOf(chosen) + step + offered.length) % offered.length)
      else if (event.key === 'Enter' || event.key === 'Tab') put(chosen)
      else if (event.key === 'Escape') shut(typed?.from ?? null)
      else return
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onLeave()
    }
  }
  return (
    <div className={style['mentionField']}>
      <label className={style['fieldLabel']} htmlFor={id}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        className={style['textarea']}
        rows={2}
        maxLength={4000}
        value={value}
        placeholder={placeholder}
        role="combobox"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-expanded={offered.length > 0}
        aria-controls={`${id}-people`}
        {...(chosen === undefined ? {} : { 'aria-activedescendant': `${id}-${chosen.user}` })}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? `${id}-hint` : `${id}-error`}
        onChange={({ currentTarget }) => {
          setCaret(currentTarget.selectionStart)
          setAt(0)
          onChange(currentTarget.value)
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-people`}
        role="listbox"
        aria-label={words('review.people')}
        className={style['people']}
        hidden={offered.length === 0}
      >
        {offered.map((person) => (
          // The field keeps the focus and its keys choose; the pointer chooses by pressing.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={person.user}
            id={`${id}-${person.user}`}
            role="option"
            tabIndex={-1}
            aria-selected={person === chosen}
            className={style['person']}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => put(person)}
          >
            {person.name}
          </div>
        ))}
      </div>
      {error === undefined ? (
        <p id={`${id}-hint`} className={style['fieldHint']}>
          {words('review.fieldHint')}
        </p>
      ) : (
        <p id={`${id}-error`} className={style['fieldError']} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

/** Everybody who can be named here. */
export function usePeople(): readonly Mentionable[] {
  const members = useReportPart(({ report }) => report.members)
  const people = useReportPart((state) => state.people)
  return useMemo(() => mentionable(members, people), [members, people])
}
