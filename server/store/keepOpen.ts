import type { Register } from './register.ts'

/**
 * A register that is always the one that can be used: after a failed write the next one is opened from disk. In between, asking
 * for it gives the failed one, which refuses.
 *
 * @param onGone  told when it could not be opened again
 */
export async function keepOpen<S, E>(
  open: () => Promise<Register<S, E>>,
  onGone: (error: unknown) => void,
): Promise<() => Register<S, E>> {
  let current = await open()
  const reopen = async (): Promise<void> => {
    try {
      current = await open()
      current.onFailed(() => void reopen())
    } catch (error) {
      onGone(error)
    }
  }
  current.onFailed(() => void reopen())
  return () => current
}
