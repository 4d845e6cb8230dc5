/** Every table of the house, each with what its columns are under the law. A feature adds one line here. */
import {
  accessTables,
  disposalTables,
  campaignTables,
  edgeTables,
  emergencyTables,
  glassTables,
  houseTables,
  replacementTables,
  ruleTables,
} from '@loge/features/access/server'
import { accountTables } from '@loge/features/accounts/server'
import { equipmentTables, rolloutTables } from '@loge/features/equipment/server'
import { eventTables } from '@loge/features/events/server'
import { importsTables } from '@loge/features/imports/server'
import { lawTables } from '@loge/features/law/server'
import { noticeTables } from '@loge/features/notices/server'
import { reportTables } from '@loge/features/reports/server'
import { audienceTables, documentTables, privacyTables } from '@loge/features/privacy/server'
import {
  applicationTables,
  fileTables,
  newsletterTables,
  relationsTables,
} from '@loge/features/relations/server'
import { scheduleTables } from '@loge/features/schedules/server'
import { serviceTables } from '@loge/features/service/server'
import { peopleTables } from '@loge/features/people/server'
import { placesTables } from '@loge/features/places/server'
import { httpTables } from '@loge/http'
import type { TableDeclaration } from '@loge/kernel'
import { storageTables } from '@loge/storage'

export const declarations: readonly TableDeclaration[] = [
  ...storageTables,
  ...httpTables,
  ...lawTables,
  ...eventTables,
  ...equipmentTables,
  ...rolloutTables,
  ...scheduleTables,
  ...placesTables,
  ...peopleTables,
  ...accountTables,
  ...noticeTables,
  ...reportTables,
  ...accessTables,
  ...campaignTables,
  ...edgeTables,
  ...emergencyTables,
  ...glassTables,
  ...houseTables,
  ...ruleTables,
  ...replacementTables,
  ...disposalTables,
  ...importsTables,
  ...privacyTables,
  ...documentTables,
  ...relationsTables,
  ...newsletterTables,
  ...fileTables,
  ...applicationTables,
  ...audienceTables,
  ...serviceTables,
]
