import { z } from 'zod'

/** What the environment decides. Read once, by `main.ts`. */
export interface Config {
  readonly host: string
  /** 0 asks the system for a free port. */
  readonly port: number
  readonly dataDir: string
  readonly auth: 'demo' | 'local'
  /** The address people use, without a path. Undefined on loopback: the server is then reached as itself. */
  readonly publicUrl: string | undefined
  readonly logLevel: LogLevel
  readonly sessionIdleMs: number
  readonly sessionMaxMs: number
  /** Undefined: notices stay in the page. */
  readonly mail: MailConfig | undefined
}

export interface MailConfig {
  /** smtp: or smtps:, with name and password if the server asks for them. A secret: never logged. */
  readonly smtpUrl: string
  /** What stands as sender: an address, or "Name <address>". */
  readonly from: string
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** One variable at fault, and in words what is wrong with it. Values are not repeated: one of them may be a secret. */
export interface ConfigFault {
  readonly variable: string
  readonly fault: string
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] }

const minutes = 60_000

/**
 * Reads the environment (design.md section 6). Every fault is named at once, so that one start tells everything that has to
 * be mended. An empty variable counts as not set. Nothing has a secret default.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const faults: ConfigFault[] = []
  const fault = (variable: string, text: string) => void faults.push({ variable, fault: text })
  const value = (variable: string) => (env[variable] === '' ? undefined : env[variable])
  const integer = (variable: string, fallback: number, min: number, max: number): number => {
    const raw = value(variable)
    if (raw === undefined) return fallback
    const parsed = /^\d{1,9}$/.test(raw) ? Number(raw) : Number.NaN
    if (parsed >= min && parsed <= max) return parsed
    fault(variable, `must be a whole number from ${min} to ${max}`)
    return fallback
  }

  const host = value('HOST') ?? '127.0.0.1'
  if (!/^[A-Za-z0-9.:-]+$/.test(host)) fault('HOST', 'must be a host name or an IP address')
  const port = integer('PORT', 3000, 0, 65_535)
  const idle = integer('SESSION_IDLE_MINUTES', 120, 1, 24 * 60)
  const longest = integer('SESSION_MAX_MINUTES', 12 * 60, 1, 7 * 24 * 60)

  const logLevel = z.enum(logLevels).safeParse(value('LOG_LEVEL') ?? 'info')
  if (!logLevel.success) fault('LOG_LEVEL', `must be one of ${logLevels.join(', ')}`)

  const publicUrl = value('PUBLIC_URL')
  if (publicUrl !== undefined && !isOrigin(publicUrl)) {
    fault('PUBLIC_URL', 'must be an address such as https://samskrift.example.org, without a path')
  }
  if (publicUrl === undefined && !isLoopback(host)) {
    fault(
      'PUBLIC_URL',
      'is needed when HOST is not loopback: writes are only taken from pages of that address',
    )
  }

  // Behind a proxy, an own address on loopback says nothing about who can reach it.
  const isPrivate = isLoopback(host) && !isForeignAddress(publicUrl)
  const auth = readAuth(value('AUTH'), isPrivate, fault)
  if (value('DATABASE_URL') !== undefined)
    fault('DATABASE_URL', 'is not yet supported: data are kept in files below DATA_DIR')
  for (const variable of Object.keys(env).filter(
    (name) => name.startsWith('OIDC_') && value(name) !== undefined,
  )) {
    fault(variable, 'is not yet supported')
  }

  const mail = readMail(value('SMTP_URL'), value('MAIL_FROM'), fault)
  if (mail !== undefined && publicUrl === undefined)
    fault('PUBLIC_URL', 'is needed when SMTP_URL is set: mails link to pages of that address')

  if (faults.length > 0 || !logLevel.success) return { ok: false, faults }
  return {
    ok: true,
    config: {
      host,
      port,
      dataDir: value('DATA_DIR') ?? './data',
      auth,
      publicUrl: publicUrl === undefined ? undefined : new URL(publicUrl).origin,
      logLevel: logLevel.data,
      sessionIdleMs: idle * minutes,
      sessionMaxMs: longest * minutes,
      mail,
    },
  }
}

function readAuth(
  raw: string | undefined,
  isPrivate: boolean,
  fault: (variable: string, text: string) => void,
): Config['auth'] {
  switch (raw) {
    case 'local':
      return 'local'
    case 'demo':
      if (!isPrivate)
        fault(
          'AUTH',
          'demo lets anybody in and is only possible when HOST, and PUBLIC_URL if set, is loopback (127.0.0.1, ::1, localhost)',
        )
      return 'demo'
    case 'oidc':
      fault('AUTH', 'oidc is not yet supported: use local')
      return 'local'
    case undefined:
      if (!isPrivate) fault('AUTH', 'is needed when HOST or PUBLIC_URL is not loopback: local')
      return 'demo'
    default:
      fault('AUTH', 'must be demo or local')
      return 'local'
  }
}

function readMail(
  smtpUrl: string | undefined,
  from: string | undefined,
  fault: (variable: string, text: string) => void,
): MailConfig | undefined {
  if (smtpUrl === undefined && from === undefined) return undefined
  if (smtpUrl === undefined) fault('SMTP_URL', 'is needed when MAIL_FROM is set')
  else if (!isSmtp(smtpUrl))
    fault('SMTP_URL', 'must be an address such as smtp://user:password@mail.example.org:587, or smtps://')
  if (from === undefined) fault('MAIL_FROM', 'is needed when SMTP_URL is set')
  else if (!isSender(from)) fault('MAIL_FROM', 'must be an address such as Samskrift <samskrift@example.org>')
  return smtpUrl === undefined || from === undefined ? undefined : { smtpUrl, from }
}

function isSmtp(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname, search, hash } = new URL(text)
  return (
    ['smtp:', 'smtps:'].includes(protocol) &&
    hostname !== '' &&
    ['', '/'].includes(pathname) &&
    search + hash === ''
  )
}

const isSender = (text: string): boolean => {
  const [, named] = /^[^<>\r\n]*<([^<>]+)>$/.exec(text.trim()) ?? []
  return z.email().safeParse(named ?? text.trim()).success
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)

const isForeignAddress = (publicUrl: string | undefined): boolean =>
  publicUrl !== undefined &&
  isOrigin(publicUrl) &&
  !isLoopback(new URL(publicUrl).hostname.replace(/^\[(.*)\]$/, '$1'))

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search, hash, username, password } = new URL(text)
  return (
    ['http:', 'https:'].includes(protocol) && pathname === '/' && search + hash + username + password === ''
  )
}

/**
 * Addresses a page of ours may have, as browsers send them in `Origin`. Without PUBLIC_URL these are the names of loopback
 * at the port in use, never whatever `Host` says: a foreign name that leads to 127.0.0.1 is foreign.
 */
export function ownOrigins(config: Pick<Config, 'publicUrl'>, port: number): ReadonlySet<string> {
  if (config.publicUrl !== undefined) return new Set([config.publicUrl])
  return new Set(['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}:${port}`))
}
