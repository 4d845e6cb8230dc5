/** Puts the old equipment back where it was, unless an entrance it served was changed since. */
import {
  adoptDevice,
  changeConfig,
  changeDevice,
  loadDevices,
  releaseDevice,
  type StoredDevice,
} from '@loge/features/equipment/server'
import type { Caller } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import type { DeviceId, ReplacementId } from '@loge/kernel'
import { inOneTransaction, type Transaction } from '@loge/storage'
import { accessFacts, undoUntil } from '../../core/index.ts'
import type { AccessDeps } from '../deps.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import { moveParts, type PartsMove } from './move-parts.ts'
import {
  holdEntrances,
  loadReplacements,
  markReplacementUndone,
  readRevision,
  serves,
  type StoredReplacement,
} from './store.ts'

const overtaken = (): Problem =>
  new Problem(
    409,
    'replacement_overtaken',
    'It was undone before, or something it moved was changed since. Change the entrance, or replace again.',
  )

const readDevice = async (
  transaction: Transaction,
  { reach }: Caller,
  id: DeviceId,
): Promise<StoredDevice> => {
  const [device] = await loadDevices(transaction, { ids: [id], reach })
  if (device === undefined) throw notFound()
  return device
}

/** The parts each entrance had before; refused when one of them has other ones since, or got the new equipment later. */
const movesBack = async (
  transaction: Transaction,
  { siteId, entrances, replacedBy }: StoredReplacement,
): Promise<readonly Omit<PartsMove, 'isBack'>[]> => {
  const held = await holdEntrances(transaction, siteId)
  const moves: Omit<PartsMove, 'isBack'>[] = []
  for (const { id, before, after } of entrances) {
    const entrance = held.find((one) => one.id === id)
    if (entrance?.revision !== after) throw overtaken()
    const { parts } = await readRevision(transaction, id, before)
    moves.push({ entrance, parts })
  }
  const known = new Set(entrances.map(({ id }) => id))
  if (held.some((entrance) => serves(entrance, replacedBy) && !known.has(entrance.id))) throw overtaken()
  return moves
}

/** It is called, set, placed and adopted or not as before; one that was retired since stays so. */
const putSuccessorBack = async (
  deps: AccessDeps,
  caller: Caller,
  successor: StoredDevice,
  { nameBefore: name, before, reason }: StoredReplacement,
): Promise<void> => {
  if (successor.state !== 'adopted') return
  const { id, components } = successor
  const values = Object.fromEntries(
    Object.entries(before?.settings ?? {}).filter(([key]) =>
      components.some((part) => part.key === key && part.present),
    ),
  )
  const change = { id, ifMatch: '*' }
  if (Object.keys(values).length > 0) await changeConfig(deps, caller, change, { values, why: reason })
  await changeDevice(deps, caller, change, {
    name,
    ...(before === null ? {} : { location: before.location }),
  })
  if (before?.state === 'to_be_adopted') await releaseDevice(deps, caller, { id, kind: before.kind })
}

export const undoReplacement = (deps: AccessDeps, caller: Caller, id: ReplacementId): Promise<void> =>
  inOneTransaction(deps.database, caller.organizationId, async (inside, transaction) => {
    const own = { ...deps, database: inside }
    const now = deps.world.now()
    const [made] = await loadReplacements(transaction, { id })
    if (made === undefined) throw notFound()
    const { siteId, deviceId, replacedBy, wasAdopted } = made
    await readDevice(transaction, caller, deviceId)
    if (now > undoUntil(made.madeAt))
      throw new Problem(409, 'undo_too_late', 'A change can be undone for a day. Make a new change instead.')
    const moves = await movesBack(transaction, made)
    await raiseSnapshotVersion(transaction, own, caller.organizationId, siteId)
    if (!(await markReplacementUndone(transaction, id, { at: now, actor: caller.actor }))) throw overtaken()
    const old = await readDevice(transaction, caller, deviceId)
    const isBack = old.state === 'retired'
    if (wasAdopted && isBack)
      await adoptDevice(own, caller, deviceId, { name: old.name, kind: old.kind ?? 'sensor', location: {} })
    await moveParts(
      transaction,
      own,
      caller,
      moves.map((move) => ({ ...move, isBack })),
    )
    await putSuccessorBack(own, caller, await readDevice(transaction, caller, replacedBy), made)
    await record(transaction, deps, caller, {
      fact: accessFacts.deviceReplacementUndone,
      siteId,
      deviceId,
      payload: { replacementId: id },
    })
  })
