/** Work that takes seconds: claimed by one, told while it goes, ended by its own transaction or given back. */
import type { Caller } from '@loge/features/places/server'
import { MINUTE_MS, type Id, type Instant } from '@loge/kernel'
import type { ImportDeps } from './deps.ts'
import { WorkRefused } from './problems.ts'
import { lockImport, readImport, updateImport } from './store.ts'
import type { ImportState, StoredImport } from './stored.ts'

const TOLD_EVERY_MS = 250
/** Who has not told anything for so long is gone, and its transaction with it. */
const SILENT_MS = MINUTE_MS

/** The state behind a work that fell silent: as it was before. */
export const settledState = ({ state, toldAt }: StoredImport, now: Instant): ImportState => {
  if (toldAt !== null && now - toldAt < SILENT_MS) return state
  if (state === 'applying') return 'previewed'
  return state === 'undoing' ? 'applied' : state
}

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
    const { to, total } = accept({ ...batch, state: settledState(batch, now) })
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
    updateImport(transaction, id, { state: from, told_at: null, problem: refused.problem }),
  )
}
