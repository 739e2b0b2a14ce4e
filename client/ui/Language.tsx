import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { IntlProvider } from 'react-intl'
import { sv } from '../sv.ts'
import { readSetting, writeSetting } from './setting.ts'

export const languages = ['sv', 'en'] as const
export type Language = (typeof languages)[number]

interface LanguageChoice {
  readonly language: Language
  readonly choose: (language: Language) => void
}

/** How the words that come after the first have come: `null`, or why they have not. */
interface Arrival {
  readonly failed: unknown
}

const LanguageContext = createContext<LanguageChoice>({ language: 'sv', choose: () => undefined })
const LaterWordsContext = createContext<Promise<Arrival | null>>(Promise.resolve(null))

export const useLanguage = (): LanguageChoice => use(LanguageContext)

/**
 * Waits for the words of svLater.ts, so that whatever is drawn after it finds every word. Called by what is fetched on
 * demand; what is drawn at first uses only the words of sv.ts.
 *
 * @returns null when they are there, else why they could not be fetched
 */
export const useLaterWords = (): Arrival | null => use(use(LaterWordsContext))

type Messages = Readonly<Record<string, string>>

/**
 * The interface in the person's language. What the first section says in Swedish is at hand at once and the other words
 * come right after it; English is fetched whole when it is chosen.
 */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [chosen, choose] = useState<Language>(() => readSetting('language', languages, 'sv'))
  const [english, setEnglish] = useState<Messages>()
  const { swedish, arrived } = useSwedish()
  useEffect(() => {
    if (chosen !== 'en' || english) return
    import('../en.ts').then(
      ({ en }) => setEnglish(en),
      // Without contact the page stays Swedish and readable.
      () => choose('sv'),
    )
  }, [chosen, english])
  const language: Language = chosen === 'en' && english ? 'en' : 'sv'
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const value = useMemo<LanguageChoice>(
    () => ({
      language,
      choose: (next) => {
        writeSetting('language', next)
        choose(next)
      },
    }),
    [language],
  )
  return (
    <LanguageContext value={value}>
      <LaterWordsContext value={arrived}>
        <I18nProvider locale={language === 'sv' ? 'sv-SE' : 'en-GB'}>
          <IntlProvider
            locale={language}
            messages={language === 'en' && english ? english : swedish}
            timeZone="Europe/Stockholm"
          >
            {children}
          </IntlProvider>
        </I18nProvider>
      </LaterWordsContext>
    </LanguageContext>
  )
}

/** The first words, from their arrival on together with the later ones. */
function useSwedish(): { swedish: Messages; arrived: Promise<Arrival | null> } {
  const [later, setLater] = useState<Messages>()
  const [arrival] = useState(newArrival)
  useEffect(() => {
    import('../svLater.ts').then(
      ({ svLater }) => setLater(svLater),
      (failed: unknown) => arrival.settle({ failed }),
    )
  }, [arrival])
  // Only now are they part of what is drawn: told before, somebody would look them up too early.
  useEffect(() => {
    if (later !== undefined) arrival.settle(null)
  }, [later, arrival])
  const swedish = useMemo(() => ({ ...sv, ...later }), [later])
  return { swedish, arrived: arrival.promise }
}

function newArrival(): { promise: Promise<Arrival | null>; settle: (arrival: Arrival | null) => void } {
  let settle: (arrival: Arrival | null) => void = () => undefined
  const promise = new Promise<Arrival | null>((resolve) => {
    settle = resolve
  })
  return { promise, settle }
}
