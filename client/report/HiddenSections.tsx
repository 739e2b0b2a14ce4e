import { Button } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import style from './HiddenSections.module.css'
import { useCommands } from './useCommands.ts'
import { usePermission, useReportPart } from './useReport.ts'

/** Sections that the samordnare has hidden, with the way back. */
export function HiddenSections() {
  const words = useWords()
  const commands = useCommands()
  const done = useDone()
  const problemText = useProblemText()
  const layout = useReportPart((state) => state.layout)
  const mayEdit = usePermission('editReport').allowed
  const hidden = layout.chapters.flatMap((chapter) => chapter.sections.filter((section) => section.hidden))
  if (!mayEdit || hidden.length === 0) return null
  const show = async (id: string, title: string): Promise<void> => {
    const answer = await commands.changeSection(id, { hidden: false })
    done({ sentence: answer.ok ? words('overview.shown', { section: title }) : problemText(answer.problem) })
  }
  return (
    <section className={style['hidden']}>
      <h2>{words('overview.hiddenTitle')}</h2>
      <p className={style['lead']}>{words('overview.hiddenLead')}</p>
      <ul>
        {hidden.map(({ id, title }) => (
          <li key={id} className={style['row']}>
            {title}
            <Button
              small
              onPress={() => void show(id, title)}
              aria-label={`${words('overview.show')}: ${title}`}
            >
              {words('overview.show')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
