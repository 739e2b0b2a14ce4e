import type { DemoFile } from './demoFile.ts'

const dayMs = 86_400_000

const shifted = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/**
 * The file with its deadlines moved so that `today` is the day it is told as of. A demo is met in the middle of its
 * work, whatever year it is; figures, decisions and what the texts say stay as they were.
 *
 * @param today  ISO date
 */
export function toldToday(file: DemoFile, today: string): DemoFile {
  if (file.toldAsOf === undefined) return file
  const days = Math.round((Date.parse(today) - Date.parse(file.toldAsOf)) / dayMs)
  const due = <T extends { due?: string | undefined }>(asked: T): T =>
    asked.due === undefined ? asked : { ...asked, due: shifted(asked.due, days) }
  return {
    ...file,
    deadlines: file.deadlines?.map((deadline) => ({ ...deadline, date: shifted(deadline.date, days) })),
    items: file.items.map(due),
    contributions: file.contributions.map(due),
    deputies: file.deputies.map((deputy) => ({
      ...deputy,
      from: shifted(deputy.from, days),
      to: shifted(deputy.to, days),
    })),
  }
}
