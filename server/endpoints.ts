/** Every route of the server, from the left of the house to its right. */
import { accessEndpoints } from '@loge/features/access/server'
import { accountsEndpoints } from '@loge/features/accounts/server'
import { equipmentEndpoints, rolloutEndpoints } from '@loge/features/equipment/server'
import { eventEndpoints } from '@loge/features/events/server'
import { importsEndpoints } from '@loge/features/imports/server'
import { lawEndpoints } from '@loge/features/law/server'
import { noticesEndpoints } from '@loge/features/notices/server'
import { peopleEndpoints } from '@loge/features/people/server'
import { placesEndpoints } from '@loge/features/places/server'
import { relationsEndpoints } from '@loge/features/relations/server'
import {
  audienceEndpoints,
  documentEndpoints,
  type PrivacyDeps,
  measureEndpoints,
  privacyEndpoints,
  requestFileEndpoints,
  tellingEndpoints,
} from '@loge/features/privacy/server'
import { reportsEndpoints } from '@loge/features/reports/server'
import { scheduleEndpoints } from '@loge/features/schedules/server'
import { serviceEndpoints } from '@loge/features/service/server'
import { searchEndpoints } from '@loge/features/search/server'
import type { Endpoint } from '@loge/http'
import { declarations } from './declarations.ts'
import type { ServerParts } from './server-parts.ts'

export const everyEndpoint = (parts: ServerParts & Pick<PrivacyDeps, 'copies'>): readonly Endpoint[] => [
  ...lawEndpoints(parts),
  ...eventEndpoints(parts),
  ...placesEndpoints(parts),
  ...peopleEndpoints(parts),
  ...accountsEndpoints(parts),
  ...noticesEndpoints(parts),
  ...scheduleEndpoints(parts),
  ...reportsEndpoints(parts),
  ...equipmentEndpoints(parts),
  ...rolloutEndpoints(parts),
  ...accessEndpoints(parts),
  ...importsEndpoints(parts),
  ...privacyEndpoints({ ...parts, declarations }),
  ...measureEndpoints({ ...parts, declarations }),
  ...requestFileEndpoints({ ...parts, declarations }),
  ...tellingEndpoints({ ...parts, declarations }),
  ...documentEndpoints(parts),
  ...relationsEndpoints(parts),
  ...audienceEndpoints(parts),
  ...serviceEndpoints(parts),
  ...searchEndpoints(parts),
]
