import { useWords } from '../ui/words.ts'
import { useEditing } from './editing.ts'
import { headingOf } from './slotHeading.ts'

/** All the advice of the section in one place: the section's own, then text by text. */
export function GuidancePanel() {
  const words = useWords()
  const { section } = useEditing()
  const slots = section.slots.flatMap(({ id, kind, guidance, ...slot }) =>
    guidance === undefined
      ? []
      : [
          {
            id,
            guidance,
            heading: kind === 'block' && 'block' in slot ? slot.block.title : headingOf(section, id),
          },
        ],
  )
  if (section.guidance === undefined && slots.length === 0) return <p>{words('section.noGuidance')}</p>
  return (
    <div className="guidance-panel">
      {section.guidance === undefined ? null : <p>{section.guidance}</p>}
      {slots.map(({ id, guidance, heading }) => (
        <section key={id}>
          <h3>{heading}</h3>
          <p>{guidance}</p>
        </section>
      ))}
    </div>
  )
}
