import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const server = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`

/** React Aria speaks 34 languages; the product speaks two of them, and falls back on the second as React Aria does. */
const onlyOurLanguages = {
  name: 'only-our-languages',
  enforce: 'pre' as const,
  load: (id: string) => {
    const language = /[/]react-aria[/]dist[/]private[/]intl[/][^/]+[/]([a-z]{2}-[A-Z]{2})[.]mjs$/.exec(
      id,
    )?.[1]
    return language === undefined || language === 'sv-SE' || language === 'en-US' ? null : 'export default {}'
  },
}

const pages = defineConfig({
  root: 'client',
  plugins: [react(), onlyOurLanguages],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // light-dark() in theme/tokens.css is resolved where a colour is used; lowered, it would be at the root.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    manifest: true,
    // The content security policy admits fonts and pictures from the server only, never as data addresses.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/api/': server,
      '/media/': server,
      // With slash, and no modules: client/api.ts, client/sync and client/live are served by Vite itself.
      '^/(sync|live)/(?!.*[.]tsx?)': { target: server, ws: true },
    },
  },
})

const tests = defineConfig({
  test: {
    reporters: ['default', './tests/summaryReporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.e2e.ts'],
          globalSetup: ['tests/e2e/setup.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // After the others, two files at a time: each waits for its browser and its server more than it works.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          maxConcurrency: 2,
        },
      },
    ],
  },
})

export default defineConfig(({ mode }) => (mode === 'test' ? tests : pages))
