/** Bullets of Word, web pages and Markdown; `o` only where a space follows. */
const bullet = /^(?:[\u2022\u00b7\u25cf\u25e6\u25aa\uf0b7*–—-]|o(?=\s))\s*/u
/** "1.", "2)", "3.1", "a)" and the headings that a copied report has before its items. */
const number =
  /^(?:\(?\d{1,3}(?:\.\d{1,3})*[.):]\s+|\(?[a-zåäö]\)\s+|(?:mål|uppdrag|effektmål|indikator|risk|åtgärd)(?:\s+\d{1,3})?\s*[:.]\s+)/iu

/**
 * The items of a pasted list, one a line, without bullets and numbers. A line that begins in small letters goes on
 * the item above, for text copied from a PDF is broken in the middle of sentences.
 */
export function parsePlanList(pasted: string): string[] {
  const items: string[] = []
  for (const line of pasted
    .replaceAll('\u00a0', ' ')
    .replaceAll('\v', '\n')
    .split(/\r\n|[\r\n\u2028]/u)) {
    const words = line.trim()
    if (words === '') continue
    const text = words.replace(bullet, '').replace(number, '').trim()
    const last = items.at(-1)
    const goesOn = last !== undefined && text === words && /^\p{Ll}/u.test(text)
    if (goesOn) items[items.length - 1] = `${last} ${text}`
    else if (text !== '') items.push(text)
  }
  return items
}
