import { z } from 'zod'
import { sha256Hex, type Seal } from '../../shared/approval/seal.ts'
import { sealsOf } from '../../shared/approval/sealHash.ts'
import { chainFault, sealHolds, type SealFault } from '../../shared/approval/verifySeals.ts'
import type { SectionContent } from '../../shared/section/content.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import type { Report } from '../../shared/report/report.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { maySee } from '../read/readReport.ts'
import { addReportRoute } from '../reports/reportRoute.ts'
import { answer, type App } from '../route.ts'
import { approveSections } from './approveSections.ts'
import { readContent } from './readContent.ts'
import { sha256 } from './sha256.ts'

const seen = sha256Hex
const several = z.strictObject({
  sections: z
    .array(z.strictObject({ id: z.string().max(80), seen }))
    .min(1)
    .max(200)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each section once'),
})

/** Approving sections, and looking an approval over. */
export function approvalRoutes(app: App, deps: Deps): void {
  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: '/api/reports/:r/sections/:s/approve',
      summary: 'Godkänn',
      action: null,
      body: z.strictObject({ seen }),
    },
    async (c, at, input) => {
      const section = c.req.param('s') ?? ''
      const approved = await approveSections(deps, at.open, at.person, [{ id: section, seen: input.seen }])
      return answer(c, approved.ok ? { ok: true, value: sectionRecordOf(approved.value, section) } : approved)
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: '/api/reports/:r/approve',
      summary: 'Godkänn, several sections or none of them',
      action: null,
      body: several,
    },
    async (c, at, { sections }) => {
      const approved = await approveSections(deps, at.open, at.person, sections)
      if (!approved.ok) return problemResponse(c, approved.problem)
      return c.json({
        sections: sections.map(({ id }) => ({ id, ...sectionRecordOf(approved.value, id) })),
      })
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r/sections/:s/seal',
      summary: 'The last approval of a section, verified anew',
      action: 'readView',
    },
    async (c, { open, actor }) => {
      const report = await open.durable()
      const section = c.req.param('s') ?? ''
      const seal = sectionRecordOf(report, section).seals.at(-1)
      if (seal === undefined || !maySee(actor, report, section))
        return problemResponse(c, { code: 'not-found', culprit: section })
      const { content, fault } = await verified(deps, report, seal)
      return c.json({ seal, content, verified: fault === null, ...(fault === null ? {} : { fault }) })
    },
  )
}

/** Recomputes what a seal says: its content as it is stored, itself, and the chain up to it. */
async function verified(
  { store }: Pick<Deps, 'store'>,
  report: Report,
  seal: Seal,
): Promise<{ content: SectionContent | null; fault: SealFault | null }> {
  let content: SectionContent | null = null
  let fault: SealFault | null = null
  try {
    // The store takes the digest of the bytes at every reading.
    content = await readContent(store, seal.content)
    if (content === null) fault = 'contentMissing'
  } catch {
    // Damaged bytes, or bytes that are no content: which of the two is for `npm run verify`.
    fault = 'content'
  }
  const all = sealsOf(report)
  const upTo = all.slice(0, all.findIndex(({ hash }) => hash === seal.hash) + 1)
  return {
    content,
    fault: sealHolds(seal, sha256) ? (fault ?? chainFault(upTo, sha256)?.fault ?? null) : 'hash',
  }
}
