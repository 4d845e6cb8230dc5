/** The routes of the grid, joined to what answers them. */
import { createCursor, serve, toPage } from '@loge/http'
import type { AccessGrantId } from '@loge/kernel'
import { z } from 'zod'
import { gridRoutes as routes } from '../wire.ts'
import { whenAsked } from './as-of.ts'
import type { AccessDeps } from './deps.ts'
import { foldedTo } from './fold.ts'
import { loadGrants } from './grant-store.ts'
import { notFound } from './keep-entrance.ts'
import { loadProfiles } from './profile-store.ts'
import { requireSite } from './reach.ts'
import { countPeople, readGrid } from './read-grid.ts'

const cursor = createCursor(
  'grants-of-profile',
  z.custom<AccessGrantId>((value) => typeof value === 'string'),
)

export const gridEndpoints = (deps: AccessDeps) => [
  serve(routes.readGrid, ({ organizationId, reach, query }) => {
    requireSite(reach, query.siteId)
    const when = whenAsked(query.at, deps.world.now())
    return readGrid(deps, { organizationId, siteId: query.siteId, when })
  }),
  serve(routes.grantsOfProfile, (call) => {
    const { organizationId, reach, params, query } = call
    return deps.database.transaction(organizationId, async (transaction) => {
      const when = whenAsked(query.at, deps.world.now())
      const [profile] = await loadProfiles(transaction, { ids: [params.id], asOf: when.asOf })
      if (profile === undefined) throw notFound()
      requireSite(reach, profile.siteId)
      const after = cursor.decode(query.cursor)
      const filter = { profileId: profile.id, asOf: when.asOf, after, limit: query.limit + 1 }
      const grants = await loadGrants(transaction, filter)
      const page = toPage(grants, query.limit, { cursor, positionOf: ({ id }) => id })
      const counted = await countPeople(transaction, profile.siteId, when, page.data)
      return {
        ...page,
        data: counted.map(({ grant: { id, to, leaseClass, validFrom, validUntil, reason }, people }) => ({
          id,
          to: foldedTo(call, profile.siteId, to),
          people,
          leaseClass,
          validFrom,
          validUntil,
          reason,
        })),
      }
    })
  }),
]
