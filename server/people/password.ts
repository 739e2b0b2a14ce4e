import { hash, verify } from '@node-rs/argon2'

/** argon2id with the parameters of OWASP's password storage cheat sheet: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), cost)

/** The hash of a text nobody knows, made once: an unknown name then costs as much time as a wrong password. */
let unknownPerson: Promise<string> | undefined

/** Whether the password is the one that was hashed; takes equally long when there is no account at all. */
export async function passwordMatches(hashed: string | undefined, password: string): Promise<boolean> {
  unknownPerson ??= hashPassword(crypto.randomUUID())
  const matches = await verify(hashed ?? (await unknownPerson), password.normalize('NFC'))
  return hashed !== undefined && matches
}
