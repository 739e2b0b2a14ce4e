import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generatePassword } from '../../../client/people/generatePassword.ts'
import {
  changeOf,
  emptyPerson,
  faultsOf,
  faultsOfProblem,
  personOf,
} from '../../../client/people/personDraft.ts'
import { suggestUser } from '../../../client/people/suggestUser.ts'
import { shortestPassword } from '../../../shared/people/password.ts'
import { person } from '../../../shared/people/role.ts'

describe('a suggested sign-in name', () => {
  test('[PE22] is the name in plain letters', () => {
    expect(
      ['Karin Ängström-Ek', ' Åke  Öberg ', 'Renée d’Arc', '-', '李雷'].map((name) => suggestUser(name)),
    ).toEqual(['karin.angstrom-ek', 'ake.oberg', 'renee.darc', '', ''])
  })

  test('[PE22] is always one that the server takes, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
        const user = suggestUser(name)
        expect(user === '' || person.shape.user.safeParse(user).success).toBe(true)
      }),
      { seed: 20260 },
    )
  })
})

describe('a password that the page makes', () => {
  test('[PE23] has sixteen characters that cannot be mistaken for each other, and is never the same', () => {
    const made = Array.from({ length: 200 }, () => generatePassword())
    for (const password of made) expect(password).toMatch(/^[2-9a-hjkmnp-z]{4}(-[2-9a-hjkmnp-z]{4}){3}$/)
    expect(new Set(made).size).toBe(made.length)
    expect(made[0]?.length).toBeGreaterThanOrEqual(shortestPassword)
  })

  test('[PE23] draws again for bytes that would favour the first letters', () => {
    const drawn = [new Uint8Array(16).fill(248), new Uint8Array(16).fill(247)]
    expect(generatePassword(() => drawn.shift() ?? new Uint8Array(16))).toBe('zzzz-zzzz-zzzz-zzzz')
  })
})

describe('a person as typed', () => {
  const karin = { ...emptyPerson, user: ' Karin ', name: ' Karin Ek ', unit: ' ' }

  test('[PE24] what is missing or too short is said at its field', () => {
    expect(faultsOf(emptyPerson, 'kort')).toEqual({
      name: 'common.required',
      user: 'common.required',
      password: 'password.short',
    })
    expect(faultsOf(karin)).toEqual({})
  })

  test('[PE24] so is what the server refuses, unless it is about something else', () => {
    const refused = { code: 'bad-request', status: 400 } as const
    const faults = [{ path: 'email' }, { path: 'user' }, { path: 'body' }]
    expect(faultsOfProblem({ ...refused, culprit: 'email', details: { faults } })).toEqual({
      user: 'people.userFault',
      email: 'people.emailFault',
    })
    expect(faultsOfProblem({ ...refused, culprit: 'user', details: { reason: 'taken' } })).toEqual({
      user: 'people.userTaken',
    })
    expect(faultsOfProblem({ code: 'last-administrator', status: 409, culprit: 'user' })).toEqual({})
  })

  test('[PE18] empty fields are left out of a new person, and taken away from one that is changed', () => {
    expect(personOf(karin)).toEqual({ user: 'karin', name: 'Karin Ek', title: '', system: [] })
    expect(changeOf(karin)).toEqual({ name: 'Karin Ek', title: '', unit: null, email: null, system: [] })
  })
})
