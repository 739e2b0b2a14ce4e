import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { approversOf } from '../../../client/approval/approversOf.ts'
import { checkSeal } from '../../../client/approval/checkSeal.ts'
import { definiteTitle } from '../../../client/approval/forTitle.ts'
import type { Seal } from '../../../shared/approval/seal.ts'
import { firstSealFollows } from '../../../shared/approval/seal.ts'
import { sealText } from '../../../shared/approval/sealHash.ts'
import type { Grant } from '../../../shared/people/role.ts'
import { canonicalJson } from '../../../shared/section/canonical.ts'
import type { SectionContent } from '../../../shared/section/content.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('who approves', () => {
  const member = (user: string, arrival: number, ...grants: Grant[]) => ({ user, arrival, grants })
  const members = {
    gunilla: member('gunilla', 0, { role: 'godkannare' }),
    bo: member('bo', 1, { role: 'godkannare', sections: ['s2'] }),
    anna: member('anna', 2, { role: 'samordnare' }),
  }
  const deputies = [
    { for: 'gunilla', user: 'ek', from: '2024-02-01', to: '2024-02-07', reason: 'Ledig' },
    { for: 'bo', user: 'ali', from: '2024-02-01', to: '2024-02-07', reason: 'Ledig' },
  ]

  test('[AC4] a section awaits its own approvers and their deputies of the day', () => {
    const on = (section: string, today: string) => approversOf({ members, deputies }, section, today)
    expect(on('s1', '2024-02-07')).toEqual({ own: ['gunilla'], deputies: [deputies[0]] })
    expect(on('s2', '2024-02-07').own).toEqual(['gunilla', 'bo'])
    expect(on('s1', '2024-02-08').deputies).toEqual([])
  })

  test('[AC4] a deputy acts for a title, in the form one speaks of it', () => {
    expect(
      ['förvaltningschef', 'controller', 'nämndsekreterare', 'chef för IT', 'direktör', 'ledare'].map(
        definiteTitle,
      ),
    ).toEqual([
      'förvaltningschefen',
      'controllern',
      'nämndsekreteraren',
      'chefen för IT',
      'direktören',
      'ledaren',
    ])
  })
})

describe('the checksum', () => {
  const content: SectionContent = {
    template: { id: 'vb', version: '1' },
    section: { id: 's1', title: 'Syfte' },
    prose: {},
    cells: [['b', 'r', 'c', 'stored', { kind: 'number', value: '-12.0' }]],
    quoted: [],
    statuses: [],
    plan: [],
  }
  const unhashed: Omit<Seal, 'hash'> = {
    section: 's1',
    epoch: 1,
    content: sha256(canonicalJson(content)),
    explanations: [],
    by: 'gunilla',
    role: 'godkannare',
    at: '2024-02-07T13:32:00.000Z',
    follows: firstSealFollows,
  }
  const seal: Seal = { ...unhashed, hash: sha256(sealText(unhashed)) }
  const sealed = { seal, content, verified: true }

  test('[AC5] holds when content, seal, journal and server say the same', async () => {
    expect(await checkSeal(sealed, seal.hash)).toBe('holds')
  })

  test('[AC5] is broken by another figure, another seal, another journal or the server’s own finding', async () => {
    const other: SectionContent = {
      ...content,
      cells: [['b', 'r', 'c', 'stored', { kind: 'number', value: '-11.9' }]],
    }
    expect(await checkSeal({ ...sealed, content: other }, seal.hash)).toBe('broken')
    expect(await checkSeal({ ...sealed, seal: { ...seal, by: 'bo' } }, seal.hash)).toBe('broken')
    expect(await checkSeal(sealed, sha256('another'))).toBe('broken')
    expect(await checkSeal({ ...sealed, verified: false }, seal.hash)).toBe('broken')
  })
})
