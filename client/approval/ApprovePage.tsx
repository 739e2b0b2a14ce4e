import { Shell } from '../report/Shell.tsx'
import { useWords } from '../ui/words.ts'

/** `/rapporter/:r/godkann`: all that awaits approval. */
export default function ApprovePage() {
  const words = useWords()
  return (
    <Shell title={words('approval.title')}>
      <h1>{words('approval.title')}</h1>
    </Shell>
  )
}
