import { useCallback } from 'react'
import { useIntl, type IntlShape } from 'react-intl'
import type { MessageId } from '../sv.ts'

export type WordValues = Readonly<Record<string, string | number>>
export type Words = (id: MessageId, values?: WordValues) => string

/** Looks a word up in the language of the page; `values` fill the braces of the message. */
export function useWords(): Words {
  const intl = useIntl()
  return useCallback((id, values) => wordsOf(intl)(id, values), [intl])
}

export const wordsOf =
  (intl: IntlShape): Words =>
  (id, values) =>
    values === undefined ? intl.formatMessage({ id }) : intl.formatMessage({ id }, { ...values })
