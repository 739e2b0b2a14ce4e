import { describe, expect, test } from 'vitest'
import type { Contribution, ContributionState } from '../../../shared/contribution/contribution.ts'
import { contributionStates } from '../../../shared/contribution/contribution.ts'
import {
  contributionMoves,
  mayReadContribution,
  moveRefusal,
  type ContributionMove,
} from '../../../shared/contribution/contributionRights.ts'
import type { Actor } from '../../../shared/people/can.ts'
import type { Grant } from '../../../shared/people/role.ts'
import type { Report } from '../../../shared/report/report.ts'
import { sectionStates } from '../../../shared/section/workflow.ts'
import { demoReport } from '../template/demoReport.ts'

const { report, layout } = demoReport('servicenamnden-2023')
const stamp = { by: 'asker', at: '2024-01-10T08:00:00.000Z' }
const section = 'inledning'

const contribution = (state: ContributionState, rest: Partial<Contribution> = {}): Contribution => ({
  id: 'bidrag-1',
  section,
  item: 'inledning-text',
  slot: 'inledning-text',
  writers: ['writer'],
  asked: stamp,
  state,
  epoch: 1,
  started: stamp,
  ...rest,
})

const actor = (user: string, grants: Grant[]): Actor => ({
  user,
  system: [],
  grants,
  responsibleFor: new Set(),
})

/** Everybody who may meet a contribution that `asker`, a skribent of the section, has asked `writer` for. */
const people = {
  samordnare: actor('anna', [{ role: 'samordnare' }]),
  asker: actor('asker', [{ role: 'skribent', sections: [section] }]),
  writer: actor('writer', [{ role: 'skribent', items: [] }]),
  skribent: actor('per', [{ role: 'skribent' }]),
  elsewhere: actor('karin', [{ role: 'skribent', sections: ['framtid'] }]),
  granskare: actor('maria', [{ role: 'granskare' }]),
  godkannare: actor('gunilla', [{ role: 'godkannare' }]),
  namndsekreterare: actor('bengt', [{ role: 'namndsekreterare' }]),
  lasare: actor('olle', [{ role: 'lasare' }]),
  /** Named as a writer, but no longer one who may write anything in the report. */
  formerWriter: actor('writer', [{ role: 'granskare' }]),
} as const
type Who = keyof typeof people

const mayByRole: Readonly<Record<ContributionMove, readonly Who[]>> = {
  write: ['writer'],
  handIn: ['writer'],
  takeBack: ['writer'],
  sendBack: ['samordnare', 'asker'],
  insert: ['samordnare', 'asker'],
  insertAgain: ['samordnare', 'asker'],
  change: ['samordnare', 'asker'],
  withdraw: ['samordnare', 'asker'],
}
const reaches: Readonly<Record<ContributionMove, readonly ContributionState[]>> = {
  write: ['ej_paborjad', 'paborjad', 'tillbaka'],
  handIn: ['ej_paborjad', 'paborjad', 'tillbaka'],
  takeBack: ['inlamnad', 'inget_att_rapportera'],
  sendBack: ['inlamnad', 'inget_att_rapportera'],
  insert: ['inlamnad'],
  insertAgain: ['inlamnad', 'infogad'],
  change: ['ej_paborjad', 'paborjad', 'tillbaka', 'inlamnad', 'inget_att_rapportera'],
  withdraw: ['ej_paborjad', 'paborjad', 'tillbaka', 'inlamnad', 'inget_att_rapportera'],
}
const moves = Object.keys(contributionMoves) as ContributionMove[]
const whos = Object.keys(people) as Who[]
const inState = (state: (typeof sectionStates)[number], held: Contribution): Report => ({
  ...report,
  sections: { [section]: { state, epoch: 1, hidden: false, seals: [] } },
  contributions: { [held.id]: held },
})

describe('who may do what to a contribution, cell by cell', () => {
  test.each(moves)('[BI1] %s: by role, and in its states only', (move) => {
    for (const who of whos)
      for (const state of contributionStates) {
        const held = contribution(state)
        const code = moveRefusal(inState('arbete', held), layout, people[who], held, move)?.code ?? 'allowed'
        const expected = !mayByRole[move].includes(who)
          ? 'not-permitted'
          : reaches[move].includes(state)
            ? 'allowed'
            : 'contribution-state'
        expect(code, `${who} ${state}`).toBe(expected)
      }
  })

  test.each(sectionStates)('[BI2] while the section is %s', (state) => {
    const isLocked = state === 'klar' || state === 'godkand'
    for (const move of moves) {
      const held = contribution(reaches[move][0] ?? 'inlamnad')
      const [who] = mayByRole[move]
      if (who === undefined) throw new Error(`nobody may ${move}`)
      const code = moveRefusal(inState(state, held), layout, people[who], held, move)?.code ?? 'allowed'
      const standsStill = isLocked && move !== 'change' && move !== 'withdraw'
      expect(code, `may ${move}`).toBe(standsStill ? 'section-locked' : 'allowed')
    }
  })

  test('[BI2] nothing is done to it after the decision, or while its section is hidden', () => {
    for (const move of moves) {
      const held = contribution(reaches[move][0] ?? 'inlamnad')
      const [who] = mayByRole[move]
      if (who === undefined) throw new Error(`nobody may ${move}`)
      const decided: Report = { ...inState('arbete', held), state: 'beslutad' }
      expect(moveRefusal(decided, layout, people[who], held, move)?.code, `may ${move}`).toBe('not-permitted')
    }
    const held = contribution('paborjad')
    const hidden = {
      chapters: layout.chapters.map((chapter) => ({
        ...chapter,
        sections: chapter.sections.map((each) => ({ ...each, hidden: true })),
      })),
    }
    expect(moveRefusal(inState('arbete', held), hidden, people.writer, held, 'write')?.code).toBe(
      'section-hidden',
    )
  })

  test('[BI1] the writer inserts what nobody else was asked for, where she may write in the text', () => {
    const own = contribution('inlamnad', { writers: ['per'], started: { ...stamp, by: 'per' } })
    const { asked: _asked, ...alone } = own
    expect(moveRefusal(inState('arbete', alone), layout, people.skribent, alone, 'insert')).toBeNull()
    const several = inState('arbete', alone)
    const crowded: Report = {
      ...several,
      contributions: {
        ...several.contributions,
        'bidrag-2': { ...contribution('inlamnad'), id: 'bidrag-2' },
      },
    }
    expect(moveRefusal(crowded, layout, people.skribent, alone, 'insert')?.code).toBe('not-permitted')
    // Whoever may not write in the text has nothing to insert into.
    const asked = contribution('inlamnad')
    expect(moveRefusal(inState('arbete', asked), layout, people.writer, asked, 'insert')?.code).toBe(
      'not-permitted',
    )
  })

  test('[BI3] its writers read it always, the others while it stands handed in, readers never', () => {
    for (const state of contributionStates) {
      const held = contribution(state)
      const now = inState('arbete', held)
      const isOut = ['inlamnad', 'inget_att_rapportera', 'infogad'].includes(state)
      for (const who of whos) {
        const expected = who === 'lasare' ? false : who === 'writer' || who === 'formerWriter' ? true : isOut
        expect(mayReadContribution(people[who], now, held), `${who} ${state}`).toBe(expected)
      }
    }
  })
})
