/** The document of one section in one epoch: what a socket opens and a section log holds. */
export type DocName = { reportId: string; sectionId: string; epoch: number }

const part = '[a-z0-9][a-z0-9_-]{0,79}'
const idPattern = new RegExp(`^${part}$`, 'i')
const docPattern = new RegExp(`^(${part})\\.(${part})\\.(0|[1-9][0-9]{0,9})$`, 'i')

/** Whether a text may be the id of a report or a section: it is part of file names. */
export function isStorableId(text: string): boolean {
  return idPattern.test(text)
}

/** Takes `<reportId>.<sectionId>.<epoch>` apart; null if it is anything else. */
export function parseDocId(text: string): DocName | null {
  const [, reportId, sectionId, epoch] = docPattern.exec(text) ?? []
  if (reportId === undefined || sectionId === undefined || epoch === undefined) return null
  return { reportId, sectionId, epoch: Number(epoch) }
}

export function formatDocId({ reportId, sectionId, epoch }: DocName): string {
  return `${reportId}.${sectionId}.${epoch}`
}
