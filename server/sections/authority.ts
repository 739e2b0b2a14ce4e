import { can, type Actor } from '../../shared/people/can.ts'
import { isMember } from '../../shared/report/actor.ts'
import { docIdOf, sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import type { Report } from '../../shared/report/report.ts'
import { reportTarget, sectionTarget } from '../../shared/report/target.ts'
import { itemsOfSlot } from '../../shared/section/item.ts'
import { findSection, proseSlotsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { isLocked } from '../../shared/section/workflow.ts'
import { closeCodes } from '../../shared/sync/closeCode.ts'
import type { Sessions } from '../people/sessions.ts'
import { actorAt } from '../reports/changeReport.ts'
import type { OpenReport, Reports } from '../reports/reports.ts'
import { parseDocId } from '../store/docId.ts'
import type { DocAuthority, DocPlace, Judgement, SyncActor } from '../sync/authority.ts'

interface Deps {
  readonly reports: Pick<Reports, 'peek'>
  readonly sessions: Pick<Sessions, 'holds' | 'touch'>
  readonly person: (user: string) => { readonly name: string } | undefined
  readonly now: () => Date
}

/** Colours of carets; a person's is by order of arrival in the report. */
const colours = 8

/** What the reports say about their texts: the sockets ask it at every message, so rights that end, end at once. */
export function docAuthority({ reports, sessions, person, now }: Deps): DocAuthority {
  const locate = (
    doc: string,
  ): { open: OpenReport; report: Report; section: SectionLayout; place: DocPlace } | null => {
    const name = parseDocId(doc)
    const open = name === null ? null : reports.peek(name.reportId)
    if (name === null || open === null) return null
    const report = open.report()
    const section = findSection(open.layout(report), name.sectionId)
    if (section === undefined) return null
    const current = docIdOf(report, section.id) === doc
    return {
      open,
      report,
      section,
      place: { report: open.id, section: section.id, epoch: name.epoch, current },
    }
  }

  const writable = writableSlots()
  const threadsIn = threadsBySection()

  const actorOf = ({ session, user }: SyncActor, report: Report): Actor | null => {
    const signedIn = sessions.holds(session)
    return signedIn === null || signedIn.person.user !== user ? null : actorAt(report, signedIn.person, now())
  }

  return {
    find: (doc) => locate(doc)?.place ?? null,
    roots: (doc) => new Set(proseSlotsOf(locate(doc)?.section ?? noSection).map(({ id }) => id)),
    threads(doc) {
      const located = locate(doc)
      return located === null ? noThreads : threadsIn(located.report, located.section.id)
    },
    standsStill(doc) {
      const located = locate(doc)
      if (located === null) return false
      const { report, section, place } = located
      return !place.current || isLocked(sectionRecordOf(report, section.id).state)
    },
    judge(syncActor, doc): Judgement {
      const none = (code: (typeof closeCodes)[keyof typeof closeCodes], reason: string): Judgement => ({
        access: 'none',
        code,
        reason,
      })
      if (sessions.holds(syncActor.session) === null) return none(closeCodes.signIn, 'signed out')
      const located = locate(doc)
      if (located === null) return none(closeCodes.noSuchDocument, 'no such document')
      const { report, section, place } = located
      const actor = actorOf(syncActor, report)
      if (actor === null) return none(closeCodes.signIn, 'signed out')
      // Whoever has no role learns nothing, not even that there is a document.
      if (!isMember(actor)) return none(closeCodes.noSuchDocument, 'no such document')
      if (!can(actor, 'readDraft', reportTarget(report))) return none(closeCodes.noAccess, 'no draft')
      if (!place.current) return none(closeCodes.rejoin, 'epoch')
      const { state } = sectionRecordOf(report, section.id)
      if (isLocked(state)) return none(closeCodes.locked, state)
      return writable(report, section, actor).size > 0 ? { access: 'write' } : { access: 'read' }
    },
    mayWriteSlot(syncActor, doc, slot) {
      const located = locate(doc)
      const actor = located === null ? null : actorOf(syncActor, located.report)
      if (located === null || actor === null || !located.place.current) return false
      // Writing is use of the sign-in, though no request is made.
      sessions.touch(syncActor.session)
      return writable(located.report, located.section, actor).has(slot)
    },
    person(user, doc) {
      const arrival = locate(doc)?.report.members[user]?.arrival ?? 0
      return { id: user, name: person(user)?.name ?? user, colour: arrival % colours }
    },
  }
}

const noSection: Pick<SectionLayout, 'slots'> & SectionLayout = {
  id: '',
  chapter: '',
  number: '',
  title: '',
  level: 2,
  hidden: true,
  optional: false,
  added: false,
  slots: [],
}

const noThreads: ReadonlySet<string> = new Set()

/** Ids of a section's threads: the same set for as long as no thread of the report has changed. */
function threadsBySection(): (report: Report, section: string) => ReadonlySet<string> {
  const known = new WeakMap<Report['threads'], Map<string, Set<string>>>()
  return ({ threads }, section) => {
    let sections = known.get(threads)
    if (sections === undefined) {
      sections = new Map()
      for (const thread of Object.values(threads)) {
        const ids = sections.get(thread.section) ?? new Set()
        sections.set(thread.section, ids.add(thread.id))
      }
      known.set(threads, sections)
    }
    return sections.get(section) ?? noThreads
  }
}

/**
 * The slots of a section that somebody may write in now. Asked at every keystroke, so remembered for as long as the report is
 * the same object: any command, and so any change of rights, makes another one.
 */
function writableSlots(): (report: Report, section: SectionLayout, actor: Actor) => ReadonlySet<string> {
  const known = new WeakMap<Report, Map<string, ReadonlySet<string>>>()
  return (report, section, actor) => {
    const ofReport = known.get(report) ?? new Map<string, ReadonlySet<string>>()
    known.set(report, ofReport)
    // A deputy's grants come and go by date within one report object.
    const key = `${section.id} ${actor.user} ${actor.grants.length}`
    const before = ofReport.get(key)
    if (before !== undefined) return before
    const slots = section.hidden ? [] : proseSlotsOf(section)
    const found = new Set(
      slots
        .filter((slot) => can(actor, 'write', sectionTarget(report, section.id, itemsOfSlot(section, slot))))
        .map(({ id }) => id),
    )
    ofReport.set(key, found)
    return found
  }
}
