import type { After } from './after.ts'
import { openFolderStore } from './folderStore.ts'
import type { StoreSpecs } from './folderStore.ts'
import { memoryDisk } from './memoryDisk.ts'
import type { Store } from './store.ts'
import type { StoreLog } from './storeLog.ts'

/** A store that is gone with the process: the file store's own code over a disk in memory. */
export async function openMemoryStore<P, PE, R, RE, N, NE>(
  specs: StoreSpecs<P, PE, R, RE, N, NE>,
  {
    disk = memoryDisk(),
    after,
    log,
    now,
  }: { disk?: ReturnType<typeof memoryDisk>; after: After; log: StoreLog; now: () => string },
): Promise<Store<P, PE, R, RE, N, NE>> {
  return openFolderStore({ disk, root: '/', after, log, now }, specs)
}
