import { permission, type Action, type Actor, type Refusal, type Target } from '../../shared/people/can.ts'
import { roles, type Role } from '../../shared/people/role.ts'
import type { SectionState } from '../../shared/section/workflow.ts'

/** What a section's page can offer at its top. `remark` opens a new Synpunkt. */
export type PageAction = 'approve' | 'ready' | 'reopen' | 'submit' | 'sendBack' | 'withdraw' | 'remark'

interface Offer {
  /** The answer that this role is asked for in this state: the filled button. */
  readonly asked?: PageAction
  readonly also?: readonly PageAction[]
}

/** The page's action by role and state (ux.md section 5). Who has nothing to do reads. */
export const offers: Readonly<Record<Role, Readonly<Record<SectionState, Offer>>>> = {
  skribent: {
    arbete: { asked: 'submit' },
    granskning: { also: ['withdraw'] },
    klar: {},
    godkand: {},
  },
  granskare: {
    arbete: { also: ['remark'] },
    granskning: { asked: 'sendBack' },
    klar: { also: ['sendBack'] },
    godkand: {},
  },
  samordnare: {
    arbete: { also: ['submit'] },
    granskning: { asked: 'ready', also: ['sendBack', 'withdraw'] },
    klar: { also: ['reopen', 'sendBack'] },
    godkand: {},
  },
  godkannare: {
    arbete: { also: ['remark'] },
    granskning: { also: ['sendBack'] },
    klar: { asked: 'approve', also: ['sendBack'] },
    godkand: { also: ['reopen'] },
  },
  namndsekreterare: { arbete: {}, granskning: {}, klar: {}, godkand: {} },
  lasare: { arbete: {}, granskning: {}, klar: {}, godkand: {} },
}

/** The most far-reaching first. */
const inOrder: readonly PageAction[] = [
  'approve',
  'ready',
  'reopen',
  'submit',
  'sendBack',
  'withdraw',
  'remark',
]

export interface ChosenAction {
  readonly action: PageAction
  readonly isFilled: boolean
  /** What only the state forbids: shown, with the reason. */
  readonly because?: Refusal
}

export interface PageActions {
  /** The button; none for who only reads. */
  readonly first: ChosenAction | null
  /** The menu beside it. */
  readonly rest: readonly ChosenAction[]
}

/** What this person is offered in a section as it stands: one button, the most far-reaching one that is asked for, and the rest. */
export function pageActions(actor: Actor, target: Target): PageActions {
  const state = target.section?.state
  if (state === undefined) return { first: null, rest: [] }
  const offered = new Map<PageAction, ChosenAction>()
  for (const role of roles) {
    // Each role is asked for itself: a samordnare who also writes here has what a skribent has.
    const asRole: Actor = { ...actor, grants: actor.grants.filter((grant) => grant.role === role) }
    const { asked, also = [] } = offers[role][state]
    for (const action of asked === undefined ? also : [asked, ...also]) {
      const answer = permission(asRole, commandOf(action), target)
      const isFilled = action === asked || offered.get(action)?.isFilled === true
      if (answer.allowed) offered.set(action, { action, isFilled })
      else if (answer.because === 'onlyAuthor')
        offered.set(action, { action, isFilled, because: answer.because })
    }
  }
  const all = inOrder.flatMap((action) => offered.get(action) ?? [])
  const first = all.find(({ isFilled }) => isFilled) ?? all[0] ?? null
  return { first, rest: all.filter((other) => other !== first) }
}

const commandOf = (action: PageAction): Action => (action === 'remark' ? 'thread' : action)
