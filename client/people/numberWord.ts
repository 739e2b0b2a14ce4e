import type { Language } from '../ui/Language.tsx'

const swedish = [
  'noll',
  'en',
  'två',
  'tre',
  'fyra',
  'fem',
  'sex',
  'sju',
  'åtta',
  'nio',
  'tio',
  'elva',
  'tolv',
]
const english = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** Up to twelve in words with a capital letter, as Swedish is written in a heading: "Sju". */
export function numberWord(count: number, language: Language): string {
  const word = (language === 'sv' ? swedish : english)[count]
  return word === undefined ? String(count) : word.slice(0, 1).toUpperCase() + word.slice(1)
}
