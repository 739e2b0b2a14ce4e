import type { Provenance } from '../../shared/report/report.ts'
import type { Words } from '../ui/words.ts'

interface From {
  readonly provenance: Provenance
  readonly name: string
  readonly isMine: boolean
  /** As the page writes it: "10.42", "7 feb 14.32". */
  readonly when: string
}

/** Where a figure came from, by whom and when, in a few words. */
export const provenanceWords = ({ provenance, name, isMine, when }: From, words: Words): string => {
  switch (provenance.kind) {
    case 'typed':
      return isMine ? words('block.from.typedByMe', { when }) : words('block.from.typed', { name, when })
    case 'pasted':
      return isMine ? words('block.from.pastedByMe', { when }) : words('block.from.pasted', { name, when })
    case 'import':
      return words('block.from.import', { source: provenance.source, when })
    case 'carried':
      return words('block.from.carried', { label: provenance.label })
  }
}
