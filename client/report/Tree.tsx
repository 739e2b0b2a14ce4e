import { Link } from '@tanstack/react-router'
import { useRef, type KeyboardEvent } from 'react'
import { House } from 'lucide-react'
import { shownStateOf } from '../../shared/report/completeness.ts'
import type { SectionLayout } from '../../shared/section/layout.ts'
import { Avatars } from '../ui/Avatar.tsx'
import { Symbol } from '../ui/Symbol.tsx'
import { useWords } from '../ui/words.ts'
import { nameOf } from './reportStore.ts'
import style from './Tree.module.css'
import { usePersonColour, usePresence, useReportPart } from './useReport.ts'

/** Contents of the report with its real numbers: who is where, and how far each section has come. */
export function Tree({ onGo }: { onGo?: () => void }) {
  const words = useWords()
  const list = useRef<HTMLDivElement>(null)
  const report = useReportPart((state) => state.report.id)
  const chapters = useReportPart((state) => state.layout.chapters)
  return (
    // Arrow keys are an addition to the links inside, which work by themselves.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={style['tree']} ref={list} onKeyDown={(event) => moveFocus(event, list.current)}>
      <div className={style['top']}>
        <Link
          to="/rapporter/$r"
          params={{ r: report }}
          activeOptions={{ exact: true }}
          className={style['overview']}
          data-tree-link
          {...(onGo ? { onClick: onGo } : {})}
        >
          <House size={18} aria-hidden="true" />
          {words('nav.overview')}
        </Link>
        <Link
          to="/rapporter/$r/plan"
          params={{ r: report }}
          className={style['plan']}
          data-tree-link
          {...(onGo ? { onClick: onGo } : {})}
        >
          {words('nav.plan')}
        </Link>
      </div>
      <ul>
        {chapters
          .filter((chapter) => !chapter.hidden)
          .map((chapter) => {
            const sections = chapter.sections.filter((section) => !section.hidden)
            return (
              <li key={chapter.id}>
                {sections.some(({ level }) => level === 1) ? null : (
                  <div className={style['row']} data-level="1">
                    <span className={style['number']}>{chapter.number}</span>
                    <span className={style['title']}>{chapter.title}</span>
                  </div>
                )}
                <ul>
                  {sections.map((section) => (
                    <TreeRow key={section.id} report={report} section={section} onGo={onGo} />
                  ))}
                </ul>
              </li>
            )
          })}
      </ul>
    </div>
  )
}

interface TreeRowProps {
  readonly report: string
  readonly section: SectionLayout
  readonly onGo: (() => void) | undefined
}

function TreeRow({ report, section, onGo }: TreeRowProps) {
  const words = useWords()
  const state = useReportPart((open) => shownStateOf(open.report, section))
  const people = useReportPart((open) => open.people)
  const colourOf = usePersonColour()
  const here = usePresence(section.id)
  const present = [...new Set(here.map(({ user }) => user))].map((user) => ({
    user,
    name: nameOf(people, user),
    colour: colourOf(user),
  }))
  return (
    <li>
      <Link
        to="/rapporter/$r/avsnitt/$s"
        params={{ r: report, s: section.id }}
        className={style['row']}
        data-level={section.level}
        data-tree-link
        {...(onGo ? { onClick: onGo } : {})}
      >
        <span className={style['number']}>{section.number}</span>
        <span className={style['title']}>{section.title}</span>
        {present.length === 0 ? null : <Avatars people={present} size={20} most={3} />}
        <Symbol family="section" value={state} size={17} />
        <span className="hidden-words">{words(`state.${state}`)}</span>
      </Link>
    </li>
  )
}

/** Up and down between the lines, Home and End to the first and last. */
function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const links = [...(list?.querySelectorAll<HTMLElement>('[data-tree-link]') ?? [])]
  const at = links.findIndex((link) => link === document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
  const next = to === undefined ? undefined : links[to]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
