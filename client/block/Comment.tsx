import type { ReactNode } from 'react'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { proseSlotsOf } from '../../shared/section/layout.ts'
import { ContributionTools } from '../contribution/ContributionTools.tsx'
import style from './block.module.css'

interface CommentProps {
  readonly section: SectionLayout
  /** Nothing is drawn for a block or row that has none. */
  readonly slot: string | undefined
  readonly commentSlot: (slotId: string) => ReactNode
}

/** A Kommentar under its heading, or with the heading run in before its first words, as the template has it. */
export function Comment({ section, slot: id, commentSlot }: CommentProps) {
  const slot = proseSlotsOf(section).find((candidate) => candidate.id === id)
  if (slot === undefined) return null
  const { heading, headingLevel } = slot
  return (
    <div
      className={style['comment']}
      data-run-in={(heading !== undefined && headingLevel === undefined) || undefined}
    >
      {heading !== undefined && headingLevel !== undefined ? null : (
        <div className={style['commentTools']}>
          <ContributionTools section={section} slot={slot} />
        </div>
      )}
      {heading === undefined ? null : headingLevel === undefined ? (
        <strong className={style['runIn']}>{heading}.</strong>
      ) : (
        <div className={style['commentHead']}>
          {/* The block's own title is above it and the headings in the text below, whatever level it prints with. */}
          <h3 className={style['commentHeading']} data-level={headingLevel}>
            {heading}
          </h3>
          <ContributionTools section={section} slot={slot} />
        </div>
      )}
      {commentSlot(slot.id)}
    </div>
  )
}
