import { EyeOff, RotateCcw, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { contributionRoot, type Contribution } from '../../shared/contribution/contribution.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { useReportPart } from '../report/useReport.ts'
import { ReviewContext } from '../review/review.ts'
import { allSaved } from '../section/allSaved.ts'
import { EditingContext, type Editing } from '../section/editing.ts'
import { EditorToolbar } from '../section/EditorToolbar.tsx'
import { RescuePanel } from '../section/RescuePanel.tsx'
import { MountedSlot } from '../section/SlotEditor.tsx'
import { StaticProse } from '../section/StaticProse.tsx'
import { FootnoteDialog, LinkDialog } from '../section/TextDialogs.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { useDates } from '../ui/dates.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Strip } from '../ui/Strip.tsx'
import { useWidth } from '../ui/useWidth.ts'
import { useWords } from '../ui/words.ts'
import { ContributionFoot } from './ContributionFoot.tsx'
import { judgedRowOf } from './judgedRow.ts'
import { ProposalChoice } from './ProposalChoice.tsx'
import { useContributionEditing, type OpenTool } from './useContributionEditing.ts'
import { useContributionNames } from './useContributions.ts'
import { useContributionText } from './useContributionText.ts'
import style from './contribution.module.css'

interface ContributionSheetProps {
  readonly contribution: Contribution
  readonly section: SectionLayout
  readonly onClose: () => void
}

/** A text of one's own over the page: unseen by the others, with the section's tools and a saved state of its own. */
export function ContributionSheet({ contribution, section, onClose }: ContributionSheetProps) {
  const words = useWords()
  const [tool, openTool] = useState<OpenTool | null>(null)
  const [asksToLeave, askToLeave] = useState(false)
  const { editing, text } = useContributionEditing(contribution.id, section, contribution.slot, openTool)
  const { doc, desk, snapshot } = editing
  const active = desk.active()
  useCaretInText(editing)

  const leave = async (): Promise<void> => {
    if (await allSaved(doc, patienceMs)) onClose()
    else askToLeave(true)
  }
  const title =
    contribution.asked === undefined
      ? words('contribution.sheetAlone')
      : contribution.unit === undefined
        ? words('contribution.sheetAskedPlain')
        : words('contribution.sheetAsked', { who: contribution.unit })

  return (
    <EditingContext value={editing}>
      {/* Remarks belong to the section's text, not to this one. */}
      <ReviewContext value={null}>
        <ModalOverlay
          isOpen
          onOpenChange={(isOpen) => {
            if (!isOpen) void leave()
          }}
          className={style['scrim'] ?? ''}
        >
          <Modal className={style['sheet'] ?? ''}>
            <AriaDialog className={style['sheetDialog'] ?? ''}>
              <header className={style['sheetHead']}>
                <div>
                  <Heading slot="title">{title}</Heading>
                  <p>
                    {words('contribution.to', { number: section.number, title: section.title })}
                    {text.heading === undefined || text.heading === section.title
                      ? null
                      : `, ${text.heading}`}
                  </p>
                </div>
                <IconButton name={words('contribution.close')} onPress={() => void leave()}>
                  <X size={20} aria-hidden="true" />
                </IconButton>
              </header>
              {snapshot.text === null ? null : (
                <div className={style['tools']}>
                  <EditorToolbar openDialog={(kind) => openTool({ kind, existing: null })} withoutImages />
                </div>
              )}
              <div className={style['sheetBody']}>
                <Asked contribution={contribution} />
                {snapshot.rescues.map((rescue) => (
                  <RescuePanel key={rescue.id} rescue={rescue} />
                ))}
                <Text contribution={contribution} editing={editing} heading={text.heading ?? section.title} />
                <Proposal contribution={contribution} section={section} isReadOnly={snapshot.text === null} />
              </div>
              <ContributionFoot contribution={contribution} editing={editing} onClose={onClose} />
              {tool === null || active === null ? null : tool.kind === 'link' ? (
                <LinkDialog editor={active.editor} onClose={() => openTool(null)} />
              ) : tool.kind === 'footnote' ? (
                <FootnoteDialog
                  editor={active.editor}
                  existing={tool.existing}
                  onClose={() => openTool(null)}
                />
              ) : null}
              <Dialog
                isOpen={asksToLeave}
                onClose={() => askToLeave(false)}
                title={words('contribution.leaveTitle')}
                foot={
                  <>
                    <Button onPress={onClose}>{words('contribution.leaveGo')}</Button>
                    <Button variant="filled" onPress={() => askToLeave(false)}>
                      {words('contribution.leaveStay')}
                    </Button>
                  </>
                }
              >
                <p>{words('contribution.leaveText')}</p>
              </Dialog>
            </AriaDialog>
          </Modal>
        </ModalOverlay>
      </ReviewContext>
    </EditingContext>
  )
}

