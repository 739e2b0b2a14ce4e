import type { OpenReport } from '../reports/reports.ts'

/** Which pictures belong to which report: hashes alone would let one board's reader fetch another's picture. */
export interface Images {
  belongs(open: OpenReport, hash: string): Promise<boolean>
}

/** Reads the journal of a report once, and follows it from then on. */
export function reportImages(): Images {
  const known = new WeakMap<OpenReport, Promise<Set<string>>>()
  const read = async (open: OpenReport): Promise<Set<string>> => {
    const hashes = new Set<string>()
    open.register.onDurable((entries) => {
      for (const { event } of entries) if (event.type === 'imageAdded') hashes.add(event.hash)
    })
    for (const { event } of await open.register.entries())
      if (event?.type === 'imageAdded') hashes.add(event.hash)
    return hashes
  }
  return {
    async belongs(open, hash) {
      const reading = known.get(open) ?? read(open)
      known.set(open, reading)
      return (await reading).has(hash)
    },
  }
}
