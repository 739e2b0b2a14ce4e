import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { en } from '../../../client/en.ts'
import { sv as firstWords, type MessageId } from '../../../client/sv.ts'
import { svLater } from '../../../client/svLater.ts'

const sv: Record<MessageId, string> = { ...firstWords, ...svLater }

const ids = Object.keys(sv) as MessageId[]

/** Names of the braces of a message, those inside plurals too; the words of a plural's choices are none. */
const placesOf = (message: string): string[] => [
  ...new Set(
    [...message.matchAll(/(?<!(?:=\d+|\bone|\bother)\s*)\{\s*(\w+)\s*(?=[},])/g)].map(
      ([, name]) => name ?? '',
    ),
  ),
]

describe('the words of the page', () => {
  test('[UX6] English asks for no value that Swedish is not given', () => {
    const strange = ids.filter((id) => placesOf(en[id]).some((name) => !placesOf(sv[id]).includes(name)))
    expect(strange.map((id) => [id, sv[id], en[id]])).toEqual([])
  })

  test('[UX6] English leaves out no value but the count of a plural that it does not bend', () => {
    const lost = ids.flatMap((id) =>
      placesOf(sv[id])
        .filter((name) => !placesOf(en[id]).includes(name) && !sv[id].includes(`{${name}, plural`))
        .map((name) => [id, name]),
    )
    expect(lost).toEqual([])
  })

  test.each([
    ['sv', sv],
    ['en', en],
  ] as const)('[UX6] every message in %s is well formed', (locale, messages) => {
    const faults: string[] = []
    const intl = createIntl({
      locale,
      messages: { ...messages },
      onError: (error) => faults.push(error.message),
    })
    for (const id of ids) {
      const values = Object.fromEntries(placesOf(messages[id]).map((name) => [name, 2]))
      intl.formatMessage({ id }, values)
    }
    expect(faults).toEqual([])
  })

  test('[UX6] nothing is said with an exclamation mark', () => {
    expect(ids.filter((id) => sv[id].includes('!') || en[id].includes('!'))).toEqual([])
  })
})
