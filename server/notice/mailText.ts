import { createHash } from 'node:crypto'
import { groupNotices } from '../../shared/notice/groupNotices.ts'
import type { Notice, NoticeKind } from '../../shared/notice/notice.ts'
import type { Mail } from './mailer.ts'
import type { ShownNotice } from './shownNotice.ts'

/*
 * Mails in Swedish: what has happened, who did it, which sections, and links. Never a word of the report's own text.
 */

export interface MailPerson {
  readonly user: string
  readonly name: string
  readonly email: string
}

/** The address of the dialog in which somebody turns kinds of mail off. */
export const settingsAddress = (url: string): string => `${url}/mitt?aviseringar=1`

/**
 * One mail of what is new to one person.
 *
 * @param url    the address of our pages, without a path
 * @param today  decides which dates need their year
 */
export function noticeMail(
  url: string,
  to: MailPerson,
  notices: readonly ShownNotice[],
  today: string,
): Mail {
  const paragraphs = byReport(notices).map((own) => ({
    heading: headingOf(own),
    groups: groupNotices(own.map(flat)).map(({ all }) => groupOf(url, all, today)),
  }))
  return mail(url, to, subjectOf(notices), paragraphs, notices.map(({ id }) => id).join(' '))
}

/** What somebody is reminded of. `words` go with it where the samordnare wrote some. */
export function reminderMail(
  url: string,
  to: MailPerson,
  by: string,
  notices: readonly ShownNotice[],
  today: string,
): Mail {
  const [first] = notices
  const title = first?.report.title ?? ''
  const paragraph = {
    heading: first === undefined ? '' : headingOf([first]),
    groups: [
      {
        sentence: `${by} påminner om det som du inte har lämnat in:`,
        lines: notices.map((notice) => lineOf(url, notice, today)),
      },
    ],
  }
  const count = notices.length === 1 ? 'en uppgift' : `${notices.length} uppgifter`
  return mail(url, to, `Påminnelse: ${count} i ${title}`, [paragraph], notices.map(({ id }) => id).join(' '))
}

/** The reminder as a text to copy where no mail can be sent. The same for everybody. */
export const reminderText = (
  url: string,
  report: { readonly id: string; readonly title: string; readonly organisation: string },
  by: string,
): { subject: string; body: string } => ({
  subject: `Påminnelse: ${report.title}, ${report.organisation}`,
  body: [
    'Hej!',
    '',
    `Du har uppgifter kvar att lämna in i ${report.title}, ${report.organisation}.`,
    'Här ser du vilka, och när de ska vara klara:',
    `${url}/mitt?rapport=${encodeURIComponent(report.id)}`,
    '',
    'Har du inget att rapportera kan du säga det där också.',
    '',
    by,
  ].join('\n'),
})

interface Paragraph {
  readonly heading: string
  readonly groups: readonly { readonly sentence: string; readonly lines: readonly Line[] }[]
}

interface Line {
  readonly words: string
  readonly address: string
}

const mostLines = 25

function mail(
  url: string,
  to: MailPerson,
  subject: string,
  paragraphs: readonly Paragraph[],
  ids: string,
): Mail {
  const settings = settingsAddress(url)
  const why = 'Du får det här för att du arbetar i Samskrift.'
  const change = 'Välj vad du får med e-post:'
  const text = [
    `Hej ${to.name}!`,
    ...paragraphs.flatMap(({ heading, groups }) => [
      '',
      heading,
      ...groups.flatMap(({ sentence, lines }) => [
        '',
        sentence,
        ...shortened(lines).flatMap(({ words, address }) => [`- ${words}`, `  ${address}`]),
      ]),
    ]),
    '',
    `${why} ${change}`,
    settings,
    '',
  ].join('\n')
  const html = [
    '<!doctype html><html lang="sv"><head><meta charset="utf-8"></head>',
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#211f1b;max-width:40em">',
    `<p>Hej ${escaped(to.name)}!</p>`,
    ...paragraphs.flatMap(({ heading, groups }) => [
      `<h2 style="font-size:18px;margin:24px 0 8px">${escaped(heading)}</h2>`,
      ...groups.flatMap(({ sentence, lines }) => [
        `<p style="margin:12px 0 4px">${escaped(sentence)}</p>`,
        '<ul style="margin:0">',
        ...shortened(lines).map(
          ({ words, address }) =>
            `<li><a href="${escaped(address)}" style="color:#0f5066">${escaped(words)}</a></li>`,
        ),
        '</ul>',
      ]),
    ]),
    `<p style="font-size:14px;color:#544e46;margin-top:32px">${why} <a href="${escaped(settings)}" style="color:#0f5066">Välj vad du får med e-post</a></p>`,
    '</body></html>',
  ].join('\n')
  const id = createHash('sha256').update(`${to.user} ${subject} ${ids}`).digest('hex').slice(0, 32)
  return { to: { name: to.name, address: to.email }, subject, text, html, settings, id }
}

