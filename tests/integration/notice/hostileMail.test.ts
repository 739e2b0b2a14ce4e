import { expect, test } from 'vitest'
import { smtpMailer } from '../../../server/notice/mailer.ts'
import { noticeMail, reminderMail } from '../../../server/notice/mailText.ts'
import type { ShownNotice } from '../../../server/notice/shownNotice.ts'
import { startMailServer } from './mailServer.ts'

const sly = 'Rapport\r\nBcc: alla@elsewhere.example\r\n\r\n<img src="https://elsewhere.example/x" onerror=1>&'
const notice: ShownNotice = {
  id: 'r1 7 thread t1',
  kind: 'thread',
  at: '2024-01-20T08:00:00.000Z',
  report: { id: 'r1', title: sly, organisation: sly },
  section: { id: 'inledning', number: '1.1', title: sly },
  by: { user: 'per.sandberg', name: sly },
  place: '/rapport/r1/avsnitt/inledning',
}

test('[PW49] names and titles are words in a mail, whatever they are: no header, no markup, no picture from elsewhere', async () => {
  const server = await startMailServer()
  const mailer = smtpMailer({ smtpUrl: server.url, from: 'Samskrift <samskrift@region.example>' })
  try {
    const to = { user: 'maria.oberg', name: sly, email: 'maria@region.example' }
    const url = 'https://samskrift.region.example'
    for (const mail of [
      noticeMail(url, to, [notice], '2024-01-20'),
      reminderMail(url, to, sly, [notice], '2024-01-20'),
    ])
      expect(await mailer.send(mail)).toEqual({ ok: true })
    expect(server.arrived).toHaveLength(2)
    for (const { to: address, mail } of server.arrived) {
      expect(address).toBe('maria@region.example')
      expect(mail.headers.has('bcc')).toBe(false)
      expect(mail.attachments).toEqual([])
      expect(mail.subject).not.toMatch(/[\r\n]/)
      const html = String(mail.html)
      expect(html).toContain('&lt;img src=&quot;https://elsewhere.example/x&quot; onerror=1&gt;&amp;')
      expect([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag).filter((tag) => tag === 'img')).toEqual([])
      for (const [, address_ = ''] of html.matchAll(/(?:href|src)="([^"]*)"/g))
        expect(address_.startsWith(`${url}/`)).toBe(true)
    }
  } finally {
    mailer.close()
    await server.close()
  }
})
