import { useState } from 'react'
import { useLanguage, type Language } from './Language.tsx'

/** Dates and times as the page writes them: "fre 26 jan", with the year outside the present one; "10.42". */
export interface Dates {
  /** "26 jan" */
  readonly short: (isoDate: string) => string
  /** "fre 26 jan" */
  readonly day: (isoDate: string) => string
  /** "fredag 26 januari" */
  readonly long: (isoDate: string) => string
  /** "10.42" */
  readonly time: (instant: string | number) => string
  /** "10.42" today, else "7 feb 14.32" */
  readonly moment: (instant: string | number) => string
}

const zone = 'Europe/Stockholm'

/** The calendar day in Sweden, as ISO date. */
export const dayOf = (instant: string | number): string => swedishDay.format(new Date(instant))
const swedishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })

/** Whole days from one ISO date to another; negative when it has passed. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** @param today  ISO date that decides which year is the present one */
export function datesIn(language: Language, today: string): Dates {
  const key = `${language} ${today}`
  const dates = known.get(key) ?? makeDates(language, today)
  known.set(key, dates)
  return dates
}

/** Every card and row of a list asks; formatters take ten times as long to make as to use. */
const known = new Map<string, Dates>()

function makeDates(language: Language, today: string): Dates {
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB'
  const format = (options: Intl.DateTimeFormatOptions, timeZone: string) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    // The house writes neither the full stop of an abbreviated month ("jan.") nor a comma after the weekday.
    return (date: Date): string => formatter.format(date).replaceAll('.', '').replaceAll(',', '')
  }
  const year = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const forms = {
    short: format({ day: 'numeric', month: 'short' }, 'UTC'),
    shortYear: format(year, 'UTC'),
    day: format({ weekday: 'short', day: 'numeric', month: 'short' }, 'UTC'),
    dayYear: format({ weekday: 'short', ...year }, 'UTC'),
    long: format({ weekday: 'long', day: 'numeric', month: 'long' }, 'UTC'),
    longYear: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, 'UTC'),
  }
  const thisYear = today.slice(0, 4)
  const dated = (short: (date: Date) => string, withYear: (date: Date) => string) => (isoDate: string) =>
    (isoDate.startsWith(thisYear) ? short : withYear)(new Date(`${isoDate.slice(0, 10)}T00:00:00Z`))
  const clock = new Intl.DateTimeFormat('sv-SE', { hour: '2-digit', minute: '2-digit', timeZone: zone })
  const time = (instant: string | number): string => clock.format(new Date(instant)).replace(':', '.')
  const short = dated(forms.short, forms.shortYear)
  return {
    short,
    day: dated(forms.day, forms.dayYear),
    long: dated(forms.long, forms.longYear),
    time,
    moment: (instant) =>
      dayOf(instant) === today ? time(instant) : `${short(dayOf(instant))} ${time(instant)}`,
  }
}

/** @param today  the server's day where it is known; this computer's otherwise */
export function useDates(today?: string): Dates {
  const { language } = useLanguage()
  const [own] = useState(() => dayOf(Date.now()))
  const day = today ?? own
  return datesIn(language, day)
}
