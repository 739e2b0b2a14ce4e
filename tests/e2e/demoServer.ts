import { inject } from 'vitest'
import { startServer, type RunningServer } from './server.ts'

/** A server of this file's own on the demo as a first start fills it; filled once a run, since it takes its time. */
export const startDemoServer = (): Promise<RunningServer> => startServer({ beginWith: inject('filledDemo') })
