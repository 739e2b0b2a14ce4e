import type { StoreLog } from '../../../server/store/storeLog.ts'

const nothing = () => undefined

/** For stores whose complaints a test does not look at. */
export const silent: StoreLog = { info: nothing, warn: nothing, error: nothing }
