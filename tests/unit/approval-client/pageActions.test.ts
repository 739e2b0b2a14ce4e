import { describe, expect, test } from 'vitest'
import { pageActions, type PageAction } from '../../../client/section/pageActions.ts'
import type { Actor, Target } from '../../../shared/people/can.ts'
import { roles, type Grant, type Role } from '../../../shared/people/role.ts'
import type { ReportState, SectionState } from '../../../shared/section/workflow.ts'

/*
 * The table of ux.md section 5, written down a second time: the filled button between asterisks, then the outlined one or the menu.
 * Klarmarkera is `submit`, Klar för godkännande `ready`, Lås upp `reopen`; an empty cell reads.
 */
const table: Readonly<Record<Role, Readonly<Record<SectionState, string>>>> = {
  skribent: { arbete: '*submit*', granskning: 'withdraw', klar: '', godkand: '' },
  granskare: { arbete: 'remark', granskning: '*sendBack*', klar: 'sendBack', godkand: '' },
  samordnare: {
    arbete: 'submit',
    granskning: '*ready* sendBack withdraw',
    klar: 'reopen sendBack',
    godkand: '',
  },
  godkannare: {
    arbete: 'remark',
    granskning: 'sendBack',
    klar: '*approve* sendBack',
    godkand: 'reopen',
  },
  namndsekreterare: { arbete: '', granskning: '', klar: '', godkand: '' },
  lasare: { arbete: '', granskning: '', klar: '', godkand: '' },
}

const person = (...grants: Grant[]): Actor => ({
  user: 'kim',
  system: [],
  grants,
  responsibleFor: new Set(),
})
const section = (
  state: SectionState,
  more: Partial<NonNullable<Target['section']>> = {},
  report: ReportState = 'oppen',
): Target => ({
  report,
  section: { id: 's1', state, submittedBy: 'kim', ...more },
  items: ['s1'],
})
const written = (actor: Actor, target: Target): string => {
  const { first, rest } = pageActions(actor, target)
  const word = ({ action, isFilled }: { action: PageAction; isFilled: boolean }): string =>
    isFilled ? `*${action}*` : action
  return [...(first === null ? [] : [first]), ...rest].map(word).join(' ')
}

describe('the page’s action', () => {
  for (const role of roles) {
    for (const state of ['arbete', 'granskning', 'klar', 'godkand'] as const) {
      test(`[AC1] ${role}, ${state}: ${table[role][state] || 'reads'}`, () => {
        expect(written(person({ role }), section(state))).toBe(table[role][state])
      })
    }
  }

  test('[AC1] a grant for other sections offers nothing', () => {
    for (const role of ['skribent', 'godkannare'] as const)
      expect(written(person({ role, sections: ['s2'] }), section('klar'))).toBe('')
    expect(written(person({ role: 'skribent', sections: ['s2'] }), section('arbete'))).toBe('')
  })

  test('[AC1] only who marked a section as done takes it back', () => {
    expect(written(person({ role: 'skribent' }), section('granskning', { submittedBy: 'ali' }))).toBe('')
  })

  test('[AC2] of two roles the most far-reaching button is filled, the rest is in the menu', () => {
    const both = person({ role: 'samordnare' }, { role: 'godkannare' })
    expect(written(both, section('klar'))).toBe('*approve* reopen sendBack')
    expect(written(both, section('granskning'))).toBe('*ready* sendBack withdraw')
    expect(written(person({ role: 'samordnare' }, { role: 'skribent' }), section('arbete'))).toBe('*submit*')
    expect(written(person({ role: 'granskare' }, { role: 'skribent' }), section('granskning'))).toBe(
      '*sendBack* withdraw',
    )
  })

  test('[AC3] who alone has written the section sees why somebody else must approve it', () => {
    const { first, rest } = pageActions(
      person({ role: 'godkannare' }),
      section('klar', { onlyAuthor: 'kim' }),
    )
    expect(first).toEqual({ action: 'approve', isFilled: true, because: 'onlyAuthor' })
    expect(rest.map(({ action }) => action)).toEqual(['sendBack'])
  })

  test('[AC3] a decided report offers nothing to anybody', () => {
    for (const role of roles)
      for (const state of ['arbete', 'granskning', 'klar', 'godkand'] as const)
        expect(written(person({ role }), section(state, {}, 'beslutad'))).toBe('')
  })
})
