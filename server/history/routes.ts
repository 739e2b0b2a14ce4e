import type { Context } from 'hono'
import { z } from 'zod'
import { compareContents } from '../../shared/history/compareContents.ts'
import { sha256Hex } from '../../shared/approval/seal.ts'
import type { SectionContent } from '../../shared/section/content.ts'
import { findSection, sectionsOf } from '../../shared/section/layout.ts'
import { refuse, type Result } from '../../shared/problem.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { keepContent, presentContent } from '../approval/keepContent.ts'
import { peopleSince } from '../approval/peopleSince.ts'
import { readContent } from '../approval/readContent.ts'
import type { Deps } from '../deps.ts'
import { problemResponse } from '../problem.ts'
import { addReportRoute } from '../reports/reportRoute.ts'
import type { OpenReport } from '../reports/reports.ts'
import { answer, type App, type Env } from '../route.ts'
import { restoreVersion } from './restoreVersion.ts'
import { lastChangesIn } from '../../shared/history/sectionChanges.ts'

/** A version as it is asked for: a kept one by its id, or `now`, `seen`, `approved`. */
interface FoundVersion {
  readonly id: string
  readonly at: string
  readonly by: string | null
  readonly reason: string
  readonly digest: string
  readonly content: SectionContent
}

/** What a section has said: its versions, what somebody saw of it, and going back to what it said. */
export function historyRoutes(app: App, deps: Deps): void {
  const nameOf = (user: string) => deps.accounts.person(user)?.name ?? user
  const sectionOf = (c: Context<Env>) => c.req.param('s') ?? ''

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r/sections/:s/history',
      summary: 'Versions of a section, and who last changed what',
      action: 'readDraft',
    },
    async (c, { open }) => {
      const id = sectionOf(c)
      const now = await presentContent(deps, open, id)
      const report = await open.durable()
      const section = findSection(open.layout(report), id)
      if (now === null || section === undefined) return problemResponse(c, { code: 'not-found', culprit: id })
      return c.json({
        now: { digest: now.digest, words: now.words, people: peopleSince(report, section) },
        versions: (report.versions[id] ?? []).toReversed(),
        lastChanged: lastChangesIn(report, section),
      })
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r/sections/:s/history/:v',
      summary: 'What a section said in a version, says now, said when I saw it, or when it was approved',
      action: 'readDraft',
    },
    async (c, { open, person }) => {
      return answer(c, await findVersion(deps, open, person.user, sectionOf(c), c.req.param('v') ?? ''))
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: '/api/reports/:r/sections/:s/history/:v/restore',
      summary: 'Make a section say what it said in a version',
      action: 'readDraft',
    },
    async (c, { open, person }) => {
      const version = await findVersion(deps, open, person.user, sectionOf(c), c.req.param('v') ?? '')
      if (!version.ok) return problemResponse(c, version.problem)
      return answer(c, await restoreVersion(deps, open, person, nameOf, sectionOf(c), version.value))
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'GET',
      path: '/api/reports/:r/seen',
      summary: 'What has changed in each section since I last read it; of one section with ?section=',
      action: 'readDraft',
    },
    async (c, { open, person }) => {
      const asked = c.req.query('section')
      const layout = open.layout(open.report())
      const ids = sectionsOf(layout).flatMap(({ id }) => (asked === undefined || asked === id ? [id] : []))
      const sections: SeenSection[] = []
      for (const id of ids) {
        const section = await sinceSeen(deps, open, person.user, id)
        if (section !== null) sections.push(section)
      }
      return c.json({ sections })
    },
  )

  addReportRoute(
    app,
    deps,
    {
      method: 'POST',
      path: '/api/reports/:r/sections/:s/seen',
      summary: 'Note that I have read the section as it is',
      action: 'readDraft',
      body: z.strictObject({ digest: sha256Hex }),
    },
    async (c, { open, person }, { digest }) => {
      const section = sectionOf(c)
      const shown = await presentContent(deps, open, section)
      if (shown === null) return problemResponse(c, { code: 'not-found', culprit: section })
      if (shown.digest !== digest) return problemResponse(c, { code: 'seen-outdated', culprit: section })
      if (open.report().seen[person.user]?.[section]?.digest === digest) return c.json({})
      // It may have gone on by now: kept is only what was seen.
      const kept = await keepContent(deps, open, section)
      if (kept?.digest !== digest) return problemResponse(c, { code: 'seen-outdated', culprit: section })
      await open.register.append(
        [{ type: 'sectionSeen', section, digest }],
        { user: person.user },
        deps.now().toISOString(),
      )
      return c.json({})
    },
  )
}

interface SeenSection {
  readonly id: string
  /** What it says now. */
  readonly digest: string
  /** When I last read it; null if never. */
  readonly at: string | null
  /** Changes since then that are not mine alone. */
  readonly changes: number
}

async function sinceSeen(
  deps: Pick<Deps, 'texts' | 'store' | 'sealed'>,
  open: OpenReport,
  user: string,
  id: string,
): Promise<SeenSection | null> {
  const present = await presentContent(deps, open, id)
  const report = open.report()
  const section = findSection(open.layout(report), id)
  if (present === null || section === undefined) return null
  const seen = report.seen[user]?.[id]
  const unread = { id, digest: present.digest, at: seen?.at ?? null, changes: 0 }
  if (seen === undefined || seen.digest === present.digest) return unread
  // What I have written myself is nothing to read up on.
  const others = lastChangesIn(report, section).filter(({ at, by }) => at > seen.at && by !== user)
  const own = lastChangesIn(report, section).some(({ at, by }) => at > seen.at && by === user)
  if (others.length === 0 && own) return unread
  const before = await readContent(deps.store, seen.digest)
  return before === null ? unread : { ...unread, changes: compareContents(before, present.content).count }
}

async function findVersion(
  deps: Pick<Deps, 'texts' | 'store' | 'sealed' | 'now'>,
  open: OpenReport,
  user: string,
  section: string,
  asked: string,
): Promise<Result<FoundVersion>> {
  const report = await open.durable()
  if (findSection(open.layout(report), section) === undefined) return refuse('not-found', section)
  if (asked === 'now') {
    const shown = await presentContent(deps, open, section)
    return shown === null
      ? refuse('not-found', section)
      : {
          ok: true,
          value: {
            id: 'now',
            at: deps.now().toISOString(),
            by: null,
            reason: 'now',
            digest: shown.digest,
            content: shown.content,
          },
        }
  }
  const found = versionNamed()
  const content = found === undefined ? null : await readContent(deps.store, found.digest)
  return found === undefined || content === null
    ? refuse('not-found', asked)
    : { ok: true, value: { ...found, content } }

  function versionNamed(): Omit<FoundVersion, 'content'> | undefined {
    if (asked === 'seen') {
      const seen = report.seen[user]?.[section]
      return seen && { id: 'seen', at: seen.at, by: user, reason: 'seen', digest: seen.digest }
    }
    if (asked === 'approved') {
      const seal = sectionRecordOf(report, section).seals.at(-1)
      return seal && { id: 'approved', at: seal.at, by: seal.by, reason: 'approve', digest: seal.content }
    }
    const version = report.versions[section]?.find(({ id }) => id === asked)
    return (
      version && { id: asked, at: version.at, by: version.by, reason: version.reason, digest: version.digest }
    )
  }
}
