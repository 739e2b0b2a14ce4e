import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Running } from '../../../server/serve.ts'
import { newTestReport, startTestServer, type Guest } from './testServer.ts'

let server: Running
let anna: Guest
let report: string
beforeAll(async () => {
  server = await startTestServer()
  ;({ id: report, anna } = await newTestReport(server))
})
afterAll(() => server.close())

/** An answer as it comes over the line. */
async function onTheLine(
  path: string,
  encodings: string,
): Promise<{ headers: IncomingMessage['headers']; bytes: Buffer }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(server.url + path, { headers: { cookie: anna.cookie, 'accept-encoding': encodings } }, resolve).on(
      'error',
      reject,
    )
  })
  return { headers: answer.headers, bytes: Buffer.concat(await answer.toArray()) }
}

test('[BE1] the record of a report comes packed to those who can unpack it, and says the same', async () => {
  const path = `/api/reports/${report}/record`
  const plain = await onTheLine(path, 'identity')
  const packed = await onTheLine(path, 'gzip')
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(packed.headers).toMatchObject({
    'content-encoding': 'gzip',
    vary: expect.stringContaining('Accept-Encoding'),
    'cache-control': 'no-store',
  })
  expect(JSON.parse(gunzipSync(packed.bytes).toString())).toEqual(JSON.parse(plain.bytes.toString()))
  expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3)
})
