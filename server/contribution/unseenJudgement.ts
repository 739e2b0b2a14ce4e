import { randomBytes } from 'node:crypto'
import {
  unseenJudgement,
  type Contribution,
  type ProposedJudgement,
} from '../../shared/contribution/contribution.ts'
import { canonicalJson } from '../../shared/section/canonical.ts'
import type { ReportStore } from '../reports/reports.ts'

type Media = Pick<ReportStore['media'], 'get' | 'put'>

/** Lays a judgement aside where only who knows its digest finds it, and only the server reads; answers the digest. */
export function keepUnseen(media: Media, contribution: string, proposed: ProposedJudgement): Promise<string> {
  const salt = randomBytes(16).toString('hex')
  return media.put(new TextEncoder().encode(canonicalJson({ contribution, proposed, salt })))
}

/** What the writers of a contribution propose, seen by the others or not. */
export async function proposalOf(media: Media, contribution: Contribution): Promise<ProposedJudgement> {
  const { unseen, proposed = {} } = contribution
  const bytes = unseen === undefined ? null : await media.get(unseen)
  if (bytes === null) return proposed
  const kept = unseenJudgement.parse(JSON.parse(new TextDecoder().decode(bytes)))
  return kept.contribution === contribution.id ? kept.proposed : proposed
}
