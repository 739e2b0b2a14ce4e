import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { RefusedError, signedOut } from './api.ts'
import { createAppRouter } from './routes.tsx'
import { forgetMe } from './people/session.ts'
import { DoneLines } from './ui/DoneLine.tsx'
import { LanguageProvider } from './ui/Language.tsx'
import { LiveRegions } from './ui/LiveRegion.tsx'
import { ThemeProvider } from './ui/Theme.tsx'

const newQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A refusal stays one; only lost contact is worth another try.
        retry: (failures, error) =>
          failures < 2 && error instanceof RefusedError && error.problem.code === 'no-contact',
      },
    },
  })

/** Language, theme, server data and routes around every page. */
export function App() {
  const [queries] = useState(newQueries)
  const [router] = useState(() => createAppRouter(queries))

  useEffect(() => {
    const leave = (): void => {
      if (forgetMe(queries))
        void router.navigate({
          to: '/logga-in',
          search: { till: router.state.location.href, slut: Date.now() },
        })
    }
    signedOut.addEventListener('signedOut', leave)
    return () => signedOut.removeEventListener('signedOut', leave)
  }, [queries, router])

  return (
    <ThemeProvider>
      <LanguageProvider>
        <LiveRegions>
          <DoneLines>
            <QueryClientProvider client={queries}>
              <RouterProvider router={router} />
            </QueryClientProvider>
          </DoneLines>
        </LiveRegions>
      </LanguageProvider>
    </ThemeProvider>
  )
}
