import type { Block } from '../../shared/block/block.ts'
import type { Finding } from '../../shared/check/finding.ts'
import { findingText } from '../../shared/check/findingText.ts'
import { itemsOfRow } from '../../shared/section/item.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { usePermission } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useLanguage } from '../ui/Language.tsx'
import { Strip } from '../ui/Strip.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import { useOpenFinding } from './findingOpen.ts'
import { useFindingFix } from './useFindingFix.ts'

interface FindingStripProps {
  readonly finding: Finding
  readonly section: SectionLayout
  readonly block: Block
}

/** What does not add up, below the row it stands in. */
export function FindingStrip({ finding, section, block }: FindingStripProps) {
  const words = useWords()
  const { language } = useLanguage()
  const open = useOpenFinding()
  const fix = useFindingFix(finding)
  const mayExplain = usePermission('explain', section.id, itemsOfRow(section, block, finding.row)).allowed
  const { sentence, hint } = findingText(finding, language)
  const { shownText, computedText, differenceText } = finding
  return (
    <Strip
      tone="warn"
      icon={<Symbol family="flag" value="error" size={18} />}
      actions={
        <>
          {fix === undefined ? null : (
            <Button variant="filled" small onPress={() => void fix.apply()}>
              {fix.kind === 'useComputed'
                ? words('check.useComputed')
                : words('check.changeTo', { value: computedText ?? '' })}
            </Button>
          )}
          <Button small onPress={() => open(finding)}>
            {mayExplain ? words('check.explainAsk') : words('check.title')}
          </Button>
        </>
      }
    >
      <strong>{sentence}.</strong>{' '}
      {shownText === undefined || computedText === undefined || differenceText === undefined
        ? null
        : words(
            finding.rule === 'same-fact' || finding.rule === 'turnover' ? 'check.hereOther' : 'check.here',
            {
              shown: shownText,
              computed: computedText,
              difference: differenceText,
            },
          )}{' '}
      {hint}
    </Strip>
  )
}
