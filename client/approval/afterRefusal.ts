import type { ApiProblem } from '../api.ts'

/** What the page does when an approval is refused; nothing has been approved then. */
export type AfterRefusal =
  /** These say something else than was seen: each is shown anew and waits to be marked again, the others stay marked. */
  | { readonly kind: 'askAgain'; readonly sections: readonly string[] }
  /** The checks of the page are behind the server's. */
  | { readonly kind: 'checkAnew' }
  | { readonly kind: 'tell' }

/** @param asked  the sections that were to be approved; of others the page knows nothing */
export function afterRefusal(
  { code, details }: Pick<ApiProblem, 'code' | 'details'>,
  asked: readonly string[],
): AfterRefusal {
  if (code === 'findings-unexplained') return { kind: 'checkAnew' }
  const named = details?.['sections']
  const sections = Array.isArray(named) ? asked.filter((id) => named.includes(id)) : []
  return code === 'seen-outdated' && sections.length > 0 ? { kind: 'askAgain', sections } : { kind: 'tell' }
}
