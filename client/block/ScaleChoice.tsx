/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus -- native radios choose when arrows move, and here a choice is saved at once; the focus is on the radios, one of which is in the tab order */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { Check } from 'lucide-react'
import { useWords } from '../ui/words.ts'
import { usePartHeading } from './JudgementLine.tsx'
import { ScaleSymbol } from './ScaleSymbol.tsx'
import type { JudgementPart } from './useJudgement.ts'
import style from './StatusPicker.module.css'

interface ScaleChoiceProps {
  readonly part: JudgementPart
  readonly chosen: string | undefined
  readonly isReadOnly: boolean
  readonly takesFocus?: boolean
  /** To be read from the other end of a room. */
  readonly isLarge?: boolean
  readonly onChoose: (value: string) => void
}

/** Arrows move, Enter or Space chooses: what is chosen is saved, so moving must not choose. */
export function ScaleChoice({
  part,
  chosen,
  isReadOnly,
  takesFocus = false,
  isLarge = false,
  onChoose,
}: ScaleChoiceProps) {
  const words = useWords()
  const heading = usePartHeading(part)
  const id = useId()
  const group = useRef<HTMLDivElement>(null)
  const { values } = part.scale
  const [focused, setFocused] = useState(() =>
    Math.max(
      0,
      values.findIndex((value) => value.id === chosen),
    ),
  )
  useEffect(() => {
    if (takesFocus) group.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [takesFocus])
  const onKeyDown = (event: KeyboardEvent): void => {
    const step =
      event.key === 'ArrowDown' || event.key === 'ArrowRight'
        ? 1
        : event.key === 'ArrowUp' || event.key === 'ArrowLeft'
          ? -1
          : 0
    if (step === 0) return
    event.preventDefault()
    const next = (focused + step + values.length) % values.length
    setFocused(next)
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus()
  }
  return (
    <div className={style['scale']} data-large={isLarge || undefined}>
      <h3 id={id} className={style['heading']}>
        {heading}
      </h3>
      <div
        ref={group}
        role="radiogroup"
        aria-labelledby={id}
        aria-readonly={isReadOnly || undefined}
        onKeyDown={onKeyDown}
      >
        {values.map((value, at) => (
          <button
            key={value.id}
            type="button"
            role="radio"
            aria-checked={value.id === chosen}
            aria-disabled={isReadOnly || undefined}
            tabIndex={at === focused ? 0 : -1}
            className={style['value']}
            onFocus={() => setFocused(at)}
            onClick={() => {
              if (!isReadOnly && value.id !== chosen) onChoose(value.id)
            }}
          >
            <ScaleSymbol scale={part.scaleId} value={value.id} size={isLarge ? 30 : 24} />
            <span className={style['words']}>
              <span className={style['label']}>{value.label}</span>
              {isSaidAlready(value.label, value.wording) ? null : (
                <span className={style['wording']}>
                  {sentence(value.wording)}
                  {value.id === 'storre_avvikelse' ? ` ${words('block.status.needsComment')}` : ''}
                </span>
              )}
            </span>
            {value.id === chosen ? <Check size={20} aria-hidden="true" className={style['check']} /> : null}
          </button>
        ))}
      </div>
    </div>
  )
}

const isSaidAlready = (label: string, wording: string): boolean =>
  label.toLocaleLowerCase('sv') === wording.toLocaleLowerCase('sv')
const sentence = (text: string): string =>
  `${text.slice(0, 1).toLocaleUpperCase('sv')}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`
