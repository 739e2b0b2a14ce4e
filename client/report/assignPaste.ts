import type { PublicPerson } from './record.ts'

/** Something that can be given out, as the page lists it. */
export interface PastePlace {
  readonly id: string
  readonly number?: string
  readonly title: string
}

/** One line of a pasted list, and what it was taken for. */
export interface PastedLine {
  /** Its place in the list, from 0. */
  readonly line: number
  readonly place: string
  readonly who: string
  /** Null where it fits nothing, or several. */
  readonly item: string | null
  readonly people: readonly string[]
  /** Names that fit nobody, or several. */
  readonly unknown: readonly string[]
  readonly unit?: string
  readonly due?: string
}

interface PasteSurroundings {
  readonly places: readonly PastePlace[]
  readonly people: readonly PublicPerson[]
  /** Who has which address, as far as the server has said. */
  readonly byAddress?: Readonly<Record<string, string>>
  /** ISO date: decides the year of a date without one. */
  readonly today: string
}

/**
 * Reads a list of who is responsible: section or item, name, and in any order område and date. Sections are found by number or
 * title, people by name in either order, sign-in name or e-mail address.
 *
 * @param cells  as they were pasted; a line of headings above them is left out
 */
export function readPastedList(
  cells: readonly (readonly string[])[],
  surroundings: PasteSurroundings,
): PastedLine[] {
  return cells.flatMap((texts, line) => {
    const [place = '', who = '', ...rest] = texts.map((text) => text.trim().replaceAll(/\s+/g, ' '))
    if (place === '' && who === '') return []
    if (line === 0 && headings.has(place.toLocaleLowerCase('sv'))) return []
    const { people, unknown } = peopleIn(who, surroundings)
    const more = rest.filter((text) => text !== '')
    const due = more.map((text) => readDate(text, surroundings.today)).find((date) => date !== null)
    const unit = more.find((text) => readDate(text, surroundings.today) === null)
    return [
      {
        line,
        place,
        who,
        item: itemOf(place, surroundings.places),
        people,
        unknown,
        ...(unit === undefined ? {} : { unit }),
        ...(due === undefined || due === null ? {} : { due }),
      },
    ]
  })
}

/** Addresses in a list that no person was found for by name. */
export const addressesIn = (lines: readonly PastedLine[]): string[] => [
  ...new Set(lines.flatMap(({ unknown }) => unknown.filter((name) => name.includes('@')))),
]

const headings = new Set(['punkt', 'avsnitt', 'uppgift', 'nr', 'nummer', 'rubrik', 'item', 'section'])

const plain = (text: string): string =>
  text
    .toLocaleLowerCase('sv')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** By number ("5.3", "5.3 Vidtagna åtgärder"), else by title, else by the one title that begins so. */
function itemOf(text: string, places: readonly PastePlace[]): string | null {
  const number = /^(\d+(?:\.\d+)*)\.?(?:\s|$)/.exec(text)?.[1]
  const numbered = number === undefined ? undefined : places.find((place) => place.number === number)
  if (numbered !== undefined) return numbered.id
  const wanted = plain(text)
  if (wanted === '') return null
  const byId = places.find(({ id }) => id === text)
  if (byId !== undefined) return byId.id
  const same = places.filter(({ title }) => plain(title) === wanted)
  const found = same.length > 0 ? same : places.filter(({ title }) => plain(title).startsWith(wanted))
  const [first] = found
  return found.length === 1 && first !== undefined ? first.id : null
}

function peopleIn(
  text: string,
  { people, byAddress = {} }: PasteSurroundings,
): { people: string[]; unknown: string[] } {
  const find = (name: string): string | null => {
    const address = name.toLowerCase()
    if (Object.hasOwn(byAddress, address)) return byAddress[address] ?? null
    if (people.some(({ user }) => user === address)) return address
    const wanted = plain(name)
    const turned = /^([^,]+),\s*(.+)$/.exec(name)
    const names = [wanted, ...(turned === null ? [] : [plain(`${turned[2] ?? ''} ${turned[1] ?? ''}`)])]
    const found = people.filter((person) => names.includes(plain(person.name)))
    const [first] = found
    return found.length === 1 && first !== undefined ? first.user : null
  }
  if (text === '') return { people: [], unknown: [] }
  const whole = find(text)
  if (whole !== null) return { people: [whole], unknown: [] }
  const parts = text.split(/\s*(?:[,;/&]|\boch\b|\band\b)\s*/u).filter((part) => part !== '')
  const found = parts.map((part) => ({ part, user: find(part) }))
  return {
    people: [...new Set(found.flatMap(({ user }) => user ?? []))],
    unknown: found.flatMap(({ part, user }) => (user === null ? [part] : [])),
  }
}

