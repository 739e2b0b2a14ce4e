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
  return {
    ...file,
    deadlines: file.deadlines?.map((deadline) => ({ ...deadline, date: shifted(deadline.date, days) })),
    items: file.items.map((item) =>
      item.due === undefined ? item : { ...item, due: shifted(item.due, days) },
    ),
  }
}
