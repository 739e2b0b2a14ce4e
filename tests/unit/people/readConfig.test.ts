import { describe, expect, test } from 'vitest'
import { ownOrigins, readConfig } from '../../../server/config.ts'

const faultsOf = (env: Record<string, string>) => {
  const read = readConfig(env)
  return read.ok ? [] : read.faults.map(({ variable }) => variable)
}

describe('the environment', () => {
  test('[PE10] nothing set is the demo on loopback', () => {
    const read = readConfig({})
    expect(read).toMatchObject({
      ok: true,
      config: { host: '127.0.0.1', port: 3000, auth: 'demo', dataDir: './data', publicUrl: undefined },
    })
  })

  test('[PE11] every fault is named at once', () => {
    expect(
      faultsOf({
        PORT: 'tre',
        AUTH: 'ldap',
        LOG_LEVEL: 'loud',
        PUBLIC_URL: 'example.org/x',
        DATABASE_URL: 'postgres://x',
        OIDC_ISSUER: 'https://x',
      }).toSorted(),
    ).toEqual(['AUTH', 'DATABASE_URL', 'LOG_LEVEL', 'OIDC_ISSUER', 'PORT', 'PUBLIC_URL'])
  })

  test.each([
    [
      'the demo beyond loopback',
      { HOST: '0.0.0.0', AUTH: 'demo', PUBLIC_URL: 'https://a.example' },
      ['AUTH'],
    ],
    ['no sign-in chosen beyond loopback', { HOST: '0.0.0.0', PUBLIC_URL: 'https://a.example' }, ['AUTH']],
    ['no address beyond loopback', { HOST: '0.0.0.0', AUTH: 'local' }, ['PUBLIC_URL']],
    ['the demo behind a proxy', { AUTH: 'demo', PUBLIC_URL: 'https://a.example' }, ['AUTH']],
    ['no sign-in chosen behind a proxy', { PUBLIC_URL: 'https://a.example' }, ['AUTH']],
    [
      'a name that begins like loopback',
      { AUTH: 'demo', PUBLIC_URL: 'http://127.0.0.1.a.example' },
      ['AUTH'],
    ],
    ['oidc, which is not there yet', { AUTH: 'oidc' }, ['AUTH']],
    ['a port out of range', { PORT: '65536' }, ['PORT']],
    ['an address with a path', { PUBLIC_URL: 'https://a.example/b' }, ['PUBLIC_URL']],
    ['an address of another kind', { PUBLIC_URL: 'ftp://a.example' }, ['PUBLIC_URL']],
  ])('[PE12] refused: %s', (_, env, faults) => expect(faultsOf(env)).toEqual(faults))

  test.each(['http://127.0.0.1:5173', 'http://localhost:3000', 'http://[::1]:3000'])(
    '[PE12] the demo at %s is on this computer only',
    (PUBLIC_URL) => expect(faultsOf({ AUTH: 'demo', PUBLIC_URL })).toEqual([]),
  )

  test('[PE13] an empty variable counts as not set', () => {
    expect(faultsOf({ PORT: '', AUTH: '', DATABASE_URL: '', OIDC_ISSUER: '' })).toEqual([])
  })

  test('[PE14] pages of our own are those of PUBLIC_URL, or of loopback at our port', () => {
    expect([...ownOrigins({ publicUrl: 'https://a.example' }, 3000)]).toEqual(['https://a.example'])
    const loopback = ownOrigins({ publicUrl: undefined }, 3000)
    expect(loopback.has('http://127.0.0.1:3000')).toBe(true)
    expect(loopback.has('http://127.0.0.1:3001')).toBe(false)
    expect(loopback.has('http://rebound.example:3000')).toBe(false)
  })
})
