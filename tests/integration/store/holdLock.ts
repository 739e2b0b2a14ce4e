// Takes the lock named on the command line and keeps it until it is killed.
import { takeLock, thisProcess } from '../../../server/store/lock.ts'

await takeLock(process.argv[2] ?? '', thisProcess())
process.stdout.write('held\n')
setInterval(() => undefined, 1000)
