import { presentSealOf } from '../../shared/approval/sealHash.ts'
import type { Report } from '../../shared/report/report.ts'
import type { SectionContent } from '../../shared/section/content.ts'
import type { ReportStore } from '../reports/reports.ts'
import { readContent } from './readContent.ts'

/** What approved sections said when they were approved: that is what is shown of them. */
export interface SealedContents {
  /** Null for a section that is not approved now, and for one whose content is lost. */
  of(report: Pick<Report, 'id' | 'sections'>, section: string): Promise<SectionContent | null>
  /** Of the sections named, those that are approved now. */
  all(
    report: Pick<Report, 'id' | 'sections'>,
    sections: readonly string[],
  ): Promise<ReadonlyMap<string, SectionContent>>
}

/** Contents never change under their digest, so the last ones read are remembered. */
const mostRemembered = 200

/** Reads contents from the store; one that is lost or damaged is logged, and looked for again the next time. */
export function sealedContents(
  store: Pick<ReportStore, 'media'>,
  log: { error: (details: object, message: string) => void },
): SealedContents {
  const known = new Map<string, Promise<SectionContent | null>>()

  const read = (digest: string): Promise<SectionContent | null> => {
    const reading = known.get(digest) ?? readContent(store, digest)
    known.delete(digest)
    known.set(digest, reading)
    for (const oldest of known.keys()) {
      if (known.size <= mostRemembered) break
      known.delete(oldest)
    }
    return reading
  }

  const of: SealedContents['of'] = async (report, section) => {
    const seal = presentSealOf(report, section)
    if (seal === undefined) return null
    try {
      const content = await read(seal.content)
      if (content !== null) return content
      log.error({ report: report.id, section, digest: seal.content }, 'what was approved is not there')
    } catch (error) {
      log.error({ report: report.id, section, digest: seal.content, error }, 'what was approved is damaged')
    }
    // A backup may bring it back while the server runs.
    known.delete(seal.content)
    return null
  }

  return {
    of,
    async all(report, sections) {
      const found = await Promise.all(sections.map(async (id) => [id, await of(report, id)] as const))
      return new Map(found.flatMap(([id, content]) => (content === null ? [] : [[id, content] as const])))
    },
  }
}
