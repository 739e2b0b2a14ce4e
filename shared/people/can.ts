import type { ReportState, SectionEvent, SectionState } from '../section/workflow.ts'
import { isLocked, steps } from '../section/workflow.ts'
import type { Grant, Role, SystemRole } from './role.ts'

/** A person as one report sees them at this moment; made by `report/actor.ts`, on the server at every message. */
export interface Actor {
  readonly user: string
  readonly system: readonly SystemRole[]
  /** Roles in the report, deputies' included while their dates hold. */
  readonly grants: readonly Grant[]
  /** Items (section/item.ts) this person is named responsible for. */
  readonly responsibleFor: ReadonlySet<string>
}

export const actions = [
  'readDraft',
  'readView',
  'write',
  'setCell',
  'editRows',
  'proposeStatus',
  'settleStatus',
  'markFinal',
  'handIn',
  'thread',
  'explain',
  ...([
    'submit',
    'withdraw',
    'sendBack',
    'ready',
    'approve',
    'reopen',
  ] as const satisfies readonly SectionEvent[]),
  'editPlan',
  'editPeople',
  'editReport',
  'readAudit',
] as const
export type Action = (typeof actions)[number]

/** What an action is about. Actions on the whole report need no section; `items` run from the nearest to the section. */
export interface Target {
  readonly report: ReportState
  readonly section?: {
    readonly id: string
    readonly state: SectionState
    readonly submittedBy?: string
    readonly onlyAuthor?: string
  }
  readonly items?: readonly string[]
}

export type Refusal =
  | 'role'
  | 'sectionLocked'
  | 'sectionState'
  | 'reportState'
  | 'onlyAuthor'
  | 'notSubmitter'
export type Permission = { readonly allowed: true } | { readonly allowed: false; readonly because: Refusal }

/** `all`: wherever the grant reaches. `own`: the grant, or being named responsible for one of the items. */
type Reach = 'all' | 'own'

/** Who may do what (the table of design.md section 4). Read it as: this action, by these roles. */
const rights: Readonly<Record<Action, Readonly<Partial<Record<Role, Reach>>>>> = {
  readDraft: {
    samordnare: 'all',
    skribent: 'all',
    granskare: 'all',
    godkannare: 'all',
    namndsekreterare: 'all',
  },
  readView: {
    samordnare: 'all',
    skribent: 'all',
    granskare: 'all',
    godkannare: 'all',
    namndsekreterare: 'all',
    lasare: 'all',
  },
  write: { samordnare: 'all', skribent: 'own' },
  setCell: { samordnare: 'all', skribent: 'own' },
  editRows: { samordnare: 'all', skribent: 'own' },
  proposeStatus: { samordnare: 'all', skribent: 'own' },
  settleStatus: { samordnare: 'all', granskare: 'all', godkannare: 'all' },
  markFinal: { samordnare: 'all', skribent: 'own' },
  handIn: { samordnare: 'all', skribent: 'own' },
  thread: {
    samordnare: 'all',
    skribent: 'all',
    granskare: 'all',
    godkannare: 'all',
    namndsekreterare: 'all',
  },
  explain: { samordnare: 'all', skribent: 'own', granskare: 'all', godkannare: 'all' },
  submit: { samordnare: 'all', skribent: 'own' },
  withdraw: { samordnare: 'all', skribent: 'own' },
  sendBack: { samordnare: 'all', granskare: 'all', godkannare: 'all' },
  ready: { samordnare: 'all' },
  approve: { godkannare: 'all' },
  reopen: { samordnare: 'all', godkannare: 'all' },
  editPlan: { samordnare: 'all' },
  editPeople: { samordnare: 'all' },
  editReport: { samordnare: 'all' },
  readAudit: { samordnare: 'all', godkannare: 'all' },
}

const stopsAtLock: ReadonlySet<Action> = new Set([
  'write',
  'setCell',
  'editRows',
  'proposeStatus',
  'settleStatus',
  'markFinal',
  'handIn',
  'thread',
])
/** Explanations are written until the approval, which seals them. */
const stopsAtApproval: ReadonlySet<Action> = new Set(['explain'])
const reads: ReadonlySet<Action> = new Set(['readDraft', 'readView', 'readAudit'])

/**
 * May this person do this here, now? Buttons ask it, the server asks it again and is believed.
 *
 * @returns `because: 'role'` where the button is not shown at all; any other reason is shown with it
 */
export function permission(actor: Actor, action: Action, target: Target): Permission {
  const granted = actor.grants.filter((grant) => reaches(actor, grant, action, target))
  if (granted.length === 0) return refused('role')
  if (reads.has(action)) return allowed
  if (target.report === 'beslutad') return refused('reportState')
  const { section } = target
  if (section === undefined) return allowed
  if (stopsAtLock.has(action) && isLocked(section.state)) return refused('sectionLocked')
  if (stopsAtApproval.has(action) && section.state === 'godkand') return refused('sectionLocked')
  return sectionRule(actor, action, section, new Set(granted.map((grant) => grant.role)))
}

export const can = (actor: Actor, action: Action, target: Target): boolean =>
  permission(actor, action, target).allowed

const allowed: Permission = { allowed: true }
const refused = (because: Refusal): Permission => ({ allowed: false, because })

function reaches(actor: Actor, grant: Grant, action: Action, target: Target): boolean {
  const reach = rights[action][grant.role]
  if (reach === undefined) return false
  const limited = grant.sections !== undefined || grant.items !== undefined
  if (!limited) return true
  // Whoever has any part of a report reads all of it: a text is judged in its surroundings.
  if (reads.has(action) || action === 'thread') return true
  const places = [...(target.items ?? []), ...(target.section ? [target.section.id] : [])]
  return places.some(
    (place) =>
      grant.sections?.includes(place) === true ||
      grant.items?.includes(place) === true ||
      (reach === 'own' && actor.responsibleFor.has(place)),
  )
}

type TargetSection = NonNullable<Target['section']>

function sectionRule(
  actor: Actor,
  action: Action,
  section: TargetSection,
  as: ReadonlySet<Role>,
): Permission {
  switch (action) {
    case 'settleStatus':
      // A granskare settles while the section is reviewed; the meeting may do so at any time before the lock.
      return as.has('samordnare') || as.has('godkannare') || section.state === 'granskning'
        ? allowed
        : refused('sectionState')
    case 'submit':
    case 'sendBack':
    case 'ready':
      return leaves(section.state, action)
    case 'withdraw':
      if (!leaves(section.state, action).allowed) return refused('sectionState')
      return as.has('samordnare') || section.submittedBy === actor.user ? allowed : refused('notSubmitter')
    case 'approve':
      if (!leaves(section.state, action).allowed) return refused('sectionState')
      return section.onlyAuthor === actor.user ? refused('onlyAuthor') : allowed
    case 'reopen':
      if (section.state === 'klar') return as.has('samordnare') ? allowed : refused('role')
      if (section.state === 'godkand') return as.has('godkannare') ? allowed : refused('role')
      return refused('sectionState')
    default:
      return allowed
  }
}

const leaves = (state: SectionState, event: SectionEvent): Permission =>
  steps[state][event] === undefined ? refused('sectionState') : allowed
