import type { Actor } from '../people/can.ts'
import { can } from '../people/can.ts'
import { refuse, type Problem, type Result } from '../problem.ts'
import type { Report } from '../report/report.ts'
import { refusalOf, reportTarget, sectionTarget } from '../report/target.ts'
import { itemsOfSlot } from '../section/item.ts'
import { findSection, proseSlotsOf, type ReportLayout } from '../section/layout.ts'
import type { Contribution, ContributionState } from './contribution.ts'
import { findContribution } from './contributionDoc.ts'

/** What is done to a contribution. */
export type ContributionMove =
  | 'write'
  | 'handIn'
  | 'takeBack'
  | 'sendBack'
  | 'insert'
  | 'insertAgain'
  | 'change'
  | 'withdraw'

const open: readonly ContributionState[] = ['ej_paborjad', 'paborjad', 'tillbaka']
const handedIn: readonly ContributionState[] = ['inlamnad', 'inget_att_rapportera']

/** From which states; any other answers `contribution-state`. */
export const contributionMoves: Readonly<Record<ContributionMove, readonly ContributionState[]>> = {
  write: open,
  handIn: open,
  takeBack: handedIn,
  sendBack: handedIn,
  insert: ['inlamnad'],
  insertAgain: ['inlamnad', 'infogad'],
  change: [...open, ...handedIn],
  withdraw: [...open, ...handedIn],
}

/** Moves that stand still with the section they are for. Withdrawing and reading do not. */
const stopsAtLock: ReadonlySet<ContributionMove> = new Set([
  'write',
  'handIn',
  'takeBack',
  'sendBack',
  'insert',
  'insertAgain',
])

export const isOpenContribution = ({ state }: Pick<Contribution, 'state'>): boolean => open.includes(state)

export const isWriterOf = (
  { user }: Pick<Actor, 'user'>,
  { writers }: Pick<Contribution, 'writers'>,
): boolean => writers.includes(user)

/**
 * May this person read what is written? Its writers always; others from the hand-in on, for as long as it stands handed in.
 *
 * @param actor  is a member of the report
 */
export function mayReadContribution(actor: Actor, report: Report, contribution: Contribution): boolean {
  if (!can(actor, 'readDraft', reportTarget(report))) return false
  const { state } = contribution
  return isWriterOf(actor, contribution) || handedIn.includes(state) || state === 'infogad'
}

/** The contribution, if this may be done to it now; else why not. Whose it is not learns that by `not-permitted`. */
export function findForMove(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  id: string,
  move: ContributionMove,
): Result<Contribution> {
  const contribution = findContribution(report, id)
  if (contribution === undefined) return refuse('not-found', id)
  const problem = moveRefusal(report, layout, actor, contribution, move)
  return problem === null ? { ok: true, value: contribution } : { ok: false, problem }
}

/** Why this may not be done to the contribution now; null if it may. */
export function moveRefusal(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  contribution: Contribution,
  move: ContributionMove,
): Problem | null {
  const refusal = roleRefusal(report, layout, actor, contribution, move)
  if (refusal !== null && (stopsAtLock.has(move) || refusal.code === 'not-permitted')) return refusal
  const { id, section, state } = contribution
  if (stopsAtLock.has(move) && findSection(layout, section)?.hidden !== false)
    return { code: 'section-hidden', culprit: section }
  return contributionMoves[move].includes(state)
    ? null
    : { code: 'contribution-state', culprit: id, details: { state, move } }
}

function roleRefusal(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  contribution: Contribution,
  move: ContributionMove,
): Problem | null {
  switch (move) {
    case 'write':
    case 'handIn':
    case 'takeBack':
      return writerRefusal(report, actor, contribution)
    case 'insert':
    case 'insertAgain':
    case 'sendBack':
      return inserterRefusal(report, layout, actor, contribution)
    case 'change':
    case 'withdraw':
      return ownerRefusal(report, actor, contribution)
  }
}

/** Its writers are those who are named; being named is a responsibility like that for an item. */
function writerRefusal(report: Report, actor: Actor, contribution: Contribution): Problem | null {
  if (!isWriterOf(actor, contribution))
    return { code: 'not-permitted', culprit: contribution.id, details: { action: 'write', because: 'role' } }
  const named: Actor = { ...actor, responsibleFor: new Set([...actor.responsibleFor, contribution.id]) }
  return refusalOf(named, 'write', sectionTarget(report, contribution.section, [contribution.id]))
}

/**
 * Whoever weaves the text inserts: the samordnare, who asked, and its writer where it is the only one that the item waits for.
 * All of them only where they may write in the text itself.
 */
function inserterRefusal(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  contribution: Contribution,
): Problem | null {
  const refusal = slotRefusal(report, layout, actor, contribution)
  if (refusal !== null) return refusal
  const isSamordnare = can(actor, 'editPeople', reportTarget(report))
  const isAsker = contribution.asked?.by === actor.user
  const isOnly = isWriterOf(actor, contribution) && !isAmongSeveral(report, contribution)
  return isSamordnare || isAsker || isOnly
    ? null
    : { code: 'not-permitted', culprit: contribution.id, details: { action: 'insert', because: 'role' } }
}

/** The right to write in the text that a contribution is for. */
function slotRefusal(
  report: Report,
  layout: ReportLayout,
  actor: Actor,
  { section, slot }: Pick<Contribution, 'section' | 'slot'>,
): Problem | null {
  const found = findSection(layout, section)
  const prose = found === undefined ? undefined : proseSlotsOf(found).find(({ id }) => id === slot)
  if (found === undefined || prose === undefined) return { code: 'not-found', culprit: slot }
  return refusalOf(actor, 'write', sectionTarget(report, section, itemsOfSlot(found, prose)))
}

const isAmongSeveral = (report: Report, contribution: Contribution): boolean =>
  Object.values(report.contributions).some(
    (other) =>
      other.id !== contribution.id &&
      other.item === contribution.item &&
      other.asked !== undefined &&
      other.state !== 'borttagen',
  )

/** Who asked may change and withdraw it, the samordnare too; what somebody began on their own is theirs. */
function ownerRefusal(report: Report, actor: Actor, contribution: Contribution): Problem | null {
  const refusal = refusalOf(actor, 'editPeople', reportTarget(report))
  if (refusal === null || refusal.details?.['because'] === 'reportState') return refusal
  const owner = (contribution.asked ?? contribution.started).by
  if (owner !== actor.user) return refusal
  return contribution.asked === undefined
    ? writerRefusal(report, actor, contribution)
    : askRefusal(report, actor, contribution.section)
}

/** The samordnare asks for contributions, and whoever is a skribent of the whole section. */
export const askRefusal = (report: Report, actor: Actor, section: string): Problem | null =>
  refusalOf(actor, 'write', sectionTarget(report, section, [section]))
