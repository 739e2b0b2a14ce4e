import { ChevronDown, ChevronUp, Info } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/Button.tsx'
import { readSetting, writeSetting } from '../ui/setting.ts'
import { useWords } from '../ui/words.ts'

interface GuidanceProps {
  /** Of the section or slot it belongs to: what somebody has folded stays folded there. */
  readonly id: string
  readonly text: string
  readonly htmlId?: string
}

/** The template's advice to the author: foldable per person, never printed. */
export function Guidance({ id, text, htmlId }: GuidanceProps) {
  const words = useWords()
  const setting = `guidance.${id}`
  const [isFolded, fold] = useState(() => readSetting(setting, ['open', 'folded'], 'open') === 'folded')
  const choose = (next: boolean): void => {
    writeSetting(setting, next ? 'folded' : 'open')
    fold(next)
  }
  return (
    <div role="note" className="guidance" data-folded={isFolded || undefined}>
      <Info size={20} aria-hidden="true" />
      <p {...(htmlId === undefined ? {} : { id: htmlId })}>
        <strong>{words('section.guidance')}</strong>
        {isFolded ? null : (
          <>
            {' '}
            {text}
            {htmlId === undefined ? ` ${words('section.guidanceNotPrinted')}` : ''}
          </>
        )}
      </p>
      <IconButton
        small
        name={words(isFolded ? 'section.unfoldGuidance' : 'section.foldGuidance')}
        aria-expanded={!isFolded}
        onPress={() => choose(!isFolded)}
      >
        {isFolded ? <ChevronDown size={18} aria-hidden="true" /> : <ChevronUp size={18} aria-hidden="true" />}
      </IconButton>
    </div>
  )
}
