import type { Disk, DiskFile } from '../../../server/store/disk.ts'

/** A disk that can be told to refuse what is written into the notices' journal. */
export function failingNotices(disk: Disk): { disk: Disk; fail: (now: boolean) => void } {
  let isFailing = false
  const guarded = (file: DiskFile): DiskFile => ({
    ...file,
    async write(position, bytes) {
      if (isFailing) throw new Error('EIO')
      return file.write(position, bytes)
    },
  })
  const isNotices = (path: string): boolean => path.startsWith('/notices/')
  return {
    disk: {
      ...disk,
      async open(path, mode) {
        const file = await disk.open(path, mode)
        return file === null || !isNotices(path) ? file : guarded(file)
      },
      async create(path) {
        const file = await disk.create(path)
        return isNotices(path) ? guarded(file) : file
      },
    },
    fail: (now) => {
      isFailing = now
    },
  }
}
