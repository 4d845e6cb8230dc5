/** Data stay where the registers in force say they may: asked before anybody is answered, and by whoever watches the server. */
import { boundsOn, mayLieIn, type Place } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import type { World } from '@loge/kernel'
import type { Database } from '@loge/storage'

interface Asked {
  readonly database: Pick<Database, 'organizations' | 'transaction'>
  readonly world: Pick<World, 'now'>
}

/** Names of the organizations whose register lets no data be there. */
const refusedBy = async ({ database, world }: Asked, { country }: Place): Promise<readonly string[]> => {
  const now = world.now()
  const bounds = boundsOn(new Date(now).toISOString().slice(0, 10))
  const refused: string[] = []
  for (const { id, name } of await database.organizations()) {
    const register = await database.transaction(id, (transaction) => registerAt(transaction, id, now))
    if (!mayLieIn(register, country, bounds)) refused.push(name)
  }
  return refused
}

/** Throws a sentence for whoever starts the server. */
export const requireAllowedPlaces = async (asked: Asked, places: readonly Place[]): Promise<void> => {
  for (const place of places) {
    const refused = await refusedBy(asked, place)
    if (refused.length > 0)
      throw new Error(
        `LOGE_LOCATIONS says ${place.id}=${place.country}, and the register of ${refused.join(', ')} allows no data there. Move it to a country the register allows, or publish a register that names a safeguard.`,
      )
  }
}

/** One check for each, with its country: what a health check lists, and what fails once a register forbids it. */
export const placeChecks = (
  asked: Asked,
  places: readonly Place[],
): Readonly<Record<string, () => Promise<void>>> =>
  Object.fromEntries(
    places.map((place) => [`${place.id} in ${place.country}`, () => requireAllowedPlaces(asked, [place])]),
  )
