import { Fragment, type ReactNode } from 'react'
import type { TextLine } from '../block/block.ts'
import { Judgement, ScaleSymbol } from './Judgement.tsx'
import { Prose, type ProseSettings } from './Prose.tsx'
import { nodesOf, textAttribute, type ProseNode } from './prose.ts'
import { ReportTable } from './ReportTable.tsx'
import type {
  ReadAnswer,
  ReadChapter,
  ReadComment,
  ReadControlPlan,
  ReadDocument,
  ReadGoal,
  ReadPart,
  ReadSection,
  ReadVerdict,
} from './document.ts'

type ImageSource = (hash: string) => string

/** The whole report as its reader gets it: title, contents, chapters. Drawn alike in the page and in the exported file. */
export function ReportDocument({
  document,
  imageSource,
}: {
  readonly document: ReadDocument
  readonly imageSource: ImageSource
}) {
  return (
    <article className="report" lang="sv">
      <TitlePage document={document} />
      <Contents chapters={document.chapters} />
      {document.chapters.map((chapter) => (
        <Chapter key={chapter.id} chapter={chapter} imageSource={imageSource} />
      ))}
    </article>
  )
}

function TitlePage({ document }: { readonly document: ReadDocument }) {
  return (
    <header className="title-page">
      <p className="document-state">{document.state}</p>
      <h1>{document.title}</h1>
      <p>{document.organisation}</p>
      <p>{document.administration}</p>
      <p>Per {document.asOf}</p>
    </header>
  )
}

