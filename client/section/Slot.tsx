import { useSyncExternalStore } from 'react'
import type { ProseSlot } from '../../shared/section/layout.ts'
import { ContributionTools } from '../contribution/ContributionTools.tsx'
import { ItemMark } from '../people/ItemMark.tsx'
import { useWords } from '../ui/words.ts'
import { useEditing } from './editing.ts'
import { Guidance } from './Guidance.tsx'
import { SlotEditor } from './SlotEditor.tsx'
import { headingOf } from './slotHeading.ts'
import { StartFrom } from './StartFrom.tsx'

/** A text of the section under its locked heading. The one I stand in has a bar beside it. */
export function Slot({ slot }: { readonly slot: ProseSlot }) {
  const words = useWords()
  const { section, isLocked } = useEditing()
  const isActive = useIsActive(slot.id)
  const guidanceId = `guidance-${slot.id}`
  const Heading = slot.headingLevel === 4 ? 'h3' : 'h2'
  return (
    <section id={slot.id} className="slot" data-active={isActive || undefined}>
      {slot.heading === undefined ? null : (
        <div className="slot-heading" data-level={slot.headingLevel ?? 3}>
          <Heading>{slot.heading}</Heading>
          <ItemMark section={section} item={slot.id} name={slot.heading} />
          <ContributionTools section={section} slot={slot} />
        </div>
      )}
      {slot.guidance === undefined || isLocked ? null : (
        <Guidance id={`${section.id}.${slot.id}`} text={slot.guidance} htmlId={guidanceId} />
      )}
      {slot.heading === undefined ? (
        <div className="slot-tools">
          <ItemMark section={section} item={slot.id} name={section.title} />
          <ContributionTools section={section} slot={slot} />
        </div>
      ) : null}
      <SlotEditor
        slot={slot}
        label={words('section.textOf', { heading: headingOf(section, slot.id) })}
        placeholder={words('section.write')}
        {...(slot.guidance === undefined || isLocked ? {} : { describedBy: guidanceId })}
      />
      <StartFrom slot={slot} />
    </section>
  )
}

/** A Kommentar: the same editor inside a block, which draws its heading. */
export function CommentSlot({ slot }: { readonly slot: ProseSlot }) {
  const words = useWords()
  const { section } = useEditing()
  const isActive = useIsActive(slot.id)
  return (
    <div id={slot.id} className="slot comment-slot" data-active={isActive || undefined}>
      <SlotEditor
        slot={slot}
        label={words('section.commentOf', { heading: headingOf(section, slot.id) })}
        placeholder={words('section.writeComment')}
      />
    </div>
  )
}

function useIsActive(slot: string): boolean {
  const { desk, isLocked } = useEditing()
  const active = useSyncExternalStore(desk.subscribe, () => desk.active()?.slot)
  return active === slot && !isLocked
}
