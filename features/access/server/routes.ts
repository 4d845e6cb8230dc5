/** Every route of access. */
import type { Endpoint } from '@loge/http'
import type { AccessDeps } from './deps.ts'
import { campaignEndpoints } from './campaigns/routes.ts'
import { changeEndpoints } from './routes-changes.ts'
import { fireEndpoints } from './emergency/fire-routes.ts'
import { disposeEndpoints } from './dispose/routes.ts'
import { emergencyEndpoints } from './emergency/routes.ts'
import { entranceEndpoints } from './routes-entrances.ts'
import { glassEndpoints } from './glass/routes.ts'
import { gridEndpoints } from './routes-grid.ts'
import { houseEndpoints } from './house/routes.ts'
import { liftEndpoints } from './lifts/routes.ts'
import { replaceEndpoints } from './replace/routes.ts'
import { ruleEndpoints } from './rules/routes.ts'
import { rightsEndpoints } from './routes-rights.ts'

export const accessEndpoints = (deps: AccessDeps): readonly Endpoint[] => [
  ...entranceEndpoints(deps),
  ...rightsEndpoints(deps),
  ...changeEndpoints(deps),
  ...campaignEndpoints(deps),
  ...gridEndpoints(deps),
  ...emergencyEndpoints(deps),
  ...fireEndpoints(deps),
  ...glassEndpoints(deps),
  ...ruleEndpoints(deps),
  ...houseEndpoints(deps),
  ...liftEndpoints(deps),
  ...replaceEndpoints(deps),
  ...disposeEndpoints(deps),
]
