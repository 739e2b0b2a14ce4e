import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { RefusedError } from './api.ts'
import { meQuery } from './people/session.ts'
import { useLaterWords } from './ui/Language.tsx'
import { PageMissing } from './ui/PageMissing.tsx'
import { PageBroken } from './ui/PageBroken.tsx'
import { RootPage } from './ui/RootPage.tsx'
import { Waiting } from './ui/Waiting.tsx'

/*
 * The routes of ux.md section 2. Addresses and their queries are Swedish, since people read and mail them.
 * Every page is fetched when it is first opened.
 */
interface RouterContext {
  readonly queries: QueryClient
}

const root = createRootRouteWithContext<RouterContext>()({
  component: RootPage,
  notFoundComponent: PageMissing,
})

/** A page that speaks all words. The first section and what stands around it do with the first. */
function pageOf(load: () => Promise<{ default: () => ReactNode }>) {
  const Fetched = lazyRouteComponent(load)
  function Page() {
    const missing = useLaterWords()
    if (missing !== null) throw missing.failed
    return <Fetched />
  }
  return Object.assign(Page, {
    preload: async () => {
      await Fetched.preload?.()
    },
  })
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined

/** The named queries that are there, as text. */
const queries =
  <Name extends string>(...names: Name[]) =>
  (search: Record<string, unknown>): { [K in Name]?: string } => {
    const found: { [K in Name]?: string } = {}
    for (const name of names) {
      const value = text(search[name])
      if (value !== undefined) found[name] = value
    }
    return found
  }

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/logga-in',
  validateSearch: (search: Record<string, unknown>): { till?: string; slut?: number } => {
    const till = text(search['till'])
    return {
      ...(till === undefined ? {} : { till }),
      ...(typeof search['slut'] === 'number' ? { slut: search['slut'] } : {}),
    }
  },
  component: pageOf(() => import('./people/SignInPage.tsx')),
})

/** Everything but signing in: asks first who I am, and comes back to the page that was asked for. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(meQuery)
    } catch (error) {
      if (error instanceof RefusedError && error.problem.status === 401) {
        redirect({
          to: '/logga-in',
          search: location.href === '/' ? {} : { till: location.href },
          throw: true,
        })
      }
      throw error
    }
  },
})

const homeRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/mitt', throw: true })
  },
})

const mineRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/mitt',
  validateSearch: queries('aviseringar', 'visa', 'rapport'),
  component: pageOf(() => import('./people/MinePage.tsx')),
})

const reportsRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rapporter',
  validateSearch: queries('visa', 'sok'),
  component: pageOf(() => import('./report/ReportsPage.tsx')),
})

const createReportRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rapporter/ny',
  component: pageOf(() => import('./report/CreatePage.tsx')),
})

const peopleRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/personer',
  validateSearch: queries('sok'),
  component: pageOf(() => import('./people/PeoplePage.tsx')),
})

/** Outside the frame: it is what a läsare has, to whom the record itself is closed. */
const readRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rapporter/$r/lasvy',
  validateSearch: queries('avsnitt', 'version', 'panel', 'trad'),
  component: pageOf(() => import('./read/ReadPage.tsx')),
})

const reportRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/rapporter/$r',
  component: lazyRouteComponent(() => import('./report/ReportPage.tsx')),
})

const overviewRoute = createRoute({
  getParentRoute: () => reportRoute,
  path: '/',
  validateSearch: queries('visa'),
  component: pageOf(() => import('./report/OverviewPage.tsx')),
})

const itemRoute = createRoute({
  getParentRoute: () => reportRoute,
  path: '/punkt/$i',
  validateSearch: queries('bidrag'),
  component: pageOf(() => import('./report/ItemPage.tsx')),
})

const assignRoute = createRoute({
  getParentRoute: () => reportRoute,
  path: '/fordela',
  validateSearch: queries('punkter', 'visa'),
  component: pageOf(() => import('./report/AssignPage.tsx')),
})

const planRoute = createRoute({
  getParentRoute: () => reportRoute,
  path: '/plan',
  validateSearch: queries('punkt'),
  component: pageOf(() => import('./plan/PlanPage.tsx')),
})

const sectionRoute = createRoute({
  getParentRoute: () => reportRoute,
  path: '/avsnitt/$s',
  validateSearch: queries('panel', 'trad', 'cell', 'fran', 'till', 'gor', 'bidrag'),
  component: lazyRouteComponent(() => import('./section/SectionPage.tsx')),
})

const meetingRoute = createRoute({
  getParentRoute: () => reportRoute,
  path: '/genomgang',
  validateSearch: queries('visa', 'punkt'),
  component: pageOf(() => import('./meeting/MeetingPage.tsx')),
})

const approveRoute = createRoute({
  getParentRoute: () => reportRoute,
  path: '/godkann',
  validateSearch: queries('avsnitt'),
  component: pageOf(() => import('./approval/ApprovePage.tsx')),
})

const auditRoute = createRoute({
  getParentRoute: () => reportRoute,
  path: '/logg',
  validateSearch: queries('person', 'slag', 'avsnitt', 'fran', 'till', 'sok', 'lasning'),
  component: pageOf(() => import('./audit/AuditPage.tsx')),
})

const searchRoute = createRoute({
  getParentRoute: () => reportRoute,
  path: '/sok',
  validateSearch: queries('q'),
  component: pageOf(() => import('./report/SearchPage.tsx')),
})

const routeTree = root.addChildren([
  signInRoute,
  signedIn.addChildren([
    homeRoute,
    mineRoute,
    reportsRoute,
    createReportRoute,
    peopleRoute,
    readRoute,
    reportRoute.addChildren([
      overviewRoute,
      itemRoute,
      assignRoute,
      planRoute,
      sectionRoute,
      meetingRoute,
      approveRoute,
      auditRoute,
      searchRoute,
    ]),
  ]),
])

export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queries: queryClient },
    defaultErrorComponent: PageBroken,
    defaultPendingComponent: Waiting,
    defaultPendingMs: 200,
    defaultPreload: 'intent',
    scrollRestoration: true,
    // "q=3" stays readable; the default would write JSON into the address.
    stringifySearch: (search) => {
      const entries = Object.entries(search).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, String(value)]],
      )
      const query = new URLSearchParams(entries).toString()
      return query === '' ? '' : `?${query}`
    },
    parseSearch: (query) => {
      const parsed: Record<string, string | number> = {}
      for (const [key, value] of new URLSearchParams(query))
        parsed[key] = key === 'slut' ? Number(value) : value
      return parsed
    },
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
