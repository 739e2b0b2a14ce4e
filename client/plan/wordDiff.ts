export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Longest texts that are compared word by word; two texts beyond it are shown whole, the old and the new. */
const mostWords = 1500

/** What happened to the words between two wordings, in reading order. Between two parts stands a space. */
export function diffWords(before: string, after: string): DiffPart[] {
  const old = wordsIn(before)
  const now = wordsIn(after)
  if (old.length > mostWords || now.length > mostWords)
    return joined([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ])
  const width = now.length + 1
  // Lengths of the longest common run of words from (i, j) on.
  const common = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        old[i] === now[j]
          ? at(common, (i + 1) * width + j + 1) + 1
          : Math.max(at(common, (i + 1) * width + j), at(common, i * width + j + 1))
    }
  }
  const parts: DiffPart[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < now.length) {
    const oldWord = old[i]
    const newWord = now[j]
    if (newWord !== undefined && oldWord === newWord) {
      parts.push({ kind: 'same', text: newWord })
      i += 1
      j += 1
    } else if (
      oldWord !== undefined &&
      (newWord === undefined || at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))
    ) {
      parts.push({ kind: 'removed', text: oldWord })
      i += 1
    } else {
      parts.push({ kind: 'added', text: newWord ?? '' })
      j += 1
    }
  }
  return joined(parts)
}

const wordsIn = (text: string): string[] => text.match(/\S+/gu) ?? []

const at = (numbers: Uint16Array, index: number): number => numbers[index] ?? 0

function joined(parts: readonly DiffPart[]): DiffPart[] {
  const list: DiffPart[] = []
  for (const part of parts) {
    const last = list.at(-1)
    if (part.text === '') continue
    if (last?.kind === part.kind)
      list[list.length - 1] = { kind: part.kind, text: `${last.text} ${part.text}` }
    else list.push(part)
  }
  return list
}
