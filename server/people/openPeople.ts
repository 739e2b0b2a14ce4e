import type { ReportStore } from '../reports/reports.ts'
import { keepOpen } from '../store/keepOpen.ts'
import type { Register } from '../store/register.ts'
import type { People, PeopleEvent } from './peopleRegister.ts'

/** The people's register, always the one that can be used. */
export const keepPeopleOpen = (
  store: Pick<ReportStore, 'openPeople'>,
  log: { error: (details: object, message: string) => void },
): Promise<() => Register<People, PeopleEvent>> =>
  keepOpen(
    () => store.openPeople(),
    (error) => log.error({ error }, 'the people could not be opened again; nobody can sign in'),
  )
