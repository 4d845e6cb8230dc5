/** Questions asked so often that planning them costs more than answering them: each connection plans them once. */
import { createHash } from 'node:crypto'
import type { CompiledQuery } from 'kysely'
import pg from 'pg'
import type { Transaction } from './database.ts'

/** A connection keeps its plans until it ends, so only so many different texts are worth one. */
const MOST_PREPARED = 100

/** What kysely builds, with or without `sql`. */
interface Question<Row> {
  compile(transaction: Transaction): CompiledQuery<Row>
}

/** One name is one text, in whichever process: behind a pooler they share the connections of the server. */
const nameOf = (text: string): string =>
  `loge_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`

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
  if (!names.has(compiled.sql) && names.size < MOST_PREPARED) names.set(compiled.sql, nameOf(compiled.sql))
  return (await transaction.executeQuery(compiled)).rows
}

/** SQL states of a plan that is not there, or of another connection's: a pooler stands in between. */
const PLAN_STATES = new Set(['26000', '42P05'])

/** The plan was the trouble, not the question: asked again without one it is answered. */
export const isPlanLost = (error: unknown): boolean =>
  error instanceof pg.DatabaseError &&
  (PLAN_STATES.has(error.code ?? '') || error.message === 'cached plan must not change result type')

/** Has a connection keep the plans of such texts, until one of them is lost: from then on it plans each anew. */
export const keepPlans = (client: pg.ClientBase): void => {
  const ask = client.query.bind(client) as (...asked: readonly unknown[]) => unknown
  let keeps = true
  const askByName = (text: unknown, values: unknown, ...rest: readonly unknown[]): unknown => {
    const name = keeps && typeof text === 'string' ? names.get(text) : undefined
    if (name === undefined) return ask(text, values, ...rest)
    const answer = ask({ name, text, values }, ...rest)
    if (answer instanceof Promise)
      answer.catch((error: unknown) => {
        if (isPlanLost(error)) keeps = false
      })
    return answer
  }
  client.query = askByName as typeof client.query
}
