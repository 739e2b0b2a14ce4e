import type { ReportStore } from '../reports/reports.ts'
import type { Register } from '../store/register.ts'
import type { People, PeopleEvent } from './peopleRegister.ts'

/**
 * The people's register, always the one that can be used: after a failed write the next one is opened from disk. In between,
 * asking for it gives the failed one, which refuses.
 */
export async function keepPeopleOpen(
  store: Pick<ReportStore, 'openPeople'>,
  log: { error: (details: object, message: string) => void },
): Promise<() => Register<People, PeopleEvent>> {
  let current = await store.openPeople()
  const reopen = async (): Promise<void> => {
    try {
      current = await store.openPeople()
      current.onFailed(() => void reopen())
    } catch (error) {
      log.error({ error }, 'the people could not be opened again; nobody can sign in')
    }
  }
  current.onFailed(() => void reopen())
  return () => current
}
