/** Work that takes seconds: claimed by one, told while it goes, ended by its own transaction or given back. */
import type { Caller } from '@loge/features/places/server'
import { SECOND_MS, type Id, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { ImportDeps } from './deps.ts'
import { WorkRefused } from './problems.ts'
import { lockImport, readImport, updateImport } from './store.ts'
import type { StoredImport } from './stored.ts'

const TOLD_EVERY_MS = 250
/** Between the claim of a work and its transaction, and between the end of that and its word. */
const MOMENT_MS = 2 * SECOND_MS

const keyOf = (id: Id<'import'>) => sql`hashtextextended(${`loge.import ${id}`}, 0)`

const NOTHING_DONE = { told_at: null, done: 0, total: 0 } as const

/** Held as long as the work's own transaction, which ends with whoever did it. */
export const holdWork = async (transaction: Transaction, id: Id<'import'>): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${keyOf(id)})`.execute(transaction)
}

/** A work that nobody holds any more was cut off: nothing of it was kept, the import is as it was before, and says so. */
export const settleImports = (
  { database, world }: Pick<ImportDeps, 'database' | 'world'>,
  organizationId: OrganizationId,
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const { rows } = await sql<{ readonly id: Id<'import'>; readonly state: 'applying' | 'undoing' }>`
      select id, state from import_batch
      where state in ('applying', 'undoing') and told_at < ${new Date(world.now() - MOMENT_MS)}
      for update skip locked`.execute(transaction)
    for (const { id, state } of rows) {
      const held = await sql<{ readonly free: boolean }>`
        select pg_try_advisory_xact_lock(${keyOf(id)}) as free`.execute(transaction)
      if (held.rows[0]?.free === true)
        await updateImport(transaction, id, {
          state: state === 'applying' ? 'previewed' : 'applied',
          ...NOTHING_DONE,
          problem: new WorkRefused('import_interrupted').problem,
        })
    }
  })

export interface Work {
  readonly id: Id<'import'>
  readonly from: 'previewed' | 'applied'
  readonly to: 'applying' | 'undoing'
  readonly total: number
}

/** `accept` refuses by throwing; after it the import is nobody else's. */
export const claim = (
  deps: ImportDeps,
  { organizationId }: Caller,
  id: Id<'import'>,
  accept: (batch: StoredImport) => Omit<Work, 'id'>,
): Promise<StoredImport> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const batch = await lockImport(transaction, id)
    const now = deps.world.now()
    const { to, total } = accept(batch)
    await updateImport(transaction, id, { state: to, done: 0, total, told_at: new Date(now), problem: null })
    return readImport(transaction, id)
  })

export type Tell = (progress: { readonly done: number; readonly total: number }) => Promise<void>

/** Beside the work's own transaction, so that others see it before that one is done. */
export const telling = (deps: ImportDeps, { organizationId }: Caller, id: Id<'import'>): Tell => {
  let toldAt = deps.world.monotonicMs()
  return async (progress) => {
    const now = deps.world.monotonicMs()
    if (now - toldAt < TOLD_EVERY_MS) return
    toldAt = now
    await deps.database.transaction(organizationId, (transaction) =>
      updateImport(transaction, id, { ...progress, told_at: new Date(deps.world.now()) }),
    )
  }
}

/** Nothing of the work was kept: the import is as it was before, and says why. */
export const giveBack = (
  deps: ImportDeps,
  { organizationId }: Caller,
  { id, from }: Pick<Work, 'id' | 'from'>,
  error: unknown,
): Promise<void> => {
  const refused = error instanceof WorkRefused ? error : new WorkRefused('import_failed')
  if (refused.problem.code === 'import_failed') deps.logger.error('import_failed', error, { organizationId })
  return deps.database.transaction(organizationId, (transaction) =>
    updateImport(transaction, id, { ...NOTHING_DONE, state: from, problem: refused.problem }),
  )
}
