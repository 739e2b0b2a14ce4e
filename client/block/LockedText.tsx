import type { BlockViewProps } from './blockViewProps.ts'
import { TextLines } from './TextLines.tsx'

/** Words that every report of the template prints alike. */
export function LockedText({ block }: BlockViewProps) {
  return (
    <>
      {block.title === '' ? null : <h2>{block.title}</h2>}
      <TextLines lines={block.text ?? []} headingLevel={block.title === '' ? 2 : 3} />
    </>
  )
}
