import { z } from 'zod'
import { exportChecksum } from '../../shared/approval/exportChecksum.ts'
import { seal, sha256Hex } from '../../shared/approval/seal.ts'
import { chainFault, sealHolds } from '../../shared/approval/verifySeals.ts'
import { canonicalJson } from '../../shared/section/canonical.ts'
import { sectionStates } from '../../shared/section/workflow.ts'
import type { Fault } from '../store/verifyStore.ts'
import { sha256 } from './sha256.ts'
import type { Verified } from './verifyFolder.ts'

/** As much of an exported report as its approvals are verified from; a reader skips what it does not know. */
const exported = z.looseObject({
  sections: z.array(
    z.looseObject({
      id: z.string(),
      state: z.enum(sectionStates),
      digest: sha256Hex,
      content: z.looseObject({ section: z.looseObject({ id: z.string() }) }),
      seal: seal.optional(),
    }),
  ),
  seals: z.array(z.union([seal, z.strictObject({ follows: sha256Hex, hash: sha256Hex })])),
  checksum: sha256Hex,
})

/**
 * Looks an export.json over, from itself alone: each section against its digest, each seal, and their chain.
 *
 * @param file  its name, for the faults
 */
export function verifyExport(file: string, text: string): Verified {
  const read = exported.safeParse(jsonOf(text))
  if (!read.success) {
    const [issue] = read.error.issues
    const where = issue === undefined || issue.path.length === 0 ? '' : `, at ${issue.path.join('.')}`
    return {
      reports: 0,
      entries: 0,
      seals: 0,
      faults: [{ file, fault: `no exported report can be read from it${where}` }],
    }
  }
  const { sections, seals, checksum } = read.data
  const faults: Fault[] = []
  const at = (fault: string, seq?: number) =>
    faults.push({ file, ...(seq === undefined ? {} : { seq }), fault })
  if (exportChecksum(read.data, sha256) !== checksum) at('it is not what was exported')
  const broken = chainFault(seals, sha256)
  if (broken !== null)
    at(
      broken.fault === 'hash'
        ? 'the seal is not what was sealed'
        : 'the seal does not follow the one before it',
      broken.at + 1,
    )
  for (const section of sections) {
    const { id, state, digest, content } = section
    if (content.section.id !== id) at(`${id}: the content is of ${content.section.id}`)
    if (sha256(canonicalJson(content)) !== digest) at(`${id}: the content is not what its digest says`)
    if (section.seal === undefined) {
      if (state === 'godkand') at(`${id}: it is approved, and has no seal`)
      continue
    }
    const { hash } = section.seal
    const seq = seals.findIndex((other) => other.hash === hash) + 1
    if (!sealHolds(section.seal, sha256)) at(`${id}: the seal is not what was sealed`, seq)
    if (section.seal.section !== id) at(`${id}: the seal is of ${section.seal.section}`, seq)
    if (section.seal.content !== digest) at(`${id}: what is here is not what was approved`, seq)
    if (seq === 0) at(`${id}: the seal is not in the chain`)
  }
  return { reports: 1, entries: 0, seals: seals.length, faults }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema says that nothing can be read from it.
    return undefined
  }
}
