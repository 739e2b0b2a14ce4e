import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { inReport } from '../reports/member.ts'
import { addRoute, type App, type Env } from '../route.ts'
import { readImage } from '../sections/imageType.ts'
import { exportHtml, type ExportStyle } from './exportHtml.ts'
import { readReport, type Reading } from './readReport.ts'

/** The report as it is read: for the read view, as one file, and as data. All take `?section=`, also repeated. */
export function addReadRoutes(app: App, deps: Deps, style: () => Promise<ExportStyle>): void {
  const reading = async (c: Context<Env>): Promise<Reading | Response> => {
    const found = await inReport(c, deps, 'readView')
    if (!found.ok) return problemResponse(c, found.problem)
    const wanted = c.req.queries('section')
    const { open, actor } = found.value
    const read = await readReport(open, deps, actor, deps.now().toISOString(), wanted && new Set(wanted))
    if (wanted !== undefined && read.sections.length === 0) {
      return problemResponse(c, { code: 'not-found', culprit: wanted.join(', ') })
    }
    return read
  }

  addRoute(
    app,
    { method: 'GET', path: '/api/reports/:r/read', summary: 'The report as printed, for the read view' },
    async (c) => {
      const read = await reading(c)
      return read instanceof Response ? read : c.json(read.document)
    },
  )

  addRoute(
    app,
    { method: 'GET', path: '/api/reports/:r/export.html', summary: 'The report as one HTML file' },
    async (c) => {
      const read = await reading(c)
      if (read instanceof Response) return read
      const images = new Map<string, string>()
      const open = await deps.reports.open(read.report.id)
      for (const hash of read.images) {
        // A text may name any hash; only pictures of this report are its to show.
        if (open === null || !(await deps.images.belongs(open, hash))) continue
        const bytes = await deps.store.media.get(hash)
        const image = bytes === null ? undefined : readImage(bytes)
        if (bytes !== null && image?.ok === true) {
          images.set(hash, `data:${image.value.type};base64,${Buffer.from(bytes).toString('base64')}`)
        }
      }
      // A file to keep, never a page of ours: whatever it held, it would have no session to use.
      return c.body(exportHtml(read.document, await style(), images), 200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy':
          "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
        'content-disposition': attachment(read, 'html'),
      })
    },
  )

  addRoute(
    app,
    { method: 'GET', path: '/api/reports/:r/export.json', summary: 'The report as document JSON' },
    async (c) => {
      const read = await reading(c)
      if (read instanceof Response) return read
      return c.body(JSON.stringify(read.data(), null, 1), 200, {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': attachment(read, 'json'),
      })
    },
  )
}

/** "Verksamhetsberättelse 2023 Servicenämnden.html", in both spellings that browsers understand. */
function attachment({ document }: Reading, ending: string): string {
  const name = `${document.title} ${document.organisation}.${ending}`.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
  const ascii = name.normalize('NFD').replace(/[^\x20-\x7e]/g, '')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`
}