const months = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec']
const englishMonths = new Map([
  ['may', 4],
  ['oct', 9],
])

/** "2024-01-26", "26 jan", "26 januari 2024", "26/1", "26.1.2024"; null for anything else. */
export function readDate(text: string, today: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?$/.exec(text)
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3])
  const named = /^(?:\p{L}{3,7}\s+)?(\d{1,2})\s+(\p{L}{3,9})\.?(?:\s+(\d{4}))?$/u.exec(text)
  if (named !== null) {
    const name = (named[2] ?? '').toLocaleLowerCase('sv').slice(0, 3)
    const month = englishMonths.get(name) ?? months.indexOf(name)
    return month === -1 ? null : dateIn(named[3], String(month + 1), named[1], today)
  }
  const short = /^(\d{1,2})[/.](\d{1,2})(?:[/. ](\d{4}))?$/.exec(text)
  return short === null ? null : dateIn(short[3], short[2], short[1], today)
}

/** Without a year: the coming one of that date, counted from half a year back. */
function dateIn(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  today: string,
): string | null {
  if (year !== undefined) return dateOf(year, month, day)
  const thisYear = Number(today.slice(0, 4))
  const date = dateOf(String(thisYear), month, day)
  const isLongPast = date !== null && Date.parse(today) - Date.parse(date) > 182 * 86_400_000
  return isLongPast ? dateOf(String(thisYear + 1), month, day) : date
}

function dateOf(year = '', month = '', day = ''): string | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso
}

/** What somebody chose for a line by hand. */
export interface LineChoice {
  /** Null: the line is left out. */
  readonly item?: string | null
  readonly people?: readonly string[]
}

/** Nothing was found for it, and nobody has chosen yet: the line is left out. */
export const isOpen = ({ item, unknown }: PastedLine, choice: LineChoice | undefined): boolean =>
  choice?.item !== null &&
  ((item === null && choice?.item === undefined) || (unknown.length > 0 && choice?.people === undefined))

export interface PasteChange {
  readonly id: string
  readonly people?: string[]
  readonly unit?: string
  readonly due?: string
}

/**
 * What the list comes to, one change an item. Several lines of one item name its people together.
 *
 * @param known    who is responsible now
 * @param replaces  whether those who stood there before are taken away
 */
export function pasteChanges(
  lines: readonly PastedLine[],
  choices: Readonly<Record<number, LineChoice>>,
  known: (item: string) => readonly string[],
  replaces: boolean,
): PasteChange[] {
  const byItem = new Map<string, { people: string[]; unit?: string; due?: string }>()
  for (const pasted of lines) {
    const { line, item, people, unit, due } = pasted
    const choice = choices[line]
    const id = choice?.item === undefined ? item : choice.item
    if (id === null || isOpen(pasted, choice)) continue
    const before = byItem.get(id) ?? { people: [] }
    byItem.set(id, {
      ...before,
      people: [...new Set([...before.people, ...people, ...(choice?.people ?? [])])],
      ...(unit === undefined ? {} : { unit }),
      ...(due === undefined ? {} : { due }),
    })
  }
  return [...byItem].flatMap(([id, { people, unit, due }]) => {
    const now = known(id)
    const next = replaces ? people : [...now, ...people.filter((user) => !now.includes(user))]
    const isChanged =
      people.length > 0 && (next.length !== now.length || next.some((user) => !now.includes(user)))
    return isChanged || unit !== undefined || due !== undefined
      ? [
          {
            id,
            ...(isChanged ? { people: next } : {}),
            ...(unit === undefined ? {} : { unit }),
            ...(due === undefined ? {} : { due }),
          },
        ]
      : []
  })
}
