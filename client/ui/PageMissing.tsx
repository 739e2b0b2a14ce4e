import { Link } from '@tanstack/react-router'
import { look } from './Button.tsx'
import { PlainPage } from './PlainPage.tsx'
import { useWords } from './words.ts'

/** For an address that leads nowhere. */
export function PageMissing() {
  const words = useWords()
  return (
    <PlainPage title={words('error.pageMissingTitle')}>
      <p>{words('error.pageMissing')}</p>
      <Link to="/mitt" {...look('filled')}>
        {words('error.toMine')}
      </Link>
    </PlainPage>
  )
}
