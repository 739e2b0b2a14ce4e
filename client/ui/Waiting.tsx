import { useEffect, useState } from 'react'
import style from './Waiting.module.css'
import { useWords } from './words.ts'

/** Grey lines in the shape of a text, and only after 200 ms: what comes sooner needs no sign. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  const words = useWords()
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200)
    return () => clearTimeout(timer)
  }, [])
  if (!isLate) return null
  return (
    <div className={style['waiting']} aria-busy="true">
      <span className="hidden-words">{words('common.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={style['line']} />
      ))}
    </div>
  )
}
