import type { ReportEvent } from '../report/event.ts'
import type { Contribution } from './contribution.ts'

type ContributionEvent = Extract<
  ReportEvent,
  { type: 'contributionStarted' | 'contributionChanged' | 'contributionMoved' }
>

/** The contributions of a report after one more event about them; one about an unknown contribution changes nothing. */
export function contributionsAfter(
  contributions: Readonly<Record<string, Contribution>>,
  event: ContributionEvent,
  stamp: { by: string; at: string },
): Record<string, Contribution> {
  if (event.type === 'contributionStarted') {
    const { isAsked, words, ...started } = event.contribution
    const asked = isAsked ? { asked: { ...stamp, ...(words === undefined ? {} : { words }) } } : {}
    return {
      ...contributions,
      [started.id]: { ...started, ...asked, state: 'ej_paborjad', epoch: 1, started: stamp },
    }
  }
  const known = contributions[event.contribution]
  if (known === undefined) return { ...contributions }
  return {
    ...contributions,
    [known.id]: event.type === 'contributionChanged' ? changed(known, event) : moved(known, event, stamp),
  }
}

function changed(
  { unit, due, ...contribution }: Contribution,
  event: ContributionEvent & { type: 'contributionChanged' },
): Contribution {
  const nextUnit = event.unit === undefined ? unit : (event.unit ?? undefined)
  const nextDue = event.due === undefined ? due : (event.due ?? undefined)
  return {
    ...contribution,
    ...(event.writers === undefined ? {} : { writers: event.writers }),
    ...(nextUnit === undefined ? {} : { unit: nextUnit }),
    ...(nextDue === undefined ? {} : { due: nextDue }),
    ...(event.unseen === undefined ? {} : { unseen: event.unseen }),
  }
}

function moved(
  contribution: Contribution,
  { state, comment, words, proposed }: ContributionEvent & { type: 'contributionMoved' },
  stamp: { by: string; at: string },
): Contribution {
  const { sentBack, handedIn, inserted: _inserted, proposed: known, ...kept } = contribution
  switch (state) {
    case 'inlamnad':
    case 'inget_att_rapportera':
      return {
        ...kept,
        state,
        handedIn: { ...stamp, words: words ?? 0 },
        ...(proposed === undefined ? {} : { proposed }),
      }
    case 'tillbaka':
      return { ...kept, state, sentBack: { ...stamp, comment: comment ?? '' } }
    case 'infogad':
      return {
        ...kept,
        state,
        ...(handedIn === undefined ? {} : { handedIn }),
        ...(known === undefined ? {} : { proposed: known }),
        inserted: stamp,
      }
    default:
      return { ...kept, state, ...(sentBack === undefined ? {} : { sentBack }) }
  }
}
