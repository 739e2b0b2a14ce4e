import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { After } from './after.ts'
import { openFolderStore } from './folderStore.ts'
import type { StoreSpecs } from './folderStore.ts'
import { layout } from './layout.ts'
import { takeLock, thisProcess } from './lock.ts'
import { nodeDisk } from './nodeDisk.ts'
import type { Store } from './store.ts'
import type { StoreLog } from './storeLog.ts'

/**
 * Opens the data folder for this process alone; makes it if there is none.
 *
 * @throws {LockHeld} while another process has it open
 */
export async function openFileStore<P, PE, R, RE, N, NE>(
  specs: StoreSpecs<P, PE, R, RE, N, NE>,
  { dataDir, after, log, now }: { dataDir: string; after: After; log: StoreLog; now: () => string },
): Promise<Store<P, PE, R, RE, N, NE>> {
  const root = resolve(dataDir)
  await mkdir(root, { recursive: true, mode: 0o700 })
  const lock = await takeLock(layout.lock(root), thisProcess())
  try {
    const store = await openFolderStore({ disk: nodeDisk(), root, after, log, now }, specs)
    return {
      ...store,
      async close() {
        try {
          await store.close()
        } finally {
          await lock.release()
        }
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}
