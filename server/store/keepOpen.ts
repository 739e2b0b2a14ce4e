import type { Register } from './register.ts'

/**
 * A register that is always the one that can be used: after a failed write the next one is opened from disk. In between, asking
 * for it gives the failed one, which refuses; if it could not be opened, each asking tries again.
 *
 * @param onGone  told when it could not be opened again
 */
export async function keepOpen<S, E>(
  open: () => Promise<Register<S, E>>,
  onGone: (error: unknown) => void,
): Promise<() => Register<S, E>> {
  let current = await open()
  let reopening: Promise<void> | null = null
  let isFailed = false
  const failed = (): void => {
    isFailed = true
    reopening ??= reopen().finally(() => {
      reopening = null
    })
  }
  const reopen = async (): Promise<void> => {
    try {
      current = await open()
      isFailed = false
      current.onFailed(failed)
    } catch (error) {
      onGone(error)
    }
  }
  current.onFailed(failed)
  return () => {
    if (isFailed) failed()
    return current
  }
}
