import type { Language } from '../figure/words.ts'
import type { Finding, MissingWhat } from './finding.ts'
import type { RuleId } from './relation.ts'

/** What a finding says to a person. The sum on paper is drawn from the finding's operands beside it. */
export interface FindingText {
  readonly sentence: string
  /** A thought on where it comes from. */
  readonly hint?: string
}

type ByLanguage = Readonly<Record<Language, string>>

/** "{place} ..." of a relation that does not add up. */
const errors: Readonly<
  Record<Exclude<RuleId, 'missing' | 'unknown-status' | 'unspecified-period'>, ByLanguage>
> = {
  sum: { sv: 'är inte summan av raderna', en: 'is not the sum of the rows' },
  net: { sv: 'är inte summan av sina delar', en: 'is not the sum of its parts' },
  'budget-deviation': { sv: 'är inte utfall minus budget', en: 'is not actual minus budget' },
  'actual-deviation': {
    sv: 'är inte årets utfall minus förra årets',
    en: "is not this year's actual minus last year's",
  },
  ratio: {
    sv: 'är inte budgetavvikelsen i procent av omsättningen',
    en: 'is not the budget deviation in percent of the turnover',
  },
  turnover: {
    sv: 'stämmer inte med intäkterna i resultatrapporten',
    en: 'does not match the income in the result report',
  },
  change: { sv: 'är inte skillnaden mellan åren', en: 'is not the difference between the years' },
  'change-percent': {
    sv: 'är inte förändringen i procent av förra året',
    en: 'is not the change in percent of last year',
  },
  'same-fact': { sv: 'stämmer inte med', en: 'does not match' },
  'status-count': { sv: 'stämmer inte med bedömningarna', en: 'does not match the assessments' },
}

const missingTexts: Readonly<Record<Exclude<MissingWhat, 'comment'>, ByLanguage>> = {
  status: { sv: 'Bedömning saknas', en: 'Not assessed' },
  value: { sv: 'Varken utfall eller kommentar', en: 'Neither value nor comment' },
  text: { sv: 'Texten är tom', en: 'The text is empty' },
  period: { sv: 'Perioden är inte angiven', en: 'The period is not stated' },
}

const commentTexts: Readonly<Record<string, ByLanguage>> = {
  storre_avvikelse: {
    sv: 'Större negativ avvikelse behöver en kommentar: varför, och vad händer nu?',
    en: 'A larger negative deviation needs a comment: why, and what now?',
  },
  ej_genomford: {
    sv: 'Ej genomförd behöver en kommentar: varför, och vad händer nu?',
    en: 'Not carried out needs a comment: why, and what now?',
  },
  varde_saknas: {
    sv: 'Ett värde som saknas behöver en kommentar: varför, och när kommer det?',
    en: 'A missing value needs a comment: why, and when will it come?',
  },
}

const words = {
  sv: {
    lost: 'Bedömningen följde inte med i inläsningen och behöver göras',
    rounding: 'skiljer genom avrundning',
    undefinedBase: 'kan inte räknas ut, det den delas med är noll',
    swapped: 'Skillnaden går jämnt upp med 9. Har två siffror bytt plats?',
    delivered: 'Siffran kommer från källan. Det uträknade står bredvid.',
  },
  en: {
    lost: 'The assessment was lost at import and has to be made',
    rounding: 'differs by rounding',
    undefinedBase: 'cannot be computed, it is divided by zero',
    swapped: 'The difference is divisible by 9. Have two digits changed places?',
    delivered: 'The figure comes from the source. The computed one stands beside it.',
  },
} as const satisfies Record<Language, unknown>

/** The sentence of a card in Kontroller, and what may lie behind it. */
export const findingText = (finding: Finding, language: Language): FindingText => {
  const say = words[language]
  if (finding.rule === 'unknown-status') return { sentence: `${say.lost}: ${finding.label}` }
  if (finding.rule === 'missing' || finding.rule === 'unspecified-period')
    return { sentence: missingSentence(finding, language) }
  const place = finding.columnLabel === undefined ? finding.label : `${finding.label}, ${finding.columnLabel}`
  if (finding.kind === 'information') return { sentence: `${place} ${say.undefinedBase}` }
  if (finding.kind === 'rounding')
    return { sentence: `${place} ${say.rounding}: ${finding.differenceText ?? ''}` }
  const other = finding.rule === 'same-fact' ? ` ${finding.operands[0]?.label ?? ''}` : ''
  const hint =
    finding.digitSwap === true ? say.swapped : finding.from === 'reported' ? say.delivered : undefined
  return {
    sentence: `${place} ${errors[finding.rule][language]}${other}`,
    ...(hint === undefined ? {} : { hint }),
  }
}

const missingSentence = (finding: Finding, language: Language): string => {
  if (finding.missing === 'comment') {
    const text = commentTexts[finding.status ?? ''] ?? { sv: 'Kommentar saknas', en: 'Comment missing' }
    return `${finding.label}. ${text[language]}`
  }
  return `${missingTexts[finding.missing ?? 'text'][language]}: ${finding.label}`
}
