/** What happens to places, as the log keeps it. */
import { defineFacts } from '@loge/features/events/core'

const one = { id: 'the place' }
const changed = { ...one, fields: 'the names of the fields that changed' }

export const placesFacts = defineFacts({
  organizationChanged: {
    type: 'organization.changed',
    version: 1,
    retention: 'audit',
    payload: { fields: 'the names of the fields that changed' },
  },
  siteCreated: { type: 'site.created', version: 1, retention: 'audit', payload: one },
  siteChanged: { type: 'site.changed', version: 1, retention: 'audit', payload: changed },
  siteRemoved: { type: 'site.removed', version: 1, retention: 'audit', payload: one },
  buildingCreated: { type: 'building.created', version: 1, retention: 'audit', payload: one },
  buildingChanged: { type: 'building.changed', version: 1, retention: 'audit', payload: changed },
  buildingRemoved: { type: 'building.removed', version: 1, retention: 'audit', payload: one },
  floorCreated: { type: 'floor.created', version: 1, retention: 'audit', payload: one },
  floorChanged: { type: 'floor.changed', version: 1, retention: 'audit', payload: changed },
  floorRemoved: { type: 'floor.removed', version: 1, retention: 'audit', payload: one },
  unitCreated: { type: 'unit.created', version: 1, retention: 'audit', payload: one },
  unitChanged: { type: 'unit.changed', version: 1, retention: 'audit', payload: changed },
  unitRemoved: { type: 'unit.removed', version: 1, retention: 'audit', payload: one },
})
