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

const LanguageContext = createContext<LanguageChoice>({ language: 'sv', choose: () => undefined })

export const useLanguage = (): LanguageChoice => use(LanguageContext)

/** The interface in the person's language. Swedish is at hand at once, English is fetched when it is chosen. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [chosen, choose] = useState<Language>(() => readSetting('language', languages, 'sv'))
  const [english, setEnglish] = useState<Record<string, string>>()
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
      <I18nProvider locale={language === 'sv' ? 'sv-SE' : 'en-GB'}>
        <IntlProvider
          locale={language}
          messages={language === 'en' && english ? english : sv}
          timeZone="Europe/Stockholm"
        >
          {children}
        </IntlProvider>
      </I18nProvider>
    </LanguageContext>
  )
}
