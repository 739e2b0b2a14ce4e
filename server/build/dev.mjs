// `npm run dev`: the server restarted on every change, the pages reloaded in place, in one terminal.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createServer } from 'vite'
import { root } from './build.mjs'

process.chdir(root)
const pagePort = 5173
const serverPort = process.env['PORT'] ?? '3000'

const server = spawn(
  process.execPath,
  [join(root, 'node_modules/tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', 'server/main.ts'],
  {
    stdio: 'inherit',
    // The browser's Origin is the page server's, so that is the address the server has to expect.
    env: { PUBLIC_URL: `http://127.0.0.1:${pagePort}`, ...process.env, PORT: serverPort },
  },
)

const pages = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: { host: '127.0.0.1', port: pagePort, strictPort: true },
})
await pages.listen()
pages.printUrls()

async function stop() {
  server.kill()
  await pages.close()
}
server.once('exit', (code) => void pages.close().then(() => process.exit(code ?? 0)))
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())
