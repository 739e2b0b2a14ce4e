import { lazy, useState, type ComponentType } from 'react'
import { useLaterWords } from './Language.tsx'
import { Strip } from './Strip.tsx'
import { useWords } from './words.ts'

/** A component whose code is fetched when it is first drawn, or before that by `fetch`. */
export type OnDemand<P> = ComponentType<P> & { readonly fetch: () => Promise<unknown> }

/**
 * A part of a page that is fetched when it is first drawn. Without contact it says so in its place: the page around it,
 * and what somebody has typed there, stays. What has been fetched before is drawn at once.
 */
export function onDemand<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): OnDemand<P> {
  let fetched: ComponentType<P> | undefined
  const fetch = async (): Promise<{ default: ComponentType<P> }> => {
    const module = await load()
    fetched = module.default
    return module
  }
  const Waited = lazy(() => fetch().catch(() => ({ default: NotFetched as ComponentType<P> })))

  function Part(props: P) {
    // The same component as long as this place stands, else it would lose what it holds.
    const [Drawn] = useState<ComponentType<P>>(() => fetched ?? Waited)
    return useLaterWords() === null ? <Drawn {...props} /> : <NotFetched />
  }
  return Object.assign(Part, { fetch })
}

function NotFetched() {
  const words = useWords()
  return <Strip tone="warn">{words('contact.none')}</Strip>
}
