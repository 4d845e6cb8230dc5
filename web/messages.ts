/** The type of all texts, so that a key that does not exist, or an argument left out, does not compile. */
import type { texts as ui } from '../ui/texts.ts'
import type { texts as campaigns } from '@loge/features/access/texts/campaigns'
import type { texts as doors } from '@loge/features/access/texts/doors'
import type { texts as edges } from '@loge/features/access/texts/edges'
import type { texts as emergency } from '@loge/features/access/texts/emergency'
import type { texts as holders } from '@loge/features/access/texts/holders'
import type { texts as house } from '@loge/features/access/texts/house'
import type { texts as doorRules } from '@loge/features/access/texts/rules'
import type { texts as rollouts } from '@loge/features/access/texts/rollouts'
import type { texts as dispose } from '@loge/features/access/texts/dispose'
import type { texts as lifts } from '@loge/features/access/texts/lifts'
import type { texts as replace } from '@loge/features/access/texts/replace'
import type { texts as drift } from '@loge/features/access/texts/drift'
import type { texts as labels } from '@loge/features/access/texts/labels'
import type { texts as names } from '@loge/features/access/texts/names'
import type { texts as evidence } from '@loge/features/access/texts/evidence'
import type { texts as access } from '@loge/features/access/texts/facts'
import type { texts as ownDoors } from '@loge/features/access/texts/own-doors'
import type { texts as rights } from '@loge/features/access/texts/rights'
import type { texts as residence } from '@loge/features/access/texts/residence'
import type { texts as today } from '@loge/features/access/texts/today'
import type { texts as whoSignsIn } from '@loge/features/accounts/texts/accounts'
import type { texts as keys } from '@loge/features/accounts/texts/keys'
import type { texts as roles } from '@loge/features/accounts/texts/roles'
import type { texts as accounts } from '@loge/features/accounts/texts/sign-in'
import type { texts as backups } from '@loge/features/backups/texts/backups'
import type { texts as events } from '@loge/features/events/texts/log'
import type { texts as exportLog } from '@loge/features/events/texts/export'
import type { texts as views } from '@loge/features/events/texts/views'
import type { texts as look } from '@loge/features/events/texts/look'
import type { texts as messages } from '@loge/features/notices/texts/messages'
import type { texts as registerDesk } from '@loge/features/privacy/texts/register'
import type { texts as myData } from '@loge/features/privacy/texts/my-data'
import type { texts as documents } from '@loge/features/privacy/texts/documents'
import type { texts as breaches } from '@loge/features/privacy/texts/breaches'
import type { texts as desk } from '@loge/features/privacy/texts/requests'
import type { texts as stores } from '@loge/features/privacy/texts/stores'
import type { texts as archive } from '@loge/features/privacy/texts/archive'
import type { texts as freeze } from '@loge/features/privacy/texts/restriction'
import type { texts as measures } from '@loge/features/privacy/texts/measures'
import type { texts as contracts } from '@loge/features/privacy/texts/contracts'
import type { texts as releases } from '@loge/features/privacy/texts/releases'
import type { texts as support } from '@loge/features/privacy/texts/support'
import type { texts as retention } from '@loge/features/privacy/texts/retention'
import type { texts as outside } from '@loge/features/relations/texts/outside'
import type { texts as customers } from '@loge/features/relations/texts/customers'
import type { texts as reports } from '@loge/features/reports/texts/reports'
import type { texts as newPerson } from '@loge/features/people/texts/new-person'
import type { texts as imports } from '@loge/features/imports/texts/import'
import type { texts as relations } from '@loge/features/people/texts/relations'
import type { texts as residents } from '@loge/features/people/texts/residents'
import type { texts as resident } from '@loge/features/access/texts/resident'
import type { texts as sites } from '@loge/features/schedules/texts/sites'
import type { texts as service } from '@loge/features/service/texts/service'
import type { texts as palette } from '@loge/features/search/texts'
import type { texts as commands } from './shell/commands-texts.ts'
import type { texts as settings } from './shell/settings-texts.ts'
import type { texts as web } from './texts.ts'

export type Messages = (typeof ui)['en'] &
  (typeof web)['en'] &
  (typeof settings)['en'] &
  (typeof commands)['en'] &
  (typeof palette)['en'] &
  (typeof events)['en'] &
  (typeof exportLog)['en'] &
  (typeof look)['en'] &
  (typeof views)['en'] &
  (typeof documents)['en'] &
  (typeof imports)['en'] &
  (typeof relations)['en'] &
  (typeof residents)['en'] &
  (typeof newPerson)['en'] &
  (typeof resident)['en'] &
  (typeof accounts)['en'] &
  (typeof whoSignsIn)['en'] &
  (typeof roles)['en'] &
  (typeof keys)['en'] &
  (typeof backups)['en'] &
  (typeof messages)['en'] &
  (typeof myData)['en'] &
  (typeof breaches)['en'] &
  (typeof desk)['en'] &
  (typeof registerDesk)['en'] &
  (typeof freeze)['en'] &
  (typeof archive)['en'] &
  (typeof stores)['en'] &
  (typeof contracts)['en'] &
  (typeof measures)['en'] &
  (typeof releases)['en'] &
  (typeof support)['en'] &
  (typeof retention)['en'] &
  (typeof outside)['en'] &
  (typeof customers)['en'] &
  (typeof reports)['en'] &
  (typeof sites)['en'] &
  (typeof service)['en'] &
  (typeof doors)['en'] &
  (typeof emergency)['en'] &
  (typeof edges)['en'] &
  (typeof doorRules)['en'] &
  (typeof holders)['en'] &
  (typeof house)['en'] &
  (typeof lifts)['en'] &
  (typeof replace)['en'] &
  (typeof dispose)['en'] &
  (typeof rollouts)['en'] &
  (typeof labels)['en'] &
  (typeof drift)['en'] &
  (typeof today)['en'] &
  (typeof evidence)['en'] &
  (typeof names)['en'] &
  (typeof ownDoors)['en'] &
  (typeof rights)['en'] &
  (typeof campaigns)['en'] &
  (typeof residence)['en'] &
  (typeof access)['en']

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en-GB' | 'fr-FR'
    Messages: Messages
  }
}
