/**
 * Files that were kept before files were sealed are sealed where they stand, once, before anybody is answered. What was
 * kept begins as one of the three kinds that are taken; what is sealed opens.
 */
import { insideAsPrivacy } from '@loge/features/privacy/server'
import type { OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { RelationsDeps } from './deps.ts'

const FILES = [
  ['application_document', 'content'],
  ['talent', 'content'],
  ['visitor_file', 'proof'],
  ['supplied_file', 'proof'],
] as const

const BEGINNINGS = ['255044462d', '89504e47', 'ffd8ff'] as const

type SealDeps = Pick<RelationsDeps, 'database' | 'seal' | 'open'>

const isSealed = ({ open }: SealDeps, content: Uint8Array): boolean => {
  try {
    open(content)
    return true
  } catch {
    return false
  }
}

const beginsAsFile = (column: string) =>
  sql`(${sql.join(
    BEGINNINGS.map(
      (hex) => sql`substring(${sql.ref(column)} from 1 for ${hex.length / 2}) = decode(${hex}, 'hex')`,
    ),
    sql` or `,
  )})`

const sealTable = async (
  transaction: Transaction,
  deps: SealDeps,
  [table, column]: (typeof FILES)[number],
): Promise<number> => {
  const found = await sql<{ id: string }>`
    select id::text as id from ${sql.table(table)} where ${beginsAsFile(column)} order by id`.execute(
    transaction,
  )
  let sealed = 0
  for (const { id } of found.rows) {
    const { rows } = await sql<{ content: Uint8Array }>`
      select ${sql.ref(column)} as content from ${sql.table(table)} where id = ${id} for update`.execute(
      transaction,
    )
    const content = rows[0]?.content
    if (content === undefined || isSealed(deps, content)) continue
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${deps.seal(content)} where id = ${id}`.execute(
      transaction,
    )
    sealed += 1
  }
  return sealed
}

/** Answers how many it sealed. All of one organization in one transaction: a crash leaves them as they were. */
export const sealStored = (deps: SealDeps, organizationId: OrganizationId): Promise<number> =>
  insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    let sealed = 0
    for (const file of FILES) sealed += await sealTable(transaction, deps, file)
    return sealed
  })