const shortened = (lines: readonly Line[]): readonly Line[] => {
  const [last] = lines.slice(-1)
  return lines.length <= mostLines || last === undefined
    ? lines
    : [
        ...lines.slice(0, mostLines - 1),
        { words: `och ${lines.length - mostLines + 1} till`, address: last.address },
      ]
}

function byReport(notices: readonly ShownNotice[]): ShownNotice[][] {
  const ids = [...new Set(notices.map(({ report }) => report.id))]
  return ids.map((id) => notices.filter(({ report }) => report.id === id))
}

const headingOf = ([first]: readonly ShownNotice[]): string =>
  first === undefined ? '' : `${first.report.title}, ${first.report.organisation}`

function subjectOf(notices: readonly ShownNotice[]): string {
  const reports = [...new Set(notices.map(({ report }) => report.title))]
  const [title = ''] = reports
  const where = reports.length === 1 ? title : `${reports.length} rapporter`
  if (notices.every(({ kind }) => kind === 'readyForApproval')) {
    const count = notices.length === 1 ? 'ett avsnitt' : `${notices.length} avsnitt`
    return `Att godkänna: ${count} i ${where}`
  }
  return `Nytt för dig i ${where}`
}

interface Flat extends Pick<Notice, 'kind' | 'report' | 'by' | 'at' | 'thread'> {
  readonly shown: ShownNotice
}
const flat = (shown: ShownNotice): Flat => ({
  kind: shown.kind,
  report: shown.report.id,
  at: shown.at,
  ...(shown.by === undefined ? {} : { by: shown.by.user }),
  ...(shown.thread === undefined ? {} : { thread: shown.thread }),
  shown,
})

const groupOf = (url: string, all: readonly Flat[], today: string) => {
  const notices = all.map(({ shown }) => shown)
  return {
    sentence: sentenceOf(notices, today),
    lines: notices.map((notice) => lineOf(url, notice, today)),
  }
}

const itemCount = (count: number): string => (count === 1 ? 'en uppgift' : `${count} uppgifter`)
const sectionCount = (count: number): string => (count === 1 ? 'Ett avsnitt' : `${count} avsnitt`)

function sentenceOf(notices: readonly ShownNotice[], today: string): string {
  const [first] = notices
  if (first === undefined) return ''
  const who = first.by?.name ?? 'Någon'
  const count = notices.length
  const sentences: Readonly<Record<NoticeKind, () => string>> = {
    assigned: () => `${who} har gjort dig ansvarig för ${itemCount(count)}:`,
    dueSoon: () => (count === 1 ? 'Snart klart senast:' : 'Snart klara senast:'),
    overdue: () => 'Skulle ha varit klart:',
    reminder: () => `${who} påminner om ${itemCount(count)}:`,
    sentBack: () => `${who} har skickat tillbaka:`,
    thread: () => `${who} vänder sig till dig i en synpunkt:`,
    readyForApproval: () => `${sectionCount(count)} väntar på ditt godkännande, låst av ${who}:`,
    figureChanged: () =>
      count === 1
        ? 'En siffra har ändrats som en text du har lämnat in nämner. Stämmer texten?'
        : 'Siffror har ändrats som texter du har lämnat in nämner. Stämmer texterna?',
    contributionAsked: () => `${who} ber om ett bidrag:`,
    deputy: () =>
      first.deputy === undefined
        ? ''
        : `${first.deputy.user.name} är ställföreträdare för ${first.deputy.for.name} från ${date(first.deputy.from, today)} till ${date(first.deputy.to, today)}:`,
  }
  return sentences[first.kind]()
}

function lineOf(url: string, { section, due, place, report, kind }: ShownNotice, today: string): Line {
  const where = section === undefined ? report.title : `${section.number} ${section.title}`
  const when = due === undefined || kind === 'assigned' ? '' : `, ${date(due, today)}`
  return { words: `${where}${when}`, address: `${url}${place}` }
}

const month = new Intl.DateTimeFormat('sv-SE', { day: 'numeric', month: 'long', timeZone: 'UTC' })
const withYear = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'UTC' })
/** "26 januari", with the year outside the present one. */
const date = (iso: string, today: string): string =>
  (iso.slice(0, 4) === today.slice(0, 4) ? month : withYear).format(new Date(`${iso}T00:00:00Z`))

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (mark) => marks[mark] ?? mark)
