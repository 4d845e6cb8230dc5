/** A refusal on its way out of a handler; the server turns it into `application/problem+json` (RFC 9457). */
import type { FieldProblem } from './contract/index.ts'

export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | undefined
  readonly errors: readonly FieldProblem[]
  /** Sent as `Retry-After`. */
  readonly retryAfterS: number | undefined

  /** `code` is stable and snake_case; `detail` says what happened, why, and what to do, and holds no personal value. */
  constructor(
    status: number,
    code: string,
    detail?: string,
    more: readonly FieldProblem[] | { readonly retryAfterS: number } = [],
  ) {
    super(code)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.detail = detail
    this.errors = 'retryAfterS' in more ? [] : more
    this.retryAfterS = 'retryAfterS' in more ? more.retryAfterS : undefined
  }
}
