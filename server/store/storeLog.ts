/** Where the store says what an operator should know; a pino logger is one. */
export type StoreLog = {
  info: (details: object, message: string) => void
  warn: (details: object, message: string) => void
  error: (details: object, message: string) => void
}
