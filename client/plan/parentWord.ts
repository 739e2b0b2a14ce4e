import type { Words } from '../ui/words.ts'
import { kindWords } from './kindWords.ts'
import type { Parent } from './parentChoices.ts'

/** A line of the list "Under": set in by depth, since the browser's own list has no other way to show it. */
export function parentWord(parent: Parent, words: Words): string {
  if (parent.at === 'place') return words('plan.atPlace', { place: parent.place.title })
  const { item, depth } = parent
  return `${'\u2003'.repeat(depth)}${words('plan.groupName', { kind: kindWords(item, words), text: item.fields.text })}`
}
