import type { ShownSectionState } from './symbol/sectionSymbol.tsx'
import style from './SectionStrip.module.css'

interface SectionStripProps {
  /** One list a chapter, one state a section, in the report's order. */
  readonly chapters: readonly (readonly ShownSectionState[])[]
  /** The counts in words; they are also written out below the strip by whoever draws it. */
  readonly name: string
  readonly size?: 'tall' | 'low'
}

/** One cell a section: dashed, hatched, half filled, filled with a dot, filled. */
export function SectionStrip({ chapters, name, size = 'tall' }: SectionStripProps) {
  return (
    // An image made of cells: there is no picture file that an <img> could name.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="img" aria-label={name} className={style['strip']} data-size={size}>
      {chapters.map((states, chapter) => (
        <span key={chapter} className={style['chapter']}>
          {states.map((state, section) => (
            <StripCell key={section} state={state} />
          ))}
        </span>
      ))}
    </div>
  )
}

export function StripCell({ state }: { state: ShownSectionState }) {
  return <span className={style['cell']} data-state={state} />
}