function Contents({ chapters }: { readonly chapters: readonly ReadChapter[] }) {
  return (
    <nav className="contents" aria-labelledby="innehall">
      <h2 id="innehall">Innehåll</h2>
      <ol>
        {chapters.map((chapter) => (
          <li key={chapter.id}>
            <ContentsLink id={chapterAnchor(chapter)} number={chapter.number} title={chapter.title} />
            <ol>
              {chapter.sections
                .filter(({ level }) => level === 2)
                .map((section) => (
                  <li key={section.id}>
                    <ContentsLink
                      id={sectionAnchor(section.id)}
                      number={section.number}
                      title={section.title}
                    />
                  </li>
                ))}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function ContentsLink({
  id,
  number,
  title,
}: {
  readonly id: string
  readonly number: string
  readonly title: string
}) {
  return (
    <a href={`#${id}`}>
      <span className="heading-number">{number}</span> {title}
    </a>
  )
}

/** Id of a section's heading in the document, for links into it. */
export const sectionAnchor = (section: string): string => `avsnitt-${section}`
export const chapterAnchor = (chapter: Pick<ReadChapter, 'id'>): string => `kapitel-${chapter.id}`

function Chapter({
  chapter,
  imageSource,
}: {
  readonly chapter: ReadChapter
  readonly imageSource: ImageSource
}) {
  return (
    <section className="chapter" aria-labelledby={chapterAnchor(chapter)}>
      <h2 id={chapterAnchor(chapter)}>
        <span className="heading-number">{chapter.number}</span> {chapter.title}
      </h2>
      {chapter.sections.map((section) => (
        <Section key={section.id} section={section} imageSource={imageSource} />
      ))}
    </section>
  )
}

function Section({
  section,
  imageSource,
}: {
  readonly section: ReadSection
  readonly imageSource: ImageSource
}) {
  const footnotes = section.parts.flatMap(proseOf).flatMap((content) => nodesOf(content, 'footnote'))
  const settings: ProseSettings = {
    headingLevel: section.level === 1 ? 3 : 4,
    imageSource,
    footnoteNumber: (footnote) => footnotes.indexOf(footnote) + 1,
    section: section.id,
  }
  return (
    <section className="section" id={section.level === 1 ? sectionAnchor(section.id) : undefined}>
      {section.level === 1 ? null : (
        <h3 id={sectionAnchor(section.id)}>
          <span className="heading-number">{section.number}</span> {section.title}
        </h3>
      )}
      {section.parts.map((part) => (
        <Part key={part.id} part={part} settings={settings} />
      ))}
      {footnotes.length === 0 ? null : <Footnotes footnotes={footnotes} section={section.id} />}
    </section>
  )
}

function Footnotes({
  footnotes,
  section,
}: {
  readonly footnotes: readonly ProseNode[]
  readonly section: string
}) {
  return (
    <ol className="footnotes" aria-label="Fotnoter">
      {footnotes.map((footnote, at) => (
        <li key={at} id={`${section}-not-${at + 1}`}>
          {textAttribute(footnote, 'text')}{' '}
          <a href={`#${section}-not-${at + 1}-ref`} aria-label={`Tillbaka till texten, fotnot ${at + 1}`}>
            ↩
          </a>
        </li>
      ))}
    </ol>
  )
}

/** Everything authors wrote in a part, in the order it is printed. */
function proseOf(part: ReadPart): ProseNode[] {
  const comment = (value: ReadComment | undefined): ProseNode[] =>
    value === undefined ? [] : [value.content]
  switch (part.kind) {
    case 'prose':
      return [part.content]
    case 'goal':
    case 'verdict':
      return comment(part.comment)
    case 'table':
      return [
        ...part.rows.flatMap((row) => comment(row.comment)),
        ...part.below.map(({ content }) => content),
        ...comment(part.comment),
      ]
    case 'control':
      return part.areas
        .flatMap(({ risks }) => risks)
        .flatMap((risk) => [...risk.measures.map(({ answer }) => answer), risk.keep])
        .flatMap(({ content }) => (content === undefined ? [] : [content]))
    case 'text':
    case 'legend':
      return []
  }
}

function Part({ part, settings }: { readonly part: ReadPart; readonly settings: ProseSettings }): ReactNode {
  const Heading = settings.headingLevel === 3 ? 'h3' : 'h4'
  switch (part.kind) {
    case 'prose':
      return (
        <>
          {part.heading === undefined ? null : <Heading>{part.heading}</Heading>}
          <Prose content={part.content} settings={settings} />
        </>
      )
    case 'text':
      return (
        <>
          {part.title === '' ? null : <Heading>{part.title}</Heading>}
          <Lines
            lines={part.lines}
            below={part.title === '' ? settings.headingLevel - 1 : settings.headingLevel}
          />
        </>
      )
    case 'legend':
      return <Legend title={part.title} scales={part.scales} headingLevel={settings.headingLevel} />
    case 'goal':
      return <Goal goal={part} settings={settings} />
    case 'table':
      return (
        <>
          <ReportTable table={part} settings={settings} />
          {part.below.map((comment, at) => (
            <Comment key={at} comment={comment} settings={settings} runIn />
          ))}
          {part.comment === undefined ? null : <Comment comment={part.comment} settings={settings} />}
        </>
      )
    case 'control':
      return <ControlPlan plan={part} settings={settings} />
    case 'verdict':
      return <Verdict verdict={part} settings={settings} />
  }
}

/** Lettered lines run on through the whole block, also across headings. */
function Lines({
  lines,
  below,
}: {
  readonly lines: readonly TextLine[]
  /** Level of the heading that they stand under. */
  readonly below: number
}) {
  const Heading = below < 3 ? 'h3' : below === 3 ? 'h4' : 'h5'
  const groups = lines.reduce<{ kind: TextLine['kind']; start: number; texts: string[] }[]>((all, line) => {
    const last = all.at(-1)
    const lettered = all
      .filter(({ kind }) => kind === 'lettered')
      .reduce((count, { texts }) => count + texts.length, 0)
    if (last?.kind === line.kind && (line.kind === 'bullet' || line.kind === 'lettered'))
      last.texts.push(line.text)
    else all.push({ kind: line.kind, start: lettered + 1, texts: [line.text] })
    return all
  }, [])
  return groups.map(({ kind, start, texts }, at) => {
    const items = texts.map((text, itemAt) => <li key={itemAt}>{text}</li>)
    switch (kind) {
      case 'bullet':
        return <ul key={at}>{items}</ul>
      case 'lettered':
        return (
          <ol key={at} type="a" start={start} className="lettered">
            {items}
          </ol>
        )
      case 'heading':
        return <Heading key={at}>{texts[0]}</Heading>
      case 'paragraph':
        return <p key={at}>{texts[0]}</p>
    }
  })
}

function Legend({
  title,
  scales,
  headingLevel,
}: {
  readonly title: string
  readonly scales: Extract<ReadPart, { kind: 'legend' }>['scales']
  readonly headingLevel: 3 | 4
}) {
  const Heading = headingLevel === 3 ? 'h3' : 'h4'
  return (
    <div className="legend">
      <Heading>{title}</Heading>
      {scales.map((scale) => (
        <Fragment key={scale.id}>
          <p className="legend-heading">{scale.heading}</p>
          <ul>
            {scale.values.map((value) => (
              <li key={value.id}>
                <ScaleSymbol scale={scale.id} value={value.id} /> {value.wording}
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </div>
  )
}

function Goal({ goal, settings }: { readonly goal: ReadGoal; readonly settings: ProseSettings }) {
  const level = Math.min(5, settings.headingLevel + goal.depth - 1)
  const Heading = level === 3 ? 'h3' : level === 4 ? 'h4' : 'h5'
  return (
    <div className={`goal goal-depth-${goal.depth}`}>
      <p className="goal-label">
        {goal.label}
        {goal.changed === undefined ? null : (
          <span className="plan-change">, {goal.changed.toLocaleLowerCase('sv')}</span>
        )}
      </p>
      <Heading id={`punkt-${goal.id}`}>{goal.title}</Heading>
      <Lines lines={goal.lines} below={level} />
      {goal.judgements.length === 0 ? null : (
        <p className="judgements">
          {goal.judgements.map((judgement) => (
            <Judgement key={judgement.scale} judgement={judgement} />
          ))}
        </p>
      )}
      {goal.comment === undefined ? null : <Comment comment={goal.comment} settings={settings} />}
    </div>
  )
}

function Comment({
  comment,
  settings,
  runIn = false,
}: {
  readonly comment: ReadComment
  readonly settings: ProseSettings
  readonly runIn?: boolean
}) {
  return (
    <div className={runIn ? 'comment run-in' : 'comment'}>
      {comment.heading === undefined ? null : (
        <p className="comment-label">{runIn ? `${comment.heading}:` : comment.heading}</p>
      )}
      <Prose content={comment.content} settings={settings} />
    </div>
  )
}

function ControlPlan({
  plan,
  settings,
}: {
  readonly plan: ReadControlPlan
  readonly settings: ProseSettings
}) {
  const [Area, Risk] = settings.headingLevel === 3 ? (['h3', 'h4'] as const) : (['h4', 'h5'] as const)
  return (
    <div className="control-plan">
      {plan.areas.map((area) => (
        <Fragment key={area.id}>
          <Area>{area.title}</Area>
          {area.risks.map((risk) => (
            <div key={risk.id} className="risk">
              <Risk>{risk.text}</Risk>
              {risk.measures.map((measure) => (
                <div key={measure.id} className="measure">
                  <p className="measure-text">{measure.text}</p>
                  {measure.status === undefined ? null : (
                    <p className="judgements">
                      <Judgement judgement={measure.status} />
                    </p>
                  )}
                  <Answer answer={measure.answer} settings={settings} />
                </div>
              ))}
              <Answer answer={risk.keep} settings={settings} />
            </div>
          ))}
        </Fragment>
      ))}
    </div>
  )
}

function Answer({ answer, settings }: { readonly answer: ReadAnswer; readonly settings: ProseSettings }) {
  if (answer.word === '' && answer.content === undefined) return null
  return (
    <div className="answer">
      <p>
        <span className="question">{answer.question}</span> {answer.word}
      </p>
      {answer.content === undefined ? null : <Prose content={answer.content} settings={settings} />}
    </div>
  )
}

function Verdict({ verdict, settings }: { readonly verdict: ReadVerdict; readonly settings: ProseSettings }) {
  const Heading = settings.headingLevel === 3 ? 'h3' : 'h4'
  return (
    <div className="verdict">
      <Heading>{verdict.title}</Heading>
      <p>
        {verdict.statement}{' '}
        {verdict.verdict === undefined ? (
          '…'
        ) : (
          <strong>{verdict.verdict.word.toLocaleLowerCase('sv')}</strong>
        )}
      </p>
      {verdict.motives.length === 0 ? null : (
        <ul>
          {verdict.motives.map((motive) => (
            <li key={motive}>{motive}</li>
          ))}
        </ul>
      )}
      {verdict.comment === undefined ? null : <Comment comment={verdict.comment} settings={settings} />}
    </div>
  )
}
