import { z } from 'zod'

/** Text that could not be saved, and why. Stays until its writer throws it away or puts it in again. */
const rescue = z.object({
  id: z.string(),
  section: z.string(),
  /** `locked`: somebody locked the section; `rights`: the writer may no longer; `restarted`: the text began anew; `other`. */
  because: z.enum(['locked', 'rights', 'restarted', 'other']),
  /** The server's own word for it, for a report of a fault. */
  detail: z.string(),
  at: z.number(),
  pieces: z.array(
    z.object({
      slot: z.string(),
      change: z.enum(['added', 'removed']),
      before: z.string(),
      text: z.string(),
      after: z.string(),
    }),
  ),
})
export type Rescue = z.infer<typeof rescue>

/** Where rescued text is kept: the browser's storage, or an array in a test. */
export interface RescueShelf {
  readonly read: () => Rescue[]
  readonly write: (rescues: readonly Rescue[]) => void
}

/** One shelf per person and section, in this browser. */
export function browserShelf(user: string, report: string, section: string): RescueShelf {
  const key = `samskrift.rescue.${user}/${report}/${section}`
  return {
    read() {
      try {
        const stored = z.array(rescue).safeParse(JSON.parse(localStorage.getItem(key) ?? '[]'))
        return stored.success ? stored.data : []
      } catch {
        // Storage is closed, or what lies there is not ours.
        return []
      }
    },
    write(rescues) {
      try {
        if (rescues.length === 0) localStorage.removeItem(key)
        else localStorage.setItem(key, JSON.stringify(rescues))
      } catch {
        // Storage is closed or full: the text is still on the page, which says that it is only there.
      }
    },
  }
}
