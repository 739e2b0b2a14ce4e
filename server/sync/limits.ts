/*
 * Limits are kept by person and not by socket: who is thrown out comes back on a new one.
 *
 * They are far above what people do. A page sends about ten frames for each second of typing, and one person may have
 * many pages; a page that comes back sends one question, which costs as much as twenty frames because it is answered
 * with the whole text.
 */
export interface Allowance {
  readonly burst: number
  readonly perSecond: number
}

export interface SyncLimits {
  readonly frames: Allowance
  readonly bytes: Allowance
  readonly refusals: Allowance
  readonly socketsPerUser: number
}

export const syncLimits: SyncLimits = {
  frames: { burst: 2000, perSecond: 1000 },
  bytes: { burst: 8 * 2 ** 20, perSecond: 2 ** 20 },
  refusals: { burst: 20, perSecond: 0.2 },
  socketsPerUser: 400,
}

export const frameCost = { question: 20, message: 1 } as const

/** Token buckets by person. Time comes in, so that tests need no clock. */
export class Allowances {
  readonly #allowance: Allowance
  readonly #now: () => number
  readonly #left = new Map<string, { tokens: number; at: number }>()

  constructor(allowance: Allowance, now: () => number) {
    this.#allowance = allowance
    this.#now = now
  }

  /** Takes the cost if there is enough left; who has used up everything has to wait. */
  take(user: string, cost: number): boolean {
    const left = this.#leftOf(user)
    if (left.tokens < cost) return false
    left.tokens -= cost
    return true
  }

  /** Whether anything is left, without taking. */
  has(user: string): boolean {
    return this.#leftOf(user).tokens >= 1
  }

  #leftOf(user: string): { tokens: number; at: number } {
    const { burst, perSecond } = this.#allowance
    const at = this.#now()
    const known = this.#left.get(user)
    const tokens =
      known === undefined ? burst : Math.min(burst, known.tokens + ((at - known.at) / 1000) * perSecond)
    const left = { tokens, at }
    this.#left.set(user, left)
    return left
  }

  /** Forgets who has everything left again. */
  sweep(): void {
    for (const user of this.#left.keys()) {
      if (this.#leftOf(user).tokens >= this.#allowance.burst) this.#left.delete(user)
    }
  }
}
