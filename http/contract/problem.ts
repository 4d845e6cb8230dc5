/** A refusal or failure as the caller sees it (RFC 9457). Codes are stable; texts may be improved. */

export interface FieldProblem {
  /** RFC 6901 pointer into the body, or `?name` for a query parameter. */
  readonly pointer: string
  readonly code: string
  readonly message: string
}

export interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail?: string
  readonly instance?: string
  readonly errors?: readonly FieldProblem[]
}
