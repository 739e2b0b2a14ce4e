import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { Strip } from './Strip.tsx'
import { useWords } from './words.ts'

/**
 * A part of a page that is fetched when it is first drawn. Without contact it says so in its place: the page around it,
 * and what somebody has typed there, stays.
 */
export const onDemand = <P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> =>
  lazy(() => load().catch(() => ({ default: NotFetched as ComponentType<P> })))

function NotFetched() {
  const words = useWords()
  return <Strip tone="warn">{words('contact.none')}</Strip>
}
