/** Every kind of fact the house can record. A type that is not here is stored, counted and shown as unknown. */
import { accountFacts } from '@loge/features/accounts/core'
import { accessFacts, edgeFacts } from '@loge/features/access/core'
import { equipmentFacts } from '@loge/features/equipment/core'
import { eventFacts } from '@loge/features/events/core'
import { importsFacts } from '@loge/features/imports/core'
import { noticeFacts } from '@loge/features/notices/core'
import { peopleFacts } from '@loge/features/people/core'
import { placesFacts } from '@loge/features/places/core'
import {
  contractFacts,
  disclosureFacts,
  documentFacts,
  privacyFacts,
  registerFacts,
  breachFacts,
  releaseFacts,
  requestFacts,
  securityFacts,
} from '@loge/features/privacy/core'
import { relationsFacts } from '@loge/features/relations/core'
import { reportFacts } from '@loge/features/reports/core'
import { scheduleFacts } from '@loge/features/schedules/core'
import { serviceFacts } from '@loge/features/service/core'

export const everyFact = [
  eventFacts,
  placesFacts,
  peopleFacts,
  accountFacts,
  noticeFacts,
  scheduleFacts,
  reportFacts,
  equipmentFacts,
  accessFacts,
  edgeFacts,
  importsFacts,
  privacyFacts,
  registerFacts,
  documentFacts,
  contractFacts,
  disclosureFacts,
  breachFacts,
  releaseFacts,
  requestFacts,
  securityFacts,
  relationsFacts,
  serviceFacts,
]
