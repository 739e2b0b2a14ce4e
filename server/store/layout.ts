import { join } from 'node:path'
import { formatDocId } from './docId.ts'
import type { DocName } from './docId.ts'

/** Where things lie in a data folder, and in a backup. Ids have been checked before they get here. */
export const layout = {
  people: (root: string) => join(root, 'people'),
  peopleRegister: (root: string) => registerIn(join(root, 'people')),
  notices: (root: string) => join(root, 'notices'),
  noticeRegister: (root: string) => registerIn(join(root, 'notices')),
  reports: (root: string) => join(root, 'reports'),
  reportRegister: (root: string, reportId: string) => registerIn(join(root, 'reports', reportId)),
  sections: (root: string, reportId: string) => join(root, 'reports', reportId, 'sections'),
  section: (root: string, doc: DocName) =>
    join(root, 'reports', doc.reportId, 'sections', `${formatDocId(doc)}.log`),
  media: (root: string) => join(root, 'media'),
  medium: (root: string, hash: string) => join(root, 'media', hash),
  lock: (root: string) => join(root, 'lock'),
  /** There while a restore is under way: what lies beside it may be half of one state and half of another. */
  restoring: (root: string) => join(root, 'restoring'),
}

export type RegisterPaths = { journal: string; snapshot: string }

function registerIn(folder: string): RegisterPaths {
  return { journal: join(folder, 'journal'), snapshot: join(folder, 'register.json') }
}
