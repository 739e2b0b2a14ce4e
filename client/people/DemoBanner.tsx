import { useMe } from './session.ts'
import style from './DemoBanner.module.css'
import { useWords } from '../ui/words.ts'

/** With demonstration sign-in every page says so: nobody may take it for the real thing. */
export function DemoBanner() {
  const words = useWords()
  const me = useMe()
  if (me?.auth !== 'demo') return null
  return (
    <aside className={style['banner']} aria-label={words('demo.name')}>
      {words('demo.banner')}
    </aside>
  )
}
