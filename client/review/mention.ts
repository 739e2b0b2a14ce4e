import type { Report } from '../../shared/report/report.ts'
import type { ReportState } from '../report/reportStore.ts'

export interface Mentionable {
  readonly user: string
  readonly name: string
}

/** Everybody in the report who can read a Synpunkt, by name. */
export const mentionable = (
  members: Report['members'],
  people: ReportState['people'],
): readonly Mentionable[] =>
  Object.values(members)
    .filter(({ grants }) => grants.some(({ role }) => role !== 'lasare'))
    .map(({ user }) => ({ user, name: people[user]?.name ?? user }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'))

/** The "@ka" that is being typed before the caret, and where it begins; null where none is. */
export function mentionBefore(
  text: string,
  caret: number,
): { readonly from: number; readonly query: string } | null {
  const before = text.slice(0, caret)
  const found = /(?:^|[\s(])@([\p{L}\p{N}.-]*(?: [\p{L}-]*)?)$/u.exec(before)
  if (found === null) return null
  const query = found[1] ?? ''
  return { from: caret - query.length - 1, query }
}

const folded = (words: string): string => words.toLocaleLowerCase('sv')

/** Those whose name has a part that begins so, or as a whole. */
export function matching(people: readonly Mentionable[], query: string): readonly Mentionable[] {
  const wanted = folded(query)
  return people
    .filter(
      ({ name, user }) =>
        folded(name).startsWith(wanted) ||
        folded(user).startsWith(wanted) ||
        folded(name)
          .split(' ')
          .some((part) => part.startsWith(wanted)),
    )
    .slice(0, 6)
}

/** The text with a name put in the place of what was typed, and where the caret stands then. */
export function withMention(
  text: string,
  caret: number,
  name: string,
): { readonly text: string; readonly caret: number } {
  const found = mentionBefore(text, caret)
  const from = found?.from ?? caret
  const put = `@${name} `
  return { text: `${text.slice(0, from)}${put}${text.slice(caret)}`, caret: from + put.length }
}

/** Sign-in names of those whose whole name stands in the text after an "@", in the order of the text. */
export const mentionsIn = (text: string, people: readonly Mentionable[]): string[] =>
  people
    .map(({ user, name }) => ({ user, at: text.indexOf(`@${name}`) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
    .map(({ user }) => user)
