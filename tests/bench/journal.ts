import { open, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createJournal, openJournal } from '../../server/store/journal.ts'
import { nodeDisk } from '../../server/store/nodeDisk.ts'
import type { Row } from './table.ts'

const record = new Uint8Array(120).fill(7)
const forMs = 2000

/** Appends made durable in a second, one after another and by many at once, beside a plain append and fdatasync each. */
export async function measureJournal(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'samskrift-bench-'))
  try {
    const disk = nodeDisk()
    const path = join(folder, 'journal')
    await createJournal(disk, path, [])
    const opened = await openJournal(disk, path)
    if (opened === null) throw new Error('no journal')
    const { journal } = opened
    const file = await open(join(folder, 'plain'), 'a')
    const plainly = await perSecond(1, async () => {
      await file.write(record)
      await file.datasync()
    })
    const alone = await perSecond(1, () => journal.append([record]))
    const crowded = await perSecond(64, () => journal.append([record]))
    await Promise.all([file.close(), journal.close()])
    const than = 'append + fdatasync each'
    return [
      { what: 'durable appends, one writer', unit: '/s', ours: alone, peer: plainly, than },
      { what: 'durable appends, 64 writers', unit: '/s', ours: crowded, peer: plainly, than },
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function perSecond(writers: number, append: () => Promise<unknown>): Promise<number> {
  const end = performance.now() + forMs
  let done = 0
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (performance.now() < end) {
        await append()
        done += 1
      }
    }),
  )
  return (done * 1000) / forMs
}
