import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { contributionRoot, type Contribution } from '../../shared/contribution/contribution.ts'
import { contributionDocOf, findContribution } from '../../shared/contribution/contributionDoc.ts'
import { contributionMoves } from '../../shared/contribution/contributionRights.ts'
import { decideContributionInserted } from '../../shared/contribution/decideContributionMoves.ts'
import type { Person } from '../../shared/people/role.ts'
import { ok, refuse, type Result } from '../../shared/problem.ts'
import { docIdOf } from '../../shared/section/sectionRecord.ts'
import type { ReportEvent } from '../../shared/report/event.ts'
import { canonicalJson, canonicalProse, type CanonicalNode } from '../../shared/section/canonical.ts'
import type { Deps } from '../deps.ts'
import { decideAs, type Decide } from '../reports/changeReport.ts'
import type { OpenReport } from '../reports/reports.ts'
import { blocksToWrite, endOfText } from '../sections/writeBlocks.ts'

export interface InsertWish {
  /** It has been inserted before, and is wanted once more. */
  readonly again: boolean
  /** In front of which block of the text; without it, at the end. */
  readonly before?: number | undefined
}

type InsertDeps = Pick<Deps, 'rooms' | 'images' | 'now'>

/**
 * Puts the words of a contribution into the text they are for, as an edit of the person who inserts them. The records say so
 * once the text is on disk; where a crash came between, the next wish finds the words in place, notes it and changes nothing.
 *
 * @returns the refusal of the rules, asked anew in the moment of the edit; `contribution-state` where the words stand at the end
 */
export async function insertContribution(
  { rooms, images, now }: InsertDeps,
  open: OpenReport,
  person: Person,
  id: string,
  { again, before }: InsertWish,
): Promise<Result<null>> {
  const decide: Decide = ({ report, layout, actor }) =>
    decideContributionInserted(report, layout, actor, id, again)
  const asked = decideAs(open, open.report(), person, now(), decide)
  if (!asked.ok) return asked
  const contribution = findContribution(open.report(), id)
  if (contribution === undefined) return refuse('not-found', id)
  const blocks = await blocksOf({ rooms, images }, open, contribution)

  const { section, slot } = contribution
  const target = docIdOf(open.report(), section)
  const inserted = await rooms.edit<Result<null>>(
    target,
    (doc) => {
      // The text was read and waited for: the world has gone on.
      const still = decideAs(open, open.report(), person, now(), decide)
      if (!still.ok) return still
      const present = findContribution(open.report(), id)
      if (present?.handedIn?.at !== contribution.handedIn?.at || docIdOf(open.report(), section) !== target)
        return refuse('contribution-state', id, { state: present?.state, move: 'insert' })
      const fragment = doc.getXmlFragment(slot)
      if (!again && standsAtEnd(fragment, blocks))
        return refuse('contribution-state', id, { state: 'infogad', move: 'insert', stands: true })
      const at = before === undefined ? endOfText(fragment) : Math.min(before, fragment.length)
      fragment.insert(at, blocksToWrite(blocks))
      return ok(null)
    },
    person.user,
  )
  const result = inserted ?? refuse('not-found', section)
  const isInText = result.ok || result.problem.details?.['stands'] === true
  const present = findContribution(open.report(), id)
  if (isInText && present !== undefined && contributionMoves.insertAgain.includes(present.state)) {
    const event: ReportEvent = { type: 'contributionMoved', contribution: id, state: 'infogad' }
    // A fact by now, whatever has been locked since.
    await open.register.append([event], asked.value.actor, now().toISOString())
  }
  return result
}

/** The words as they stand in the contribution, without pictures that are not this report's. */
async function blocksOf(
  { rooms, images }: Pick<InsertDeps, 'rooms' | 'images'>,
  open: OpenReport,
  contribution: Contribution,
): Promise<readonly CanonicalNode[]> {
  const prose = await rooms.read(contributionDocOf(open.report(), contribution))
  const { content } = canonicalProse(prose?.[contributionRoot])
  const kept: CanonicalNode[] = []
  for (const block of content) {
    const hash = block.type === 'image' ? block.attrs['hash'] : undefined
    if (hash === undefined || (await images.belongs(open, String(hash)))) kept.push(block)
  }
  return kept
}

function standsAtEnd(fragment: Y.XmlFragment, blocks: readonly CanonicalNode[]): boolean {
  if (blocks.length === 0) return false
  const { content } = canonicalProse(yXmlFragmentToProsemirrorJSON(fragment))
  return canonicalJson(content.slice(-blocks.length)) === canonicalJson(blocks)
}
