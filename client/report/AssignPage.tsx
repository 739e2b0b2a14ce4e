import { useWords } from '../ui/words.ts'
import { Shell } from './Shell.tsx'

/** Who is in the report, and who answers for what. */
export default function AssignPage() {
  const words = useWords()
  return (
    <Shell title={words('overview.assign')}>
      <h1>{words('overview.assign')}</h1>
    </Shell>
  )
}
