import { z } from 'zod'
import { id } from '../template/id.ts'

export const roles = [
  'samordnare',
  'skribent',
  'granskare',
  'godkannare',
  'namndsekreterare',
  'lasare',
] as const
export type Role = (typeof roles)[number]

export const systemRoles = ['mallforvaltare', 'administrator'] as const
export type SystemRole = (typeof systemRoles)[number]

/** A role in one report. Without `sections` and `items` it holds for the whole report; items have the ids of `section/item.ts`. */
export const grant = z.strictObject({
  role: z.enum(roles),
  sections: z.array(id).optional(),
  items: z.array(z.string().max(200)).optional(),
})
export type Grant = z.infer<typeof grant>

/** A person of the installation. `user` is the stable sign-in name. */
export const person = z.strictObject({
  user: z
    .string()
    .max(64)
    .regex(/^[a-z0-9][a-z0-9.-]*$/)
    // A record key, as the ids of templates are.
    .refine((user) => !(user in Object.prototype), 'reserved'),
  name: z.string().min(1).max(120),
  /** "förvaltningschef", "controller": shown instead of the role where a title counts. */
  title: z.string().max(120),
  /** Område or stab. */
  unit: z.string().max(120).optional(),
  email: z.email().optional(),
  system: z.array(z.enum(systemRoles)).default([]),
})
export type Person = z.infer<typeof person>
