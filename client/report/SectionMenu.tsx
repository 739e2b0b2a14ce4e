import { useState } from 'react'
import { Ellipsis } from 'lucide-react'
import type { SectionEvent } from '../../shared/section/workflow.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import type { Answer } from '../api.ts'
import { IconButton } from '../ui/Button.tsx'
import { useDone } from '../ui/DoneLine.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { useProblemText } from '../ui/problemText.ts'
import { useWords } from '../ui/words.ts'
import { RetitleDialog } from './RetitleDialog.tsx'
import { StepDialog } from './StepDialog.tsx'
import { useCommands } from './useCommands.ts'
import { useOnline, usePermission } from './useReport.ts'

/** What can be done with a section from the overview; nothing is drawn for who may do nothing. */
export function SectionMenu({ section }: { section: SectionLayout }) {
  const words = useWords()
  const commands = useCommands()
  const done = useDone()
  const problemText = useProblemText()
  const isOnline = useOnline()
  const [asked, ask] = useState<SectionEvent | 'retitle' | null>(null)
  const mayEdit = usePermission('editReport').allowed
  const allowed: Readonly<Record<Exclude<SectionEvent, 'approve'>, boolean>> = {
    ready: usePermission('ready', section.id).allowed,
    submit: usePermission('submit', section.id).allowed,
    sendBack: usePermission('sendBack', section.id).allowed,
    withdraw: usePermission('withdraw', section.id).allowed,
    reopen: usePermission('reopen', section.id).allowed,
  }
  const steps = (['ready', 'submit', 'sendBack', 'withdraw', 'reopen'] as const).filter(
    (step) => allowed[step],
  )
  const name = `${section.number} ${section.title}`
  const offline = isOnline ? {} : { disabledBecause: words('step.refused.offline') }

  const run = async (
    command: Promise<Answer<unknown>>,
    sentence: string,
    undo?: () => void,
  ): Promise<void> => {
    const answer = await command
    done(
      answer.ok
        ? { sentence, ...(undo === undefined ? {} : { undo }) }
        : { sentence: problemText(answer.problem) },
    )
  }
  const hide = (hidden: boolean): Promise<void> =>
    run(
      commands.changeSection(section.id, { hidden }),
      words(hidden ? 'overview.hidden' : 'overview.shown', { section: section.title }),
      hidden ? () => void hide(false) : undefined,
    )

  const shape: MenuEntry[] = mayEdit
    ? [
        ...(section.optional || section.added
          ? [{ id: 'hide', word: words('overview.hide'), onAction: () => void hide(true), ...offline }]
          : []),
        ...(section.added
          ? [
              { id: 'retitle', word: words('overview.retitle'), onAction: () => ask('retitle'), ...offline },
              {
                id: 'remove',
                word: words('overview.removeSection'),
                danger: true,
                onAction: () =>
                  void run(
                    commands.removeSection(section.id),
                    words('overview.removed', { section: section.title }),
                  ),
                ...offline,
              },
            ]
          : []),
      ]
    : []
  if (steps.length === 0 && shape.length === 0) return null
  return (
    <>
      <Menu
        name={words('overview.actionsFor', { section: name })}
        trigger={
          <IconButton small name={words('overview.actionsFor', { section: name })}>
            <Ellipsis size={18} aria-hidden="true" />
          </IconButton>
        }
        groups={[
          {
            id: 'steps',
            entries: steps.map((step) => ({
              id: step,
              word: words('step.ask', { step: words(`step.${step}`) }),
              onAction: () => ask(step),
              ...offline,
            })),
          },
          { id: 'shape', entries: shape },
        ].filter(({ entries }) => entries.length > 0)}
      />
      {asked === 'retitle' ? <RetitleDialog section={section} onClose={() => ask(null)} /> : null}
      {asked === null || asked === 'retitle' ? null : (
        <StepDialog section={section} step={asked} onClose={() => ask(null)} />
      )}
    </>
  )
}
