import { diffSequence } from '../../shared/history/diffSequence.ts'

export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** What happened to the words between two wordings, in reading order. Between two parts stands a space. */
export function diffWords(before: string, after: string): DiffPart[] {
  const old = wordsIn(before)
  const now = wordsIn(after)
  return diffSequence(old, now).map(({ kind, before: oldAt, after: nowAt, length }) =>
    kind === 'removed'
      ? { kind, text: old.slice(oldAt, oldAt + length).join(' ') }
      : { kind: kind === 'kept' ? 'same' : kind, text: now.slice(nowAt, nowAt + length).join(' ') },
  )
}

const wordsIn = (text: string): string[] => text.match(/\S+/gu) ?? []
