import { z } from 'zod'
import { id } from '../template/id.ts'
import type { Footnote } from './block.ts'

/** A note under a table as a template gives it; its mark is made when it is printed. */
export const templateFootnote = z.strictObject({
  id,
  anchor: z.union([
    z.strictObject({ row: id, column: id }),
    z.strictObject({ row: id }),
    z.strictObject({ column: id }),
    z.literal('table'),
  ]),
  text: z.string().min(1),
})

export const footnotesOf = (
  notes: readonly z.output<typeof templateFootnote>[],
  text: (text: string) => string,
): Footnote[] => notes.map((note) => ({ ...note, text: text(note.text) }))
