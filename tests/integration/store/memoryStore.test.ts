import { afterTimeout } from '../../../server/store/after.ts'
import { memoryDisk } from '../../../server/store/memoryDisk.ts'
import { openMemoryStore } from '../../../server/store/memoryStore.ts'
import { silent } from './silent.ts'
import { storeContract } from './storeContract.ts'
import { wordSpecs } from './wordSpecs.ts'

storeContract('memory', async () => {
  const disk = memoryDisk()
  return {
    open: () =>
      openMemoryStore(wordSpecs, {
        disk,
        after: afterTimeout,
        log: silent,
        now: () => '2024-01-31T10:00:00Z',
      }),
    remove: async () => undefined,
  }
})
