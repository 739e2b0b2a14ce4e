import { Link } from '@tanstack/react-router'
import { look } from '../ui/Button.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { useWords } from '../ui/words.ts'

/** Every address under a report that is not there or not mine: whoever has no role learns nothing, not even the title. */
export function ReportGone() {
  const words = useWords()
  return (
    <PlainPage title={words('error.goneTitle')}>
      <p>{words('error.gone')}</p>
      <p>{words('error.goneAdvice')}</p>
      <Link to="/rapporter" {...look('filled')}>
        {words('error.toReports')}
      </Link>
    </PlainPage>
  )
}
