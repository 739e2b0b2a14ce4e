import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'
import type { Env } from './route.ts'
import { contentSecurityPolicy, newNonce } from './security.ts'

/** Files whose names change with their contents. */
export const clientAssets = (folder: string): MiddlewareHandler<Env> =>
  serveStatic<Env>({
    root: folder,
    precompressed: true,
    onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
  })

/**
 * The page, whatever the address: the client finds its own way. Each answer has a nonce, which the page's meta element hands
 * to the interface library.
 */
export function clientPage(folder: string, origins: () => ReadonlySet<string>): MiddlewareHandler<Env> {
  let known: { changed: number; html: string } | undefined
  const page = async (): Promise<string | undefined> => {
    const path = join(folder, 'index.html')
    try {
      // A new build replaces the file under a running server.
      const changed = (await stat(path)).mtimeMs
      if (known?.changed !== changed) known = { changed, html: await readFile(path, 'utf8') }
      return known.html
    } catch {
      // Not built: the interface works without pages, and says so below.
      return undefined
    }
  }
  return async (c) => {
    const html = await page()
    if (html === undefined) return c.text('The pages are not built. Run: npm run build', 404)
    const nonce = newNonce()
    c.header('cache-control', 'no-cache')
    c.header('content-security-policy', contentSecurityPolicy(origins(), nonce))
    return c.html(
      html.replace('</head>', `<meta property="csp-nonce" content="${nonce}" nonce="${nonce}"></head>`),
    )
  }
}
