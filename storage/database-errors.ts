/** What PostgreSQL refused, in words a use case can branch on. Values of rows never leave this file. */
import pg from 'pg'

export type Violation = 'unique' | 'referred' | 'check' | 'overlap'

const VIOLATIONS: ReadonlyMap<string, Violation> = new Map([
  ['23503', 'referred'],
  ['23505', 'unique'],
  ['23514', 'check'],
  ['23P01', 'overlap'],
])

/** Which promise of the schema an error broke, and the constraint's name; `undefined` for any other error. */
export const violationOf = (
  error: unknown,
): { readonly kind: Violation; readonly constraint: string } | undefined => {
  if (!(error instanceof pg.DatabaseError)) return undefined
  const kind = VIOLATIONS.get(error.code ?? '')
  return kind === undefined ? undefined : { kind, constraint: error.constraint ?? '' }
}
