import { z } from 'zod'
import type { StoreSpecs } from '../../../server/store/folderStore.ts'
import type { RegisterSpec } from '../../../server/store/register.ts'

/** Words said, in order: the smallest register there is. */
const words: RegisterSpec<readonly string[], { word: string }> = {
  version: 1,
  initial: [],
  state: z.array(z.string()),
  event: z.strictObject({ word: z.string() }),
  reduce: (state, { event }) => [...state, event.word],
}

/** A store whose people and reports are nothing but words. */
export const wordSpecs: StoreSpecs<readonly string[], { word: string }, readonly string[], { word: string }> =
  {
    people: words,
    report: words,
  }
