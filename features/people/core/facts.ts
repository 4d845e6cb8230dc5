/** What happens to people and tenancies, as the log keeps it: ids and names of fields, never what they hold. */
import { defineFacts } from '@loge/features/events/core'

const fields = 'the names of the fields that changed'
const move = { moveId: 'the move', kind: 'in, out or transfer' }
const moveTo = { ...move, unitId: 'the home moved into, or left' }
const relation = { relationId: 'the relation', kind: 'staff, candidate or contact' }
const tenancy = { tenancyId: 'the tenancy', unitId: 'the unit', role: 'holder, housemate, minor or owner' }

export const peopleFacts = defineFacts({
  personCreated: { type: 'person.created', version: 1, retention: 'audit', payload: {} },
  personChanged: { type: 'person.changed', version: 1, retention: 'audit', payload: { fields } },
  tenancyOpened: { type: 'tenancy.opened', version: 1, retention: 'audit', payload: tenancy },
  tenancyCancelled: { type: 'tenancy.cancelled', version: 1, retention: 'audit', payload: tenancy },
  relationOpened: { type: 'relation.opened', version: 1, retention: 'audit', payload: relation },
  relationChanged: {
    type: 'relation.changed',
    version: 1,
    retention: 'audit',
    payload: { ...relation, fields },
  },
  relationRemoved: { type: 'relation.removed', version: 1, retention: 'audit', payload: relation },
  movePlanned: { type: 'move.planned', version: 1, retention: 'audit', payload: moveTo },
  moveHappened: { type: 'move.happened', version: 1, retention: 'audit', payload: moveTo },
  moveUndone: { type: 'move.undone', version: 1, retention: 'audit', payload: move },
  moveStepTicked: {
    type: 'move.step_ticked',
    version: 1,
    retention: 'audit',
    payload: { moveId: 'the move', step: 'what was to be done', done: 'done, or taken back' },
  },
  tenancyChanged: {
    type: 'tenancy.changed',
    version: 1,
    retention: 'audit',
    payload: { ...tenancy, fields },
  },
})
