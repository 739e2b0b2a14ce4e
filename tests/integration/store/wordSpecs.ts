import { z } from 'zod'
import type { StoreSpecs } from '../../../server/store/folderStore.ts'
import type { RegisterSpec } from '../../../server/store/register.ts'

type Words = readonly string[]
type Word = { word: string }

/** Words said, in order: the smallest register there is. */
const words: RegisterSpec<Words, Word> = {
  version: 1,
  initial: [],
  state: z.array(z.string()),
  event: z.strictObject({ word: z.string() }),
  reduce: (state, { event }) => [...state, event.word],
}

/** A store whose people, notices and reports are nothing but words. */
export const wordSpecs: StoreSpecs<Words, Word, Words, Word, Words, Word> = {
  people: words,
  notices: words,
  report: words,
}
