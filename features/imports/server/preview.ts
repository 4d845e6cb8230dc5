/** What an import will do, and what somebody decides about it, until it is applied. */
import { type Caller, findPlace } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import type { Id, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type BuildingAnswer, rememberMapping, type Choice } from '../core/index.ts'
import type { ImportDeps } from './deps.ts'
import { planImport } from './plan-import.ts'
import { notPreviewed } from './problems.ts'
import {
  lockImport,
  readImport,
  updateImport,
  writeBuildingAnswer,
  writeChoices,
  writeHeaders,
  writePlans,
} from './store.ts'
import type { Settings, StoredImport } from './stored.ts'

/** Decides about every row anew and keeps what was decided. */
export const previewInside = async (
  transaction: Transaction,
  deps: ImportDeps,
  organizationId: OrganizationId,
  batch: StoredImport,
): Promise<void> => {
  const { rows, asks, counts } = await planImport(transaction, deps, organizationId, batch)
  await writePlans(transaction, batch.id, rows)
  await updateImport(transaction, batch.id, { asks, counts, problem: null })
}

const inPreview = (
  deps: ImportDeps,
  { organizationId }: Caller,
  id: Id<'import'>,
  change: (transaction: Transaction, batch: StoredImport) => Promise<void>,
): Promise<StoredImport> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const batch = await lockImport(transaction, id)
    if (batch.state !== 'previewed') throw notPreviewed()
    await change(transaction, batch)
    await previewInside(transaction, deps, organizationId, await readImport(transaction, id))
    return readImport(transaction, id)
  })

const requireColumns = ({ mapping }: Settings, header: readonly string[]): void => {
  const columns = Object.values(mapping)
  if (columns.every((column) => column < header.length) && new Set(columns).size === columns.length) return
  throw new Problem(
    422,
    'import_mapping_wrong',
    'Each column of the file can mean one thing, and must be in the file.',
  )
}

/** What the columns mean is remembered for the next file. */
export const changeSettings = (
  deps: ImportDeps,
  caller: Caller,
  { id, settings }: { readonly id: Id<'import'>; readonly settings: Omit<Settings, 'reason' | 'buildings'> },
): Promise<StoredImport> =>
  inPreview(deps, caller, id, async (transaction, batch) => {
    const next = { ...batch.settings, ...settings }
    requireColumns(next, batch.header)
    await writeHeaders(transaction, caller.organizationId, rememberMapping(batch.header, next.mapping))
    await updateImport(transaction, id, { settings: next })
  })

/** One answer for every row that says so. */
export const answerBuilding = (
  deps: ImportDeps,
  caller: Caller,
  { id, answer }: { readonly id: Id<'import'>; readonly answer: BuildingAnswer },
): Promise<StoredImport> =>
  inPreview(deps, caller, id, async (transaction, { settings }) => {
    const others = (settings.buildings ?? []).filter(
      ({ siteId, said }) => siteId !== answer.siteId || said !== answer.said,
    )
    const meant =
      answer.buildingId === null ? undefined : await findPlace(transaction, 'building', answer.buildingId)
    if (answer.buildingId === null || meant?.siteId === answer.siteId)
      await writeBuildingAnswer(transaction, caller.organizationId, answer)
    await updateImport(transaction, id, { settings: { ...settings, buildings: [...others, answer] } })
  })

export interface Chosen {
  readonly id: Id<'import'>
  /** Left out: every row that waits for a decision. */
  readonly rows: readonly number[] | undefined
  readonly choice: Choice | 'only' | 'skipWrong' | null
}

export const chooseRows = (
  deps: ImportDeps,
  caller: Caller,
  { id, rows: numbers, choice }: Chosen,
): Promise<StoredImport> =>
  inPreview(deps, caller, id, (transaction) => writeChoices(transaction, id, { numbers, choice }))
