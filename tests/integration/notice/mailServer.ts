import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** What arrived, as a mail program reads it. */
export interface Arrived {
  readonly to: string
  readonly mail: ParsedMail
}

export interface MailServer {
  readonly url: string
  readonly arrived: readonly Arrived[]
  /** Addresses that are refused. */
  readonly refuses: Set<string>
  close(): Promise<void>
}

/** A real mail server on a free port. */
export async function startMailServer(): Promise<MailServer> {
  const arrived: Arrived[] = []
  const refuses = new Set<string>()
  const arrives = async (to: string, raw: Buffer, callback: (error?: Error) => void): Promise<void> => {
    arrived.push({ to, mail: await simpleParser(raw) })
    callback()
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      if (!refuses.has(address)) return callback()
      const refusal = Object.assign(new Error(`no such mailbox ${address}`), { responseCode: 550 })
      return callback(refusal)
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      const to = session.envelope.rcptTo[0]?.address ?? ''
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => void arrives(to, Buffer.concat(chunks), callback))
    },
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    refuses,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}
