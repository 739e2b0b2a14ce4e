import type { SectionLayout } from '../../shared/section/layout.ts'
import { useOnline } from '../report/useReport.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../ui/words.ts'
import { useItemDeeds } from './useItemDeeds.ts'

/** The page's action of somebody who has one thing to hand in here and may not mark the whole section as done. */
export function OwnItemAction({ section, item }: { readonly section: SectionLayout; readonly item: string }) {
  const words = useWords()
  const isOnline = useOnline()
  const deeds = useItemDeeds(item)
  return (
    <>
      <Button
        variant="filled"
        isDisabled={!isOnline || deeds.isSending}
        {...(isOnline ? {} : { 'aria-describedby': `offline-${section.id}` })}
        onPress={() => void deeds.handIn()}
      >
        {words('item.handIn')}
      </Button>
      {isOnline ? null : (
        <span id={`offline-${section.id}`} className="hidden-words">
          {words('section.offlineAction')}
        </span>
      )}
    </>
  )
}
