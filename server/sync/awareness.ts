import { z } from 'zod'

/*
 * What one page tells the others about itself. Only the slot and the caret pass; names come from the server.
 *
 * A caret is resolved in the other person's editor, so its shape is checked strictly: there, a root that does not exist
 * would be created by naming it, and a malformed position would throw while drawing.
 */

export const maxAwarenessEntry = 4096

const idSchema = z.object({ client: z.int().min(0).max(0xffffffff), clock: z.int().min(0) })

const positionSchema = z.object({
  type: idSchema.optional().nullable(),
  tname: z.string().max(300).optional().nullable(),
  item: idSchema.optional().nullable(),
  assoc: z.int().min(-1).max(1).optional(),
})

const stateSchema = z.object({
  slot: z.string().max(300).nullable().optional().catch(null),
  cursor: z.object({ anchor: positionSchema, head: positionSchema }).nullable().optional().catch(null),
})

export type Position = z.infer<typeof positionSchema>
export interface PageState {
  readonly slot: string | null
  readonly cursor: { readonly anchor: Position; readonly head: Position } | null
}

/**
 * The part of a page's state that others may see, or null if there is none.
 *
 * @param roots  slots of the document; others are left out
 */
export const pageState = (state: unknown, roots: ReadonlySet<string>): PageState | null => {
  const parsed = stateSchema.safeParse(state)
  if (!parsed.success) return null
  const { slot, cursor } = parsed.data
  const isPlaced = (position: Position) => typeof position.tname !== 'string' || roots.has(position.tname)
  return {
    slot: slot && roots.has(slot) ? slot : null,
    cursor: cursor && isPlaced(cursor.anchor) && isPlaced(cursor.head) ? cursor : null,
  }
}
