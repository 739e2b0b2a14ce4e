/** What the variables of a template stand for in one report. */
export interface Variables {
  readonly year: number
  readonly organisation: string
  readonly administration: string
  readonly period: 'helar' | 'delar'
}

/** "Servicenämnden" -> "Servicenämndens"; names that already end in s, x or z take no genitive s (Regionservice keeps its e: no s either). */
export const genitive = (name: string): string => (/[sxz]$/i.test(name) ? name : `${name}s`)

/**
 * Replaces `{år}`, `{år-1}`, `{år+1}`, `{organisation}`, `{nämndens}`, `{förvaltning}` and `{period}` in a template text.
 * An unknown name in braces is left as it is, so that a reader sees it; templates are checked for it when they are read.
 */
export const fillVariables = (text: string, variables: Variables): string =>
  text.replace(/\{([^{}]+)\}/g, (whole, name: string) => variable(name, variables) ?? whole)

export const unknownVariables = (text: string): string[] =>
  [...text.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) =>
    name !== undefined && isVariable(name) ? [] : [name ?? ''],
  )

const isVariable = (name: string): boolean =>
  /^år([+-]\d)?$/.test(name) || ['organisation', 'nämndens', 'förvaltning', 'period'].includes(name)

function variable(name: string, variables: Variables): string | undefined {
  const year = /^år([+-]\d)?$/.exec(name)
  if (year) return String(variables.year + Number(year[1] ?? 0))
  switch (name) {
    case 'organisation':
      return variables.organisation
    case 'nämndens':
      return genitive(variables.organisation)
    case 'förvaltning':
      return variables.administration
    case 'period':
      return variables.period === 'helar' ? 'helår' : 'delår'
    default:
      return undefined
  }
}
