import { decideApproval, type Seen } from '../../shared/approval/decideApproval.ts'
import type { Version } from '../../shared/history/version.ts'
import type { Person } from '../../shared/people/role.ts'
import { refuse, type Result } from '../../shared/problem.ts'
import { docIdOf } from '../../shared/section/sectionRecord.ts'
import type { Report } from '../../shared/report/report.ts'
import { sectionContentOf } from '../../shared/section/content.ts'
import { findSection } from '../../shared/section/layout.ts'
import type { Deps } from '../deps.ts'
import { findingsOf } from '../figures/findings.ts'
import { changeReport, type Deciding } from '../reports/changeReport.ts'
import type { OpenReport } from '../reports/reports.ts'
import { contentDigest } from '../sections/sectionView.ts'
import type { Prose } from '../sync/room.ts'
import { keepContent, type KeptContent } from './keepContent.ts'
import { sha256 } from './sha256.ts'
import { peopleSince } from './peopleSince.ts'

type ApprovalDeps = Pick<Deps, 'rooms' | 'texts' | 'sealed' | 'store' | 'now' | 'newId'>

/**
 * Approves sections, all or none. Their texts are frozen meanwhile: what arrives is held, and judged anew afterwards. The append
 * to the journal is the moment; what each section said then is in the media store before it.
 */
export async function approveSections(
  deps: ApprovalDeps,
  open: OpenReport,
  person: Person,
  sections: readonly Seen[],
): Promise<Result<Report>> {
  for (;;) {
    const report = open.report()
    const layout = open.layout(report)
    const unknown = sections.find(({ id }) => findSection(layout, id) === undefined)
    if (unknown !== undefined) return refuse('not-found', unknown.id)
    const docs = sections.map(({ id }) => docIdOf(report, id))
    const approved = await allFrozen(deps, docs.toSorted(), async (texts) => {
      for (const doc of docs) await deps.texts.flush(doc)
      const kept = new Map<string, KeptContent>()
      for (const { id } of sections) {
        const content = await keepContent(deps, open, id)
        if (content !== null) kept.set(id, content)
      }
      return decide(deps, open, person, sections, texts, kept)
    })
    if (approved !== 'changed') return approved
  }
}

/** @returns `changed` if somebody's command came in between keeping the contents and deciding on them */
async function decide(
  { now: clock, newId }: ApprovalDeps,
  open: OpenReport,
  person: Person,
  sections: readonly Seen[],
  texts: ReadonlyMap<string, Prose>,
  kept: ReadonlyMap<string, KeptContent>,
): Promise<Result<Report> | 'changed'> {
  const now = clock()
  let isKept = true
  // From here to the number in the journal nothing is awaited: no command comes between, and no two seals follow the same one.
  const approved = await changeReport(open, person, now, ({ report, layout, actor, forUser }) => {
    const present = new Map(
      sections.flatMap(({ id }) => {
        const version = versionOf({ report, layout }, id, texts, kept, newId)
        return version === null ? [] : [[id, version] as const]
      }),
    )
    isKept = [...present].every(([id, { digest }]) => kept.get(id)?.digest === digest)
    if (!isKept) return refuse('seen-outdated')
    const findings = findingsOf(report, layout)
    return decideApproval(
      report,
      layout,
      actor,
      { sections, present, findings, at: now.toISOString(), forUser },
      sha256,
    )
  })
  return isKept ? approved : 'changed'
}

/** What a section says at this moment, as the version that an approval keeps. */
function versionOf(
  { report, layout }: Pick<Deciding, 'report' | 'layout'>,
  id: string,
  texts: ReadonlyMap<string, Prose>,
  kept: ReadonlyMap<string, KeptContent>,
  newId: () => string,
): Omit<Version, 'by' | 'at'> | null {
  const section = findSection(layout, id)
  const prose = texts.get(docIdOf(report, id))
  const content = kept.get(id)
  if (section === undefined || prose === undefined || content === undefined) return null
  return {
    id: newId(),
    reason: 'approve',
    digest: contentDigest(sectionContentOf(report, layout, section, prose)),
    people: peopleSince(report, section),
    words: content.words,
  }
}

/**
 * Runs `run` while all of the documents stand still, with what they say.
 *
 * @param docs  in one order for everybody, so that no two of them wait for each other
 */
async function allFrozen<T>(
  deps: Pick<Deps, 'rooms'>,
  docs: readonly string[],
  run: (texts: ReadonlyMap<string, Prose>) => Promise<T>,
  texts: ReadonlyMap<string, Prose> = new Map(),
): Promise<T | 'changed'> {
  const [doc, ...rest] = docs
  if (doc === undefined) return run(texts)
  const done = await deps.rooms.frozen(doc, (room) =>
    allFrozen(deps, rest, run, new Map([...texts, [doc, room.read()]])),
  )
  // The document is there while its section is; it can only have gone with it.
  return done ?? 'changed'
}
