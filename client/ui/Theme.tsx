import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { readSetting, writeSetting } from './setting.ts'

export const themes = ['computer', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

interface ThemeChoice {
  readonly theme: Theme
  readonly choose: (theme: Theme) => void
}

const ThemeContext = createContext<ThemeChoice>({ theme: 'computer', choose: () => undefined })

export const useTheme = (): ThemeChoice => use(ThemeContext)

/** Som datorn, Ljust or Mörkt; the choice stands on the root element, where tokens.css reads it. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState<Theme>(() => readSetting('theme', themes, 'computer'))
  useEffect(() => {
    const root = document.documentElement
    if (theme === 'computer') delete root.dataset['theme']
    else root.dataset['theme'] = theme
  }, [theme])
  const value = useMemo<ThemeChoice>(
    () => ({
      theme,
      choose: (next) => {
        writeSetting('theme', next)
        setTheme(next)
      },
    }),
    [theme],
  )
  return <ThemeContext value={value}>{children}</ThemeContext>
}
