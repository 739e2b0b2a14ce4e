import { exportChecksum } from '../../shared/approval/exportChecksum.ts'
import type { Seal } from '../../shared/approval/seal.ts'
import { presentSealOf, sealsOf } from '../../shared/approval/sealHash.ts'
import type { SealLink } from '../../shared/approval/verifySeals.ts'
import { startCheck } from '../../shared/check/findings.ts'
import { can, type Actor } from '../../shared/people/can.ts'
import { documentJson, type DocumentJson } from '../../shared/read/documentJson.ts'
import { nodesOf, proseNode, textAttribute, type ProseNode } from '../../shared/read/prose.ts'
import type { ReadDocument } from '../../shared/read/document.ts'
import { readDocument } from '../../shared/read/readDocument.ts'
import { proseOf, reportFigures } from '../../shared/read/reading.ts'
import { sectionRecordOf } from '../../shared/section/sectionRecord.ts'
import { checkInputOf } from '../../shared/report/checkInput.ts'
import type { Report } from '../../shared/report/report.ts'
import { reportTarget } from '../../shared/report/target.ts'
import { sectionsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { sectionStates, type SectionState } from '../../shared/section/workflow.ts'
import { sealedProse } from '../approval/sealedProse.ts'
import type { SealedContents } from '../approval/sealedContents.ts'
import { sha256 } from '../approval/sha256.ts'
import type { OpenReport } from '../reports/reports.ts'
import { sectionContentOf, type SectionContent } from '../../shared/section/content.ts'
import { contentDigest } from '../sections/sectionView.ts'
import type { SectionTexts } from '../sections/texts.ts'

/** Text of every slot by section, as it is on disk. */
type ReportProse = ReadonlyMap<string, ReadonlyMap<string, ProseNode>>

/** What one person may read of a report at this moment, texts and records taken from the same layout. */
export interface Reading {
  readonly report: Report
  readonly sections: readonly SectionLayout[]
  readonly prose: ReportProse
  readonly document: ReadDocument
  /** The document JSON of the sections read, and what each of them says with its digest. */
  readonly data: () => DocumentJson & ApprovalJson
  /** Hashes of the pictures in these texts. */
  readonly images: readonly string[]
}

/** A section as its digest is taken of it: whoever has the file can take it again. */
export interface SectionJson {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: SectionState
  /** SHA-256, lower-case hex, of the canonical JSON of `content`. */
  readonly digest: string
  /** Of an approved section, what was approved. */
  readonly content: SectionContent
  /** The approval that holds now. */
  readonly seal?: Seal
}

/** What the file says of approvals: enough to verify each seal, and the chain they make, from it alone. */
interface ApprovalJson {
  readonly sections: readonly SectionJson[]
  /** Of the whole report, first to last. Of a section that is not in the file, only where its seal stands in the chain. */
  readonly seals: readonly SealLink[]
  /** See `exportChecksum`. */
  readonly checksum: string
}

/** A läsare begins to see a section in the state that the samordnare chose; all others see every section. */
export const maySee = (actor: Actor, report: Report, section: string): boolean =>
  can(actor, 'readDraft', reportTarget(report)) ||
  sectionStates.indexOf(sectionRecordOf(report, section).state) >= sectionStates.indexOf(report.readersFrom)

/** @param only  ids of the sections wanted; all where absent */
export async function readReport(
  open: OpenReport,
  { texts, sealed }: { readonly texts: Pick<SectionTexts, 'read'>; readonly sealed: SealedContents },
  actor: Actor,
  readAt: string,
  only?: ReadonlySet<string>,
): Promise<Reading> {
  const report = await open.durable()
  const layout = open.layout(report)
  const sections = sectionsOf(layout).filter(
    ({ id }) => maySee(actor, report, id) && (only === undefined || only.has(id)),
  )
  const contents = await sealed.all(
    report,
    sections.map(({ id }) => id),
  )
  const prose: ReportProse = new Map(
    await Promise.all(
      sections.map(async ({ id }) => {
        const stored = await texts.read(report, id)
        const content = contents.get(id)
        return [id, nodesBySlot(content === undefined ? stored : sealedProse(stored, content))] as const
      }),
    ),
  )
  const figures = reportFigures(open.template, report, layout, contents)
  const shown = new Set(sections.map(({ id }) => id))
  const textOf = (section: string, slot: string): ProseNode | undefined => prose.get(section)?.get(slot)
  return {
    report,
    sections,
    prose,
    document: readDocument(figures, textOf, readAt, shown),
    data: () => {
      // What does not add up is for those who write.
      const findings = can(actor, 'readDraft', reportTarget(report))
        ? startCheck(checkInputOf(() => report, layout)).findings()
        : []
      const hasText = (slot: string): boolean =>
        sections.some((section) => proseOf({ ...figures, section, prose: textOf }, slot) !== undefined)
      const file = {
        ...documentJson(figures, shown, findings, hasText),
        sections: sections.map((section): SectionJson => {
          const slots = Object.fromEntries(prose.get(section.id) ?? [])
          const content = contents.get(section.id) ?? sectionContentOf(report, layout, section, slots)
          const seal = presentSealOf(report, section.id)
          return {
            id: section.id,
            number: section.number,
            title: section.title,
            state: sectionRecordOf(report, section.id).state,
            digest: contentDigest(content),
            content,
            ...(seal === undefined ? {} : { seal }),
          }
        }),
        seals: sealsOf(report).map((seal): SealLink =>
          shown.has(seal.section) ? seal : { follows: seal.follows, hash: seal.hash },
        ),
      }
      return { ...file, checksum: exportChecksum(file, sha256) }
    },
    images: [
      ...new Set(
        [...prose.values()].flatMap((slots) =>
          [...slots.values()].flatMap((content) =>
            nodesOf(content, 'image').map((image) => textAttribute(image, 'hash')),
          ),
        ),
      ),
    ],
  }
}

const nodesBySlot = (slots: Readonly<Record<string, unknown>>): ReadonlyMap<string, ProseNode> =>
  new Map(
    Object.entries(slots).flatMap(([slot, json]) => {
      const node = proseNode(json)
      return node === undefined ? [] : [[slot, node] as const]
    }),
  )
