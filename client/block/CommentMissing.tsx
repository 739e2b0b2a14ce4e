import { findingText } from '../../shared/check/findingText.ts'
import { useFindings } from '../report/useReport.ts'
import { useLanguage } from '../ui/Language.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import style from './block.module.css'

/** One warn line where a judgement asks for words that are not there yet; it never stops anybody. */
export function CommentMissing({ section, item }: { section: string; item: string }) {
  const { language } = useLanguage()
  const finding = useFindings(section).find(
    (candidate) =>
      candidate.item === item &&
      (candidate.missing === 'comment' ||
        candidate.missing === 'value' ||
        candidate.rule === 'unknown-status'),
  )
  if (finding === undefined) return null
  const { sentence } = findingText(finding, language)
  // The line stands at the item, so its name need not be said again.
  const own = sentence.replace(`${finding.label}. `, '').replace(`: ${finding.label}`, '')
  return (
    <p className={style['warnLine']}>
      <Symbol family="flag" value="error" size={18} />
      {own}
    </p>
  )
}
