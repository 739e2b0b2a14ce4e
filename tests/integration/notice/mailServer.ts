import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** What arrived, as a mail program reads it. */
export interface Arrived {
  readonly to: string
  readonly mail: ParsedMail
  /** Text and HTML, together with the headers, as they went over the line. */
  readonly raw: string
}

export interface MailServer {
  readonly url: string
  readonly arrived: readonly Arrived[]
  /** Addresses that are refused. */
  readonly refuses: Set<string>
  /** Resolves when so many have arrived in all. */
  whenArrived(count: number): Promise<void>
  close(): Promise<void>
}

/** A real mail server on a free port. */
export async function startMailServer(): Promise<MailServer> {
  const arrived: Arrived[] = []
  const refuses = new Set<string>()
  const waiting: { count: number; done: () => void }[] = []
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
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks)
        void simpleParser(raw).then((mail) => {
          arrived.push({ to: session.envelope.rcptTo[0]?.address ?? '', mail, raw: raw.toString('utf8') })
          for (const { count, done } of waiting) if (arrived.length >= count) done()
          callback()
        }, callback)
      })
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
    whenArrived: (count) =>
      new Promise((done) => {
        if (arrived.length >= count) done()
        else waiting.push({ count, done })
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}
