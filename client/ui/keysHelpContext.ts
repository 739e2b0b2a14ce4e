import { createContext } from 'react'

/** Opens the list of keys. */
export const KeysHelpContext = createContext<() => void>(() => undefined)
