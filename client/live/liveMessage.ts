import { z } from 'zod'
import { reportEntry } from '../../shared/report/event.ts'

const cell = z.object({ block: z.string(), row: z.string(), column: z.string() })

/** What the server says on `/live/:r`. A server of a later build may say more; that is left unread. */
export const liveMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), seq: z.int(), today: z.iso.date().optional() }),
  /** The day has turned where the report is: deputies' rights begin and end with it. */
  z.object({ type: z.literal('day'), today: z.iso.date() }),
  z.object({ type: z.literal('entry'), entry: reportEntry }),
  z.object({
    type: z.literal('presence'),
    people: z.array(
      z.object({
        user: z.string(),
        section: z.string().nullish(),
        slot: z.string().nullish(),
        cell: cell.nullish(),
      }),
    ),
  }),
])
export type LiveMessage = z.infer<typeof liveMessage>

/** The message, or undefined for one this build does not know. */
export function readLiveMessage(data: unknown): LiveMessage | undefined {
  if (typeof data !== 'string') return undefined
  try {
    return liveMessage.safeParse(JSON.parse(data)).data
  } catch {
    // Not JSON: as unknown as an unknown type.
    return undefined
  }
}
