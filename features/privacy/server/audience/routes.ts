/** Visits are counted for everybody, and read by the officer. */
import { resolveOrganization } from '@loge/features/accounts/server'
import { type Endpoint, serve } from '@loge/http'
import type { World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { audienceRoutes as routes } from '../../audience-wire.ts'
import { countVisit, readAudience } from './count.ts'

export const audienceEndpoints = ({
  database,
  world,
}: {
  readonly database: Database
  readonly world: World
}): readonly Endpoint[] => [
  serve(routes.count, async ({ body }) => {
    const { organization, ...visit } = body
    const { id: organizationId } = await resolveOrganization(database, organization)
    await database.transaction(organizationId, (transaction) =>
      countVisit({ transaction, world, organizationId }, visit),
    )
    return undefined
  }),
  serve(routes.read, ({ organizationId }) =>
    database.transaction(organizationId, async (transaction) => {
      const { least, data } = await readAudience({ transaction, organizationId })
      return { least, data: [...data] }
    }),
  ),
]
