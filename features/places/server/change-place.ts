/** Changes or removes a place that the caller has read, and nobody has changed since. */
import { changedMeanwhile, requireVersion } from '@loge/http'
import { deleteRow, replaceRow, type Transaction } from '@loge/storage'
import { acceptFloor, applyChanges, changedFields, type PlaceKind, type Places } from '../core/index.ts'
import type { Caller } from './caller.ts'
import { findPlace, placeShapes, readPlace, siteIdOf } from './place-rows.ts'
import { permissionDenied, refusalProblem, refuseViolations } from './problems.ts'
import { record, type PlacesDependencies } from './record.ts'
import { rememberSiteTime } from './site-time.ts'
import { requireTimeZone } from './time-zone.ts'

type Changes<Row> = { readonly [Field in keyof Row]?: Row[Field] | undefined }

export interface PlaceChange<Kind extends PlaceKind> extends PlaceRef<Kind> {
  readonly changes: Changes<Places[Kind]>
}

export interface PlaceRef<Kind extends PlaceKind> {
  readonly kind: Kind
  readonly id: Places[Kind]['id']
  readonly ifMatch: string | undefined
}

/** What the schema cannot say: the zone is a real one, the floor is of the unit's own building. */
const check = async (transaction: Transaction, place: Places[PlaceKind]): Promise<void> => {
  if ('timeZone' in place) requireTimeZone(place.timeZone)
  if (!('floorId' in place) || place.floorId === null) return
  const building = await findPlace(transaction, 'building', place.buildingId)
  const floor = await findPlace(transaction, 'floor', place.floorId)
  const accepted = building === undefined ? undefined : acceptFloor(building, place.floorId, floor)
  if (accepted?.ok !== true) throw refusalProblem('floor_of_other_building')
}

export const changePlace = <Kind extends PlaceKind>(
  dependencies: PlacesDependencies,
  caller: Caller,
  { kind, id, ifMatch, changes }: PlaceChange<Kind>,
): Promise<Places[Kind]> =>
  refuseViolations(
    dependencies.database.transaction(caller.organizationId, async (transaction) => {
      const before = await readPlace(transaction, caller.reach, { kind, id })
      requireVersion(ifMatch, before.version)
      const fields = changedFields(before, changes)
      if (fields.length === 0) return before
      const after = applyChanges(before, changes)
      await check(transaction, after)
      if (!(await replaceRow(transaction, placeShapes[kind], { before, after }))) throw changedMeanwhile()
      if ('timeZone' in before && 'timeZone' in after) {
        const at = dependencies.world.now()
        await rememberSiteTime(transaction, caller.organizationId, { before, after, at })
      }
      await record(
        transaction,
        { dependencies, caller },
        {
          fact: `${kind}Changed`,
          siteId: siteIdOf(before),
          payload: { id: before.id, fields },
        },
      )
      return { ...after, version: before.version + 1 }
    }),
  )

export const removePlace = <Kind extends PlaceKind>(
  dependencies: PlacesDependencies,
  caller: Caller,
  { kind, id, ifMatch }: PlaceRef<Kind>,
): Promise<void> =>
  refuseViolations(
    dependencies.database.transaction(caller.organizationId, async (transaction) => {
      const place = await readPlace(transaction, caller.reach, { kind, id })
      if (kind === 'site' && !caller.reach.wholeOrganization) throw permissionDenied()
      requireVersion(ifMatch, place.version)
      if (!(await deleteRow(transaction, placeShapes[kind], place))) throw changedMeanwhile()
      await record(
        transaction,
        { dependencies, caller },
        {
          fact: `${kind}Removed`,
          siteId: siteIdOf(place),
          payload: { id: place.id },
        },
      )
    }),
  )
