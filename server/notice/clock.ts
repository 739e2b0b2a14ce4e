const zone = 'Europe/Stockholm'

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })
const hourIn = (instant: Date): number => Number(clock.format(instant))

/** When a clock in Sweden shows this whole hour on this day (ISO date). */
export function atHour(day: string, hour: number): Date {
  // Summer time or not: one of the two shows the hour. Hours that a night skips or repeats are never asked for.
  const text = `${day}T${String(hour).padStart(2, '0')}:00:00`
  const winter = new Date(`${text}+01:00`)
  return hourIn(winter) === hour ? winter : new Date(`${text}+02:00`)
}

/** The day after, as ISO date. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
