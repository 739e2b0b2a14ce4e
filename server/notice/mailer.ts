import { createTransport } from 'nodemailer'
import type { MailConfig } from '../config.ts'

/** One mail to one person. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Where its reader turns mails off. */
  readonly settings: string
  /** The same for the same mail, so that one that is sent again is known by mail programs. */
  readonly id: string
}

/** `unreachable`: the mail server itself; else it is this mail that was refused. No text of the server: it may hold addresses. */
export type Sent =
  | { readonly ok: true }
  | { readonly ok: false; readonly unreachable: boolean; readonly code: string }

export interface Mailer {
  send(mail: Mail): Promise<Sent>
  close(): void
}

const patienceMs = 20_000
/** Errors of nodemailer that say nothing about the one mail. */
const unreachable: ReadonlySet<string> = new Set([
  'ECONNECTION',
  'ECONNREFUSED',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EAUTH',
])

/** Sends by SMTP, few at a time over connections that are kept for a while. */
export function smtpMailer({ smtpUrl, from }: MailConfig): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // What is sent is made here; nothing of it is fetched from anywhere.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text, html, settings, id }) {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          messageId: `<${id}@samskrift>`,
          headers: {
            'List-Unsubscribe': `<${settings}>`,
            'Auto-Submitted': 'auto-generated',
            // Nobody's absence note answers.
            'X-Auto-Response-Suppress': 'All',
          },
        })
        return { ok: true }
      } catch (error) {
        const code = codeOf(error)
        return { ok: false, unreachable: unreachable.has(code), code }
      }
    },
    close: () => transport.close(),
  }
}

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  const reply = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null
  return reply === null ? code : `${code} ${reply}`
}
