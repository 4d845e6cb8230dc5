/** Questions asked so often that planning them costs more than answering them: each connection plans them once. */
import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { Transaction } from './database.ts'

/** A connection keeps its plans until it ends, so only so many different texts are worth one. */
const MOST_PREPARED = 100

/** What kysely builds, with or without `sql`. */
interface Question<Row> {
  compile(transaction: Transaction): CompiledQuery<Row>
}

const names = new Map<string, string>()

/**
 * Answers `query` with a plan kept from the time before. For a text that hardly varies, over tables that are never
 * small for long: PostgreSQL keeps a plan made while a table was empty until it counts its rows again.
 */
export const executePrepared = async <Row>(
  transaction: Transaction,
  query: Question<Row>,
): Promise<readonly Row[]> => {
  const compiled = query.compile(transaction)
  if (!names.has(compiled.sql) && names.size < MOST_PREPARED)
    names.set(compiled.sql, `loge_${names.size + 1}`)
  return (await transaction.executeQuery(compiled)).rows
}

/** Has a connection keep the plans of such texts: pg asks by name what a text was prepared under. */
export const keepPlans = (client: pg.ClientBase): void => {
  const ask = client.query.bind(client) as (...asked: readonly unknown[]) => unknown
  const askByName = (text: unknown, values: unknown, ...rest: readonly unknown[]): unknown => {
    const name = typeof text === 'string' ? names.get(text) : undefined
    return name === undefined ? ask(text, values, ...rest) : ask({ name, text, values }, ...rest)
  }
  client.query = askByName as typeof client.query
}
