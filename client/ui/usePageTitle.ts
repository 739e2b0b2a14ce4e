import { useEffect } from 'react'
import { useWords } from './words.ts'

/** Name of the tab: "5.2 Årets resultat, Verksamhetsberättelse 2023, Samskrift". */
export function usePageTitle(...parts: readonly (string | undefined)[]): void {
  const words = useWords()
  const page = parts.filter((part) => part !== undefined && part !== '').join(', ')
  const title = page === '' ? words('common.product') : words('common.pageTitle', { page })
  useEffect(() => {
    document.title = title
  }, [title])
}
