/** Characters of a Kommentar shown where one glances. */
const mostCharacters = 140

/** The beginning of a text, cut between words. */
export function firstWords(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  if (line.length <= mostCharacters) return line
  const cut = line.slice(0, mostCharacters)
  const end = cut.lastIndexOf(' ')
  return `${end > 0 ? cut.slice(0, end) : cut} …`
}
