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

  test('[NO18] mail needs address, sender and the address of the pages; a wrong one is named', () => {
    const url = { PUBLIC_URL: 'http://127.0.0.1:3000' }
    const mail = {
      SMTP_URL: 'smtp://user:secret@mail.example.org:587',
      MAIL_FROM: 'Samskrift <s@example.org>',
    }
    expect(readConfig({ ...url, ...mail })).toMatchObject({
      ok: true,
      config: { mail: { smtpUrl: mail.SMTP_URL, from: mail.MAIL_FROM } },
    })
    expect(readConfig({})).toMatchObject({ ok: true, config: { mail: undefined } })
    expect(faultsOf(mail)).toEqual(['PUBLIC_URL'])
    expect(faultsOf({ ...url, SMTP_URL: mail.SMTP_URL })).toEqual(['MAIL_FROM'])
    expect(faultsOf({ ...url, MAIL_FROM: mail.MAIL_FROM })).toEqual(['SMTP_URL'])
    for (const wrong of ['mail.example.org', 'https://mail.example.org', 'smtp://', 'smtp://h/path?x=1'])
      expect(faultsOf({ ...url, ...mail, SMTP_URL: wrong })).toEqual(['SMTP_URL'])
    for (const wrong of [
      'Samskrift',
      'a@example.org, b@example.org',
      'X <a@example.org>\r\nBcc: b@example.org',
    ])
      expect(faultsOf({ ...url, ...mail, MAIL_FROM: wrong })).toEqual(['MAIL_FROM'])
    const read = readConfig({ ...url, ...mail, MAIL_FROM: 'Samskrift' })
    expect(JSON.stringify(read)).not.toContain('secret')
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