/** Who opens a text of their own is there to write; on a phone the keyboard waits for a touch. */
function useCaretInText({ snapshot, desk }: Editing): void {
  const isPhone = useWidth() === 'phone'
  const isReady = snapshot.text?.mayEdit === true
  const hasBegun = useRef(false)
  useEffect(() => {
    if (!isReady || isPhone) return undefined
    const begin = (): void => {
      if (hasBegun.current || desk.editor(contributionRoot)?.isEditable !== true) return
      hasBegun.current = true
      // After the dialog has taken the focus for itself.
      requestAnimationFrame(() => desk.focus(contributionRoot, 'end'))
    }
    begin()
    return desk.subscribe(begin)
  }, [isReady, isPhone, desk])
}

/** What is on its way arrives sooner than this. */
const patienceMs = 1000

/** Who asked for what and until when; what came back with which words; and that nobody else reads this. */
function Asked({ contribution }: { readonly contribution: Contribution }) {
  const words = useWords()
  const me = useReportPart((state) => state.me.user)
  const today = useReportPart((state) => state.today)
  const dates = useDates(today)
  const { name } = useContributionNames(contribution)
  const { asked, due, sentBack, writers, state } = contribution
  const others = writers.filter((user) => user !== me).map(name)
  const isOpen = state === 'ej_paborjad' || state === 'paborjad' || state === 'tillbaka'
  return (
    <>
      {state === 'tillbaka' && sentBack !== undefined ? (
        <Strip tone="warn" icon={<RotateCcw size={20} aria-hidden="true" />}>
          <strong>
            {words('contribution.sentBackBy', { name: name(sentBack.by), when: dates.moment(sentBack.at) })}
          </strong>{' '}
          {sentBack.comment}
        </Strip>
      ) : null}
      {asked === undefined ? null : (
        <div className={style['asked']}>
          <p>
            <strong>{words('contribution.askedBy', { name: name(asked.by) })}</strong>
            {due === undefined ? null : (
              <span data-late={due < today || undefined}>
                {' '}
                {words(due < today ? 'contribution.wasDue' : 'contribution.due', { day: dates.day(due) })}
              </span>
            )}
          </p>
          {asked.words === undefined ? null : <p className={style['askedWords']}>{asked.words}</p>}
        </div>
      )}
      {isOpen ? (
        <p className={style['unseen']}>
          <EyeOff size={18} aria-hidden="true" />
          {others.length === 0
            ? words('contribution.unseen')
            : words('contribution.unseenWith', { names: others.join(', ') })}
        </p>
      ) : null}
    </>
  )
}

interface TextProps {
  readonly contribution: Contribution
  readonly editing: Editing
  readonly heading: string
}

/** The editor while one may write, afterwards what stands there. */
function Text({ contribution, editing, heading }: TextProps) {
  const words = useWords()
  const { snapshot, page, createSlotEditor } = editing
  const { figures } = page
  const { text, connection } = snapshot
  const isShut = text === null && connection.state === 'closed'
  const read = useContributionText(contribution, isShut)
  if (isShut) {
    const content = read.data?.text
    return content === undefined ? (
      <p className={style['hint']}>
        {words(read.isError ? 'contribution.fetchFailed' : 'contribution.fetching')}
      </p>
    ) : (content.content ?? []).length === 0 ? (
      <p className={style['hint']}>{words('contribution.noText')}</p>
    ) : (
      <StaticProse
        content={content}
        imageSource={page.imageSource}
        figure={figures && ((attrs) => figures.read(contributionRoot, attrs))}
      />
    )
  }
  if (text === null || createSlotEditor === null)
    return (
      <p className={style['hint']}>
        {words(connection.state === 'unreachable' ? 'contact.none' : 'contribution.fetching')}
      </p>
    )
  return (
    <div className={`slot-text ${style['text'] ?? ''}`}>
      <MountedSlot
        key={text.generation}
        slot={contributionRoot}
        text={text}
        createSlotEditor={createSlotEditor}
        editable={text.mayEdit && (connection.state === 'live' || connection.state === 'waiting')}
        label={words('contribution.textLabel', { item: heading })}
        placeholder={words('contribution.write')}
        describedBy={undefined}
      />
    </div>
  )
}

function Proposal({
  contribution,
  section,
  isReadOnly,
}: {
  readonly contribution: Contribution
  readonly section: SectionLayout
  readonly isReadOnly: boolean
}) {
  const judged = judgedRowOf(section, contribution.item)
  const read = useContributionText(contribution, judged !== undefined)
  if (judged === undefined) return null
  return (
    <ProposalChoice
      contribution={contribution}
      section={section}
      judged={judged}
      proposed={read.data?.proposed ?? {}}
      isReadOnly={isReadOnly}
    />
  )
}
