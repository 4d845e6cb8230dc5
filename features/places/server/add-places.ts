/** Adds many buildings, floors and homes at once, decided and with their ids already: for imports, in few statements. */
import { appendEvents } from '@loge/features/events/server'
import { newId } from '@loge/kernel'
import { insertRows, type Transaction } from '@loge/storage'
import { placesFacts, type PlaceKind, type Places } from '../core/index.ts'
import { placeShapes, siteIdOf } from './place-rows.ts'
import { refuseViolations } from './problems.ts'
import type { Asked } from './record.ts'

/** The schema itself refuses a floor or unit whose site or building is not its own, and a name that is taken. */
export const addPlaces = async <Kind extends PlaceKind>(
  transaction: Transaction,
  { dependencies: { world }, caller }: Asked,
  { kind, places }: { readonly kind: Kind; readonly places: readonly Places[Kind][] },
): Promise<void> => {
  const { organizationId, actor } = caller
  await refuseViolations(insertRows(transaction, placeShapes[kind], { organizationId, rows: places }))
  await appendEvents(
    transaction,
    world,
    organizationId,
    places.map((place) => ({
      id: newId(world, 'event'),
      type: placesFacts[`${kind}Created`].type,
      occurredAt: world.now(),
      actor,
      siteId: siteIdOf(place),
      payload: { id: place.id },
    })),
  )
}
