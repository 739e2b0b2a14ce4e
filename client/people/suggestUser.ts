/** A sign-in name from a name: "Karin Ängström-Ek" -> "karin.angstrom-ek". Empty if no letter of it can stand in one. */
export const suggestUser = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .split(/\s+/)
    .map((part) => part.replaceAll(/[^a-z0-9-]/g, '').replaceAll(/^-+|-+$/g, ''))
    .filter((part) => part !== '')
    .join('.')
    .slice(0, 64)
