/** What happens to people and tenancies, as the log keeps it: ids and names of fields, never what they hold. */
import { defineFacts } from '@loge/features/events/core'

const fields = 'the names of the fields that changed'
const tenancy = { tenancyId: 'the tenancy', unitId: 'the unit', role: 'holder, housemate, minor or owner' }

export const peopleFacts = defineFacts({
  personCreated: { type: 'person.created', version: 1, retention: 'audit', payload: {} },
  personChanged: { type: 'person.changed', version: 1, retention: 'audit', payload: { fields } },
  tenancyOpened: { type: 'tenancy.opened', version: 1, retention: 'audit', payload: tenancy },
  tenancyChanged: {
    type: 'tenancy.changed',
    version: 1,
    retention: 'audit',
    payload: { ...tenancy, fields },
  },
})
