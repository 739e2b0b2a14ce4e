import type { ChainedEntry } from '../../shared/audit/chain.ts'
import type { LogNames } from './describeEvent.ts'

/** Who did it; of a deputy's act both names. */
export const whoWords = ({ actor }: Pick<ChainedEntry, 'actor'>, names: LogNames): string =>
  actor.forUser === undefined
    ? names.person(actor.user)
    : names.words('audit.forUser', { name: names.person(actor.user), forName: names.person(actor.forUser) })
