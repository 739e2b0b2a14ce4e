import type { Context } from 'hono'
import { z } from 'zod'
import { changedAfterApproval } from '../../shared/approval/sealedFigures.ts'
import { can } from '../../shared/people/can.ts'
import { docIdOf, sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { refusalOf, reportTarget, sectionTarget } from '../../shared/report/target.ts'
import { figuresOf } from '../../shared/section/content.ts'
import { decideStep } from '../../shared/section/decideStep.ts'
import { findSection } from '../../shared/section/layout.ts'
import type { SectionEvent } from '../../shared/section/workflow.ts'
import { sealedProse } from '../approval/sealedProse.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { versionBefore } from '../history/keptVersion.ts'
import { actorAt, changeReport, type Decide } from '../reports/changeReport.ts'
import { addReportRoute } from '../reports/reportRoute.ts'
import { visibleSections } from '../reports/reportView.ts'
import { answer, type App, type Env } from '../route.ts'
import { readImage } from './imageType.ts'
import { sectionView, withoutWork } from './sectionView.ts'

const words = z.string().trim().max(2000)
/** What a step may be told with: a message, the comment of who sends back, the reason of who unlocks. */
const stepBody = z.strictObject({
  message: words.optional(),
  comment: words.optional(),
  reason: words.optional(),
  /** Of Skicka tillbaka: the items that go back, if not all that were handed in. */
  items: z.array(z.string().max(200)).max(2000).optional(),
})

/** `approve` is approval/routes.ts: it needs the digest that was seen, and makes a seal. */
const stepPaths: Readonly<
  Record<Exclude<SectionEvent, 'approve'>, { readonly path: string; readonly summary: string }>
> = {
  submit: { path: 'submit', summary: 'Klarmarkera' },
  withdraw: { path: 'withdraw', summary: 'Ta tillbaka' },
  sendBack: { path: 'send-back', summary: 'Skicka tillbaka' },
  ready: { path: 'ready', summary: 'Klar för godkännande' },
  reopen: { path: 'reopen', summary: 'Lås upp' },
}

/** Of an uploaded picture; `app.ts` refuses larger bodies. */
export const mostImageBytes = 10 * 1024 * 1024

/** One section: reading it, its way to approval, its pictures, and the lease of its text. */
export function sectionRoutes(app: App, deps: Deps): void {
  const nameOf = (user: string) => deps.accounts.person(user)?.name ?? user
  const sectionOf = (c: Context<Env>) => c.req.param('s') ?? ''

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r/sections/:s',
      summary: 'A section with its texts and tables',
      action: 'readView',
    },
    async (c, { open, actor }) => {
      const report = await open.durable()
      const layout = open.layout(report)
      // Those who write can also read what is hidden; readers see what they are shown.
      const found = findSection(layout, sectionOf(c))
      const readsDraft = can(actor, 'readDraft', reportTarget(report))
      const sees =
        found !== undefined && (readsDraft || visibleSections(report, layout, actor).includes(found))
      if (found === undefined || !sees)
        return problemResponse(c, { code: 'not-found', culprit: sectionOf(c) })
      const threads = readsDraft ? deps.authority.threads(docIdOf(report, found.id)) : new Set<string>()
      const stored = await deps.texts.read(report, found.id)
      const content = await deps.sealed.of(report, found.id)
      const prose = content === null ? stored : sealedProse(stored, content)
      const view = sectionView(report, layout, found, prose, nameOf, threads, content)
      if (!readsDraft) return c.json(withoutWork(view))
      return c.json({
        ...view,
        ...(content === null
          ? {}
          : { changedAfterApproval: changedAfterApproval(content, found, figuresOf(report, layout)) }),
      })
    },
  )

  for (const [event, { path, summary }] of Object.entries(stepPaths) as [
    keyof typeof stepPaths,
    (typeof stepPaths)['submit'],
  ][]) {
    addReportRoute(
      app,
      deps,
      {
        method: 'POST',
        path: `/api/reports/:r/sections/:s/${path}`,
        summary,
        action: null,
        body: stepBody,
        emptyBody: {},
      },
      async (c, { open, person }, { message, comment, reason, items }) => {
        const section = sectionOf(c)
        // What has been typed is counted before the section moves, so that its record is true when it stands still.
        if (findSection(open.layout(open.report()), section) !== undefined)
          await deps.texts.flush(docIdOf(open.report(), section))
        const decide: Decide = ({ report, layout, actor }) =>
          decideStep(report, layout, actor, section, event, message ?? comment ?? reason, items)
        const kept = await versionBefore(deps, open, person, section, event, decide)
        const moved = await changeReport(open, person, deps.now(), (deciding) => {
          const decided = decide(deciding)
          return decided.ok ? { ok: true, value: [...kept, ...decided.value] } : decided
        })
        // A reopened section's text begins anew from the approved one: it is on disk before anybody is told.
        if (moved.ok && event === 'reopen') await deps.texts.read(moved.value, section)
        return answer(c, moved.ok ? { ok: true, value: sectionRecordOf(moved.value, section) } : moved)
      },
    )
  }

  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: '/api/reports/:r/sections/:s/lease',
      summary: 'A client id for the text of a section',
      action: 'readDraft',
    },
    async (c, { open, person }) => {
      const report = open.report()
      const section = findSection(open.layout(report), sectionOf(c))
      if (section === undefined) return problemResponse(c, { code: 'not-found', culprit: sectionOf(c) })
      const doc = docIdOf(open.report(), section.id)
      const judgement = deps.authority.judge({ user: person.user, session: c.get('session') ?? '' }, doc)
      const lease = await deps.rooms.grant(doc, person.user, judgement.access === 'write')
      return lease === null ? problemResponse(c, { code: 'not-found', culprit: section.id }) : c.json(lease)
    },
  )

  addReportRoute(
    app,
    deps,
    { method: 'POST', path: '/api/reports/:r/sections/:s/images', summary: 'Upload a picture', action: null },
    async (c, { open, person, actor }) => {
      const section = sectionOf(c)
      const mayAdd = () => {
        const report = open.report()
        if (findSection(open.layout(report), section) === undefined)
          return { code: 'not-found', culprit: section } as const
        // Whoever may write anywhere in the section may bring a picture; where it may stand, the text's own check says.
        const doc = docIdOf(report, section)
        const judgement = deps.authority.judge({ user: person.user, session: c.get('session') ?? '' }, doc)
        return judgement.access === 'write'
          ? null
          : (refusalOf(actor, 'write', sectionTarget(report, section, [section])) ??
              ({ code: 'not-permitted', culprit: section } as const))
      }
      const refusal = mayAdd()
      if (refusal !== null) return problemResponse(c, refusal)
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const image = readImage(bytes)
      if (!image.ok) return problemResponse(c, image.problem)
      const hash = await deps.store.media.put(bytes)
      const later = mayAdd()
      if (later !== null) return problemResponse(c, later)
      await open.register.append(
        [{ type: 'imageAdded', section, hash }],
        { user: person.user },
        deps.now().toISOString(),
      )
      return c.json({ hash, width: image.value.width, height: image.value.height }, 201)
    },
  )

  app.get('/media/:hash', async (c) => {
    const found = await mediaIn(deps, c)
    if (found === null) return problemResponse(c, { code: 'not-found', culprit: c.req.param('hash') })
    return c.body(found.bytes, 200, {
      'content-type': found.type,
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      // Named by its contents, but shown only to those with a role.
      'cache-control': 'private, max-age=86400, immutable',
    })
  })
}

/** A picture of a report, for somebody who may read it: a picture belongs to the reports it was uploaded in. */
async function mediaIn(
  deps: Deps,
  c: Context<Env>,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | null> {
  const person = c.get('person')
  const reportId = c.req.query('report')
  const hash = c.req.param('hash') ?? ''
  if (person === undefined || reportId === undefined) return null
  const open = await deps.reports.open(reportId)
  if (open === null) return null
  const report = open.report()
  const actor = actorAt(report, person, deps.now())
  if (!can(actor, 'readView', reportTarget(report))) return null
  if (!(await deps.images.belongs(open, hash))) return null
  const bytes = await deps.store.media.get(hash)
  const image = bytes === null ? null : readImage(bytes)
  return bytes !== null && image?.ok === true
    ? { bytes: new Uint8Array(bytes), type: image.value.type }
    : null
}
