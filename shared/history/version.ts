import { z } from 'zod'
import { id } from '../template/id.ts'

/** Why a version was kept: a step of the section, before a restore, or ten minutes without edits. */
export const versionReasons = ['submit', 'approve', 'reopen', 'beforeRestore', 'rest'] as const
export type VersionReason = (typeof versionReasons)[number]

/** A version of a section. Its content is stored under its digest (section/content.ts). */
export const version = z.strictObject({
  id,
  reason: z.enum(versionReasons),
  /** SHA-256 of the canonical JSON of what the section said. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Who changed something since the version before. */
  people: z.array(z.string().max(64)),
  words: z.int().min(0),
  /** Kept before a restore: the version that was restored. */
  restored: z.strictObject({ id: z.string().max(80), at: z.iso.datetime() }).optional(),
  by: z.string().max(64),
  at: z.iso.datetime(),
})
export type Version = z.infer<typeof version>
