/** Looks for a person everywhere, asking in another way than the erasure did: not by paths, but for their ids in any row. */
import type { TableDeclaration } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Identities } from './ask-table.ts'
import type { Found } from './erasure.ts'

/** Columns that may still hold an id: kept on a ground, or signed as telling about nobody. */
const allowedIn = ({ columns }: TableDeclaration): readonly string[] =>
  Object.entries(columns).flatMap(([column, field]) =>
    field.pd === 'none' || field.erase === 'keep' ? [column] : [],
  )

/** Any of the ids, anywhere in what an erasure should have emptied. */
const rowsNaming = async (
  transaction: Transaction,
  declaration: TableDeclaration,
  ids: readonly string[],
): Promise<number> => {
  const allowed = allowedIn(declaration)
  const open = Object.keys(declaration.columns).filter((column) => !allowed.includes(column))
  if (open.length === 0) return 0
  const text = sql.join(
    open.map((column) => sql`coalesce(t.${sql.ref(column)}::text, '')`),
    sql` || ' ' || `,
  )
  const asked = sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(declaration.table)} t where (${text}) ~ ${ids.join('|')}`
  return (await asked.execute(transaction)).rows[0]?.count ?? 0
}

const isAsked = ({ subject }: TableDeclaration): boolean =>
  !(typeof subject === 'object' && 'goneWithin' in subject)

/** Where something of the person is found again; nothing is `[]`. */
export const verifyErasure = async (
  transaction: Transaction,
  declarations: readonly TableDeclaration[],
  identities: Identities,
): Promise<readonly Found[]> => {
  const ids = Object.values(identities).flat()
  const found: Found[] = []
  for (const declaration of declarations.filter(isAsked)) {
    const rows = await rowsNaming(transaction, declaration, ids)
    if (rows > 0) found.push({ table: declaration.table, rows })
  }
  return found
}
