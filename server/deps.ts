import type { Logger } from 'pino'
import type { SealedContents } from './approval/sealedContents.ts'
import type { Config } from './config.ts'
import type { Live } from './live/live.ts'
import type { Metrics } from './metrics.ts'
import type { Accounts } from './people/accounts.ts'
import type { SignInAttempts } from './people/attempts.ts'
import type { Notices } from './notice/notices.ts'
import type { DemoPerson } from './people/demoPeople.ts'
import type { Sessions } from './people/sessions.ts'
import type { ExportStyle } from './read/exportHtml.ts'
import type { ReportStore, Reports } from './reports/reports.ts'
import type { Templates } from './reports/templates.ts'
import type { Images } from './sections/images.ts'
import type { SectionTexts } from './sections/texts.ts'
import type { DocAuthority } from './sync/authority.ts'
import type { Rooms } from './sync/rooms.ts'

/** Everything the routes work with. Made by `main.ts`, and by tests. */
export interface Deps {
  readonly auth: Config['auth']
  /** People to choose from on the sign-in page; only with AUTH=demo. */
  readonly demoPeople: readonly DemoPerson[]
  readonly now: () => Date
  /** A new id for a report, section, row or plan item. */
  readonly newId: () => string
  readonly log: Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>
  /** Addresses our own pages have. */
  readonly origins: () => ReadonlySet<string>
  /** Whether everything is in place to serve people; the demo may still be filling. */
  readonly isReady: () => boolean
  readonly clientFolder: string
  /** Styles and fonts of an exported file. */
  readonly exportStyle: () => Promise<ExportStyle>
  readonly store: ReportStore
  readonly templates: Templates
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly signInAttempts: SignInAttempts
  readonly reports: Reports
  readonly rooms: Rooms
  readonly authority: DocAuthority
  readonly texts: SectionTexts
  readonly images: Images
  readonly sealed: SealedContents
  readonly live: Live
  readonly notices: Notices
  readonly metrics: Metrics
}
