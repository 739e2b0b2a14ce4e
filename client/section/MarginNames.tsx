import { useEffect, useRef, useState } from 'react'
import { initialsOf } from '../ui/Avatar.tsx'
import { useEditing } from './editing.ts'

interface Tag {
  readonly client: number
  readonly name: string
  readonly colour: number
  readonly top: number
  readonly isShort: boolean
}

const initialsAfterMs = 30_000
const goneAfterMs = 5 * 60_000
const fullNameNeeds = 130
/** Initials clear the bar of the active text only where there is this much room. */
const initialsNeed = 70
const tagHeight = 22

/**
 * Names of the others, in the margin left of the column at the line of their caret: never on the words, where a tag
 * would hide what a colleague is reading. Tags at one line stand below each other.
 */
export function MarginNames() {
  const { snapshot } = useEditing()
  const { text, people } = snapshot
  const holder = useRef<HTMLDivElement>(null)
  const [tags, setTags] = useState<readonly Tag[]>([])
  const [isTight, setTight] = useState(false)

  useEffect(() => {
    if (text === null) return undefined
    const moved = new Map<number, { cursor: string; at: number }>()
    let frame = 0

    const measure = (): void => {
      frame = 0
      const column = holder.current?.parentElement
      if (!column) return
      const { top: columnTop, left } = column.getBoundingClientRect()
      const margin = left - (column.parentElement?.getBoundingClientRect().left ?? 0)
      const now = Date.now()
      const found: Tag[] = []
      for (const caret of column.querySelectorAll<HTMLElement>('.remote-caret[data-client]')) {
        const client = Number(caret.dataset['client'])
        const person = people.get(client)
        const cursor = JSON.stringify(text.awareness.getStates().get(client)?.['cursor'] ?? null)
        const last = moved.get(client)
        if (last?.cursor !== cursor) moved.set(client, { cursor, at: now })
        const still = now - (moved.get(client)?.at ?? now)
        if (person === undefined) continue
        // A caret may have been drawn before the server said whose it is.
        caret.className = caret.className.replace(/person-\d/, `person-${person.colour % 8}`)
        if (still > goneAfterMs) continue
        found.push({
          client,
          name: person.name,
          colour: person.colour,
          top: caret.getBoundingClientRect().top - columnTop + 2,
          isShort: margin < fullNameNeeds || still > initialsAfterMs,
        })
      }
      setTight(margin < initialsNeed)
      const next = stacked(found)
      setTags((before) => (isSame(before, next) ? before : next))
    }
    const later = (): void => {
      // After the editors have drawn: two frames from a caret that moved.
      if (frame === 0) frame = requestAnimationFrame(() => (frame = requestAnimationFrame(measure)))
    }
    const { awareness, doc } = text
    awareness.on('change', later)
    doc.on('update', later)
    globalThis.addEventListener('resize', later)
    const observer = new ResizeObserver(later)
    if (holder.current?.parentElement) observer.observe(holder.current.parentElement)
    const timer = setInterval(later, 5000)
    later()
    return () => {
      cancelAnimationFrame(frame)
      awareness.off('change', later)
      doc.off('update', later)
      globalThis.removeEventListener('resize', later)
      observer.disconnect()
      clearInterval(timer)
    }
  }, [text, people])

  return (
    <div ref={holder} className="margin-names" data-tight={isTight || undefined} aria-hidden="true">
      {tags.map(({ client, name, colour, top, isShort }) => (
        <span
          key={client}
          className={`margin-name person-${colour % 8}`}
          data-short={isShort || undefined}
          style={{ top }}
          title={name}
        >
          {isShort ? initialsOf(name) : name}
        </span>
      ))}
    </div>
  )
}

function stacked(tags: readonly Tag[]): Tag[] {
  let free = Number.NEGATIVE_INFINITY
  return tags
    .toSorted((a, b) => a.top - b.top || a.client - b.client)
    .map((tag) => {
      const top = Math.max(tag.top, free)
      free = top + tagHeight + 2
      return { ...tag, top }
    })
}

const isSame = (a: readonly Tag[], b: readonly Tag[]): boolean =>
  a.length === b.length &&
  a.every((tag, at) => {
    const other = b[at]
    return (
      other !== undefined &&
      tag.client === other.client &&
      Math.abs(tag.top - other.top) < 1 &&
      tag.isShort === other.isShort &&
      tag.name === other.name
    )
  })
