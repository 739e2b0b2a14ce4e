import type { Person } from '../../shared/people/role.ts'

/** A person as colleagues see them. */
export type PublicPerson = Pick<Person, 'user' | 'name' | 'title' | 'unit'>

export const publicPerson = ({ user, name, title, unit }: Person): PublicPerson => ({
  user,
  name,
  title,
  ...(unit === undefined ? {} : { unit }),
})
