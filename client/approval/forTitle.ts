/** Words after which a title only says where or for what: "chef för IT". */
const rest = /\s(?:för|vid|på|i|inom)\s/iu

/**
 * A title as one speaks of the person who has it: "förvaltningschef" is "förvaltningschefen", "controller" "controllern".
 * Titles are Swedish whatever the language of the page.
 */
export function definiteTitle(title: string): string {
  const at = title.search(rest)
  const head = at === -1 ? title.trim() : title.slice(0, at)
  const tail = at === -1 ? '' : title.slice(at)
  if (head === '') return title
  return `${head}${/(?:[aeo]|er|or)$/u.test(head) ? 'n' : 'en'}${tail}`
}
