import { startCheck } from '../../shared/check/findings.ts'
import { can, type Actor } from '../../shared/people/can.ts'
import { documentJson, type DocumentJson } from '../../shared/read/documentJson.ts'
import { nodesOf, proseNode, textAttribute, type ProseNode } from '../../shared/read/prose.ts'
import type { ReadDocument } from '../../shared/read/document.ts'
import { readDocument } from '../../shared/read/readDocument.ts'
import { reportFigures } from '../../shared/read/reading.ts'
import { sectionRecordOf } from '../../shared/report/apply.ts'
import { checkInputOf } from '../../shared/report/checkInput.ts'
import type { Report } from '../../shared/report/report.ts'
import { reportTarget } from '../../shared/report/target.ts'
import { sectionsOf, type SectionLayout } from '../../shared/section/layout.ts'
import { isEmptyProse } from '../../shared/section/canonical.ts'
import { sectionStates, type SectionState } from '../../shared/section/workflow.ts'
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
  readonly data: () => DocumentJson & { readonly sections: readonly SectionJson[] }
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
  readonly content: SectionContent
}

/** A läsare begins to see a section in the state that the samordnare chose; all others see every section. */
export const maySee = (actor: Actor, report: Report, section: string): boolean =>
  can(actor, 'readDraft', reportTarget(report)) ||
  sectionStates.indexOf(sectionRecordOf(report, section).state) >= sectionStates.indexOf(report.readersFrom)

/** @param only  ids of the sections wanted; all where absent */
export async function readReport(
  open: OpenReport,
  texts: Pick<SectionTexts, 'read'>,
  actor: Actor,
  readAt: string,
  only?: ReadonlySet<string>,
): Promise<Reading> {
  const report = await open.durable()
  const layout = open.layout(report)
  const sections = sectionsOf(layout).filter(
    ({ id }) => maySee(actor, report, id) && (only === undefined || only.has(id)),
  )
  const prose: ReportProse = new Map(
    await Promise.all(
      sections.map(async ({ id }) => [id, nodesBySlot(await texts.read(report, id))] as const),
    ),
  )
  const figures = reportFigures(open.template, report, layout)
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
        [...prose.values()].some((slots) => !isEmptyProse(slots.get(slot)))
      return {
        ...documentJson(figures, shown, findings, hasText),
        sections: sections.map((section) => {
          const slots = Object.fromEntries(prose.get(section.id) ?? [])
          const content = sectionContentOf(report, layout, section, slots)
          return {
            id: section.id,
            number: section.number,
            title: section.title,
            state: sectionRecordOf(report, section.id).state,
            digest: contentDigest(content),
            content,
          }
        }),
      }
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
