import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, type ComponentType, type ReactNode } from 'react'
import type { CellAddress } from '../../shared/figure/cellAddress.ts'
import type { ReportEntry } from '../../shared/report/event.ts'
import { fetchOrThrow, noContactNoticed, RefusedError, signedOut, type ApiProblem } from '../api.ts'
import { openLiveSocket, type LiveSocket } from '../live/liveSocket.ts'
import type { ReportAnswer } from './record.ts'
import { createReportStore, type ReportStore } from './reportStore.ts'
import { ReportContext, type ReportConnection } from './useReport.ts'

interface ReportProviderProps {
  readonly report: string
  readonly children: ReactNode
  /** Shown until the record is there. */
  readonly waiting: ReactNode
  /** Shown when it does not come: no right, gone, no contact. */
  readonly refused: ComponentType<{ report: string; problem: ApiProblem; tryAgain: () => void }>
}

export const recordPath = (report: string): string => `/api/reports/${encodeURIComponent(report)}/record`

/** Fetches one report, keeps it up to date over `/live/:r` and gives it to everything below. */
export function ReportProvider({ report, children, waiting, refused: Refused }: ReportProviderProps) {
  const record = useQuery({
    queryKey: ['record', report],
    queryFn: ({ signal }) => fetchOrThrow<ReportAnswer>(recordPath(report), signal),
    // From here on the socket keeps it up to date; fetching it again is this provider's own decision.
    staleTime: Infinity,
    gcTime: 0,
  })
  if (record.data !== undefined) {
    return (
      <Connected key={report} first={record.data}>
        {children}
      </Connected>
    )
  }
  if (record.error instanceof RefusedError) {
    return <Refused report={report} problem={record.error.problem} tryAgain={() => void record.refetch()} />
  }
  if (record.error !== null) throw record.error
  return waiting
}

function Connected({ first, children }: { first: ReportAnswer; children: ReactNode }) {
  const queries = useQueryClient()
  const link = useMemo(() => linkTo(first, queries), [first, queries])
  useEffect(() => link.open(), [link])
  return <ReportContext value={link.connection}>{children}</ReportContext>
}

interface Link {
  readonly connection: ReportConnection
  /** Opens the socket; returns what closes it. */
  readonly open: () => () => void
}

function linkTo(first: ReportAnswer, queries: ReturnType<typeof useQueryClient>): Link {
  const id = first.report.id
  const store = createReportStore(first)
  let socket: LiveSocket | null = null
  let here: unknown = { type: 'here', section: null, cell: null }
  let fetching: Promise<void> | null = null

  const refresh = (): Promise<void> => {
    fetching ??= fetchOrThrow<ReportAnswer>(recordPath(id))
      .then(store.replace, (error: unknown) => {
        if (!(error instanceof RefusedError)) throw error
        if (error.problem.status === 403 || error.problem.status === 404)
          store.setContact({ state: 'refused' })
        // Without contact the socket's next opening fetches again.
      })
      .finally(() => {
        fetching = null
      })
    return fetching
  }

  const open = (): (() => void) => {
    socket = openLiveSocket(liveAddress(id), {
      onOpen: () => {
        store.setContact({ state: 'online' })
        socket?.send(here)
      },
      onMessage: (message) => {
        if (message.type === 'hello') {
          if (message.today !== undefined) store.setToday(message.today)
          if (message.seq !== store.state().seq) void refresh()
        } else if (message.type === 'day') {
          store.setToday(message.today)
        } else if (message.type === 'entry') {
          if (store.applyEntry(message.entry) === 'gap' || namesStranger(store, message.entry)) void refresh()
          tellLists(queries, message.entry.event.type)
        } else {
          store.setPresence(
            message.people.map(({ section, ...person }) => ({
              ...cleaned(person),
              section: section ?? null,
            })),
          )
        }
      },
      onUnreadable: () => void refresh(),
      onClosed: (final) => {
        if (final === 'signedOut') signedOut.dispatchEvent(new Event('signedOut'))
        if (final === 'noRight') store.setContact({ state: 'refused' })
        if (final !== null) return
        markOffline(store)
        // Tells a lost network, where nothing answers, from an ended session, which leads to the sign-in page.
        void refresh()
      },
    })
    const onNoContact = (): void => socket?.lost()
    noContactNoticed.addEventListener('noContact', onNoContact)
    return () => {
      noContactNoticed.removeEventListener('noContact', onNoContact)
      socket?.close()
      socket = null
    }
  }

  return {
    open,
    connection: {
      store,
      here: (section: string | null, cell: CellAddress | null = null) => {
        here = { type: 'here', section, cell }
        socket?.send(here)
      },
      tryNow: () => socket?.tryNow(),
      refresh,
    },
  }
}

/** Somebody the page has no name for yet: a person added just now. */
function namesStranger(store: ReportStore, { actor, event }: ReportEntry): boolean {
  const { people } = store.state()
  return people[actor.user] === undefined || (event.type === 'memberSet' && people[event.user] === undefined)
}

/** The first loss counts: "utan kontakt sedan 10.51" must not move with every new attempt. */
function markOffline(store: ReportStore): void {
  if (store.state().contact.state !== 'offline') store.setContact({ state: 'offline', since: Date.now() })
}

/** Lists over several reports are fetched anew when something they count has changed here. */
function tellLists(queries: ReturnType<typeof useQueryClient>, event: string): void {
  if (event === 'cellsSet' || event === 'textChanged') return
  void queries.invalidateQueries({ queryKey: ['reports'], refetchType: 'none' })
  void queries.invalidateQueries({ queryKey: ['myItems'], refetchType: 'none' })
}

function liveAddress(report: string): string {
  const { protocol, host } = globalThis.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/live/${encodeURIComponent(report)}`
}

function cleaned<T extends { slot?: string | null | undefined; cell?: CellAddress | null | undefined }>({
  slot,
  cell,
  ...rest
}: T) {
  return { ...rest, ...(slot == null ? {} : { slot }), ...(cell == null ? {} : { cell }) }
}
