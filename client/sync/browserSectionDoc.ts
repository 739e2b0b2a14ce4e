import { request } from '../api.ts'
import { keepCopy, takeLeftCopies } from './localCopies.ts'
import { browserShelf } from './rescue.ts'
import type { Lease, SectionDoc } from './sectionDoc.ts'
import { openSectionDoc } from './sectionDoc.ts'
import { openWebsocketChannel } from './websocketChannel.ts'

/** The text of a section with everything a browser gives it: lease, socket, copies on this computer, clock. */
export const openInBrowser = (report: string, section: string, user: string): SectionDoc =>
  openText(report, section, user, 'sections')

/** The same for a text that is written unseen; its one root is the contribution's. */
export const openContribution = (report: string, contribution: string, user: string): SectionDoc =>
  openText(report, contribution, user, 'contributions')

function openText(
  report: string,
  section: string,
  user: string,
  among: 'sections' | 'contributions',
): SectionDoc {
  const path = `/api/reports/${encodeURIComponent(report)}/${among}/${encodeURIComponent(section)}/lease`
  const origin = `${globalThis.location.protocol === 'https:' ? 'wss' : 'ws'}://${globalThis.location.host}`
  // The last part of a doc's name is the epoch: copies of earlier ones are this section's too.
  const isOfSection = (docName: string): boolean => docName.startsWith(`${report}.${section}.`)
  return openSectionDoc(section, {
    lease: () => request<Lease>('POST', path),
    openChannel: (doc, docName, events) => openWebsocketChannel(origin, doc, docName, events),
    keepCopy: (doc, docName) => within(2000, keepCopy(user, docName, doc)),
    takeLeftCopies: async () => (await within(2000, takeLeftCopies(user, isOfSection))) ?? [],
    shelf: browserShelf(user, report, section),
    now: () => Date.now(),
    later(run, ms) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  })
}

/** A browser's database can hang or be refused (private window, full disk); writing must not wait for it. */
function within<T>(ms: number, answer: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ms)
    answer.then(resolve, () => resolve(null)).finally(() => clearTimeout(timer))
  })
}
