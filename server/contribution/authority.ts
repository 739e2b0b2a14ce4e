import { contributionRoot, type Contribution } from '../../shared/contribution/contribution.ts'
import { contributionDocOf, findContribution } from '../../shared/contribution/contributionDoc.ts'
import { isWriterOf, moveRefusal } from '../../shared/contribution/contributionRights.ts'
import type { Actor } from '../../shared/people/can.ts'
import { isMember } from '../../shared/report/actor.ts'
import type { Report } from '../../shared/report/report.ts'
import { closeCodes } from '../../shared/sync/closeCode.ts'
import type { Sessions } from '../people/sessions.ts'
import { actorAt } from '../reports/changeReport.ts'
import type { OpenReport, Reports } from '../reports/reports.ts'
import { parseDocId } from '../store/docId.ts'
import type { DocAuthority, Judgement, SyncActor } from '../sync/authority.ts'

interface Deps {
  readonly reports: Pick<Reports, 'peek'>
  readonly sessions: Pick<Sessions, 'holds' | 'touch'>
  readonly now: () => Date
}

/** A contribution that a document's name stands for, in whichever epoch. */
export interface ContributionAt {
  readonly open: OpenReport
  readonly report: Report
  readonly contribution: Contribution
  readonly epoch: number
}

/** Null for a document of a section, or of nothing. */
export function contributionAt(reports: Pick<Reports, 'peek'>, doc: string): ContributionAt | null {
  const name = parseDocId(doc)
  const open = name === null ? null : reports.peek(name.reportId)
  if (name === null || open === null) return null
  const report = open.report()
  const contribution = findContribution(report, name.sectionId)
  return contribution === undefined ? null : { open, report, contribution, epoch: name.epoch }
}

const roots: ReadonlySet<string> = new Set([contributionRoot])
const noThreads: ReadonlySet<string> = new Set()

/**
 * What the sockets are told of contributions: their writers read and write while they are open, and for anybody else there is no
 * such document. Everything else is asked of the sections' authority.
 */
export function withContributions(sections: DocAuthority, { reports, sessions, now }: Deps): DocAuthority {
  const at = (doc: string) => contributionAt(reports, doc)

  const isCurrent = (doc: string, { report, contribution }: ContributionAt): boolean =>
    contributionDocOf(report, contribution) === doc

  const actorOf = ({ session, user }: SyncActor, report: Report): Actor | null => {
    const signedIn = sessions.holds(session)
    return signedIn === null || signedIn.person.user !== user ? null : actorAt(report, signedIn.person, now())
  }

  const refusalFor = (actor: Actor, { open, report, contribution }: ContributionAt) =>
    moveRefusal(report, open.layout(report), actor, contribution, 'write')

  const judge = (syncActor: SyncActor, doc: string, found: ContributionAt): Judgement => {
    const none = (code: (typeof closeCodes)[keyof typeof closeCodes], reason: string): Judgement => ({
      access: 'none',
      code,
      reason,
    })
    const actor = actorOf(syncActor, found.report)
    if (actor === null) return none(closeCodes.signIn, 'signed out')
    // Whoever does not write it learns nothing, not even that there is a document.
    if (!isMember(actor) || !isWriterOf(actor, found.contribution))
      return none(closeCodes.noSuchDocument, 'no such document')
    if (!isCurrent(doc, found)) return none(closeCodes.rejoin, 'epoch')
    const refusal = refusalFor(actor, found)
    switch (refusal?.code) {
      case undefined:
        return { access: 'write' }
      case 'contribution-state':
        return none(closeCodes.locked, found.contribution.state)
      case 'section-locked':
      case 'section-hidden':
        return none(closeCodes.locked, refusal.code)
      default:
        return none(closeCodes.noAccess, 'no right to write')
    }
  }

  return {
    find(doc) {
      const found = at(doc)
      if (found === null) return sections.find(doc)
      const { open, contribution, epoch } = found
      return {
        report: open.id,
        section: contribution.section,
        epoch,
        current: isCurrent(doc, found),
        unseen: true,
      }
    },
    roots: (doc) => (at(doc) === null ? sections.roots(doc) : roots),
    threads: (doc) => (at(doc) === null ? sections.threads(doc) : noThreads),
    // What a contribution says is kept when it is handed in; its own state says who may write.
    standsStill: (doc) => at(doc) === null && sections.standsStill(doc),
    judge(syncActor, doc) {
      const found = at(doc)
      return found === null ? sections.judge(syncActor, doc) : judge(syncActor, doc, found)
    },
    mayWriteSlot(syncActor, doc, slot) {
      const found = at(doc)
      if (found === null) return sections.mayWriteSlot(syncActor, doc, slot)
      const actor = actorOf(syncActor, found.report)
      if (actor === null || !isCurrent(doc, found)) return false
      // Writing is use of the sign-in, though no request is made.
      sessions.touch(syncActor.session)
      return slot === contributionRoot && refusalFor(actor, found) === null
    },
    // Asked for names and colours only, which are by the report a document belongs to.
    person: (user, doc) => sections.person(user, doc),
  }
}
