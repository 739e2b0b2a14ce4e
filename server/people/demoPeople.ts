import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { person, roles } from '../../shared/people/role.ts'

/** A person of the demo: what the sign-in page says of them besides who they are. */
const demoPerson = person.extend({
  roles: z.array(z.enum(roles)).default([]),
  /** One sentence: what they do in the demo. */
  about: z.string().max(300).default(''),
})
export type DemoPerson = z.infer<typeof demoPerson>

/** Reads the people of the demo; throws if the file is not as it should be. */
export async function readDemoPeople(path: string): Promise<DemoPerson[]> {
  return z.array(demoPerson).min(1).parse(JSON.parse(await readFile(path, 'utf8')))
}
