import type { Report } from '../report/report.ts'
import { canonicalJson } from '../section/canonical.ts'
import { firstSealFollows, type Seal } from './seal.ts'

/** SHA-256 of a text in UTF-8, as lower-case hex. Given by whoever asks: the server has its own, a page has another. */
export type Sha256 = (text: string) => string

/** The text that `hash` of a seal is taken of: all of the seal but the hash. */
export function sealText(seal: Omit<Seal, 'hash'> | Seal): string {
  return canonicalJson({ ...seal, hash: undefined })
}

/** Every seal of the report, in the order in which each follows the one before. What follows none of them stands last. */
export function sealsOf({ sections }: Pick<Report, 'sections'>): Seal[] {
  const all = Object.values(sections).flatMap(({ seals }) => seals)
  const following = new Map(all.map((seal) => [seal.follows, seal]))
  const chain: Seal[] = []
  for (
    let next = following.get(firstSealFollows);
    next !== undefined && chain.length < all.length;
    next = following.get(next.hash)
  )
    chain.push(next)
  const linked = new Set(chain)
  return [...chain, ...all.filter((seal) => !linked.has(seal))]
}

/** The seal that the next one of the report follows; undefined before the first. */
export const lastSealOf = (report: Pick<Report, 'sections'>): Seal | undefined => sealsOf(report).at(-1)

/** The approval that holds now: the section is approved, and this is its seal. */
export function presentSealOf({ sections }: Pick<Report, 'sections'>, section: string): Seal | undefined {
  const record = sections[section]
  return record?.state === 'godkand' ? record.seals.at(-1) : undefined
}
