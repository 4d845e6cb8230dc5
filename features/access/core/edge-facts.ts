/** What an edge has to tell about itself and about what it was asked to do. Ids and codes only. */
import { defineFacts } from '@loge/features/events/core'

const COMMAND = {
  commandId: 'the command',
  action: 'what was asked: openEntrance, releaseCodes, unlock, lock, switch, press or configure',
}
const VERSION = { snapshotVersion: 'version of the snapshot' }

const FIRE = {
  resets: 'how often its input had been reset',
  doors: 'the entrances it unlocked; none once it is calm',
  overAt: 'when a person had last said that a fire was over',
}

export const edgeFacts = defineFacts({
  enrolmentIssued: {
    type: 'edge.enrolment_issued',
    version: 1,
    retention: 'audit',
    payload: { enrolmentId: 'the enrolment' },
  },
  enrolled: {
    type: 'edge.enrolled',
    version: 1,
    retention: 'audit',
    payload: { enrolmentId: 'the enrolment used' },
  },
  revoked: { type: 'edge.revoked', version: 1, retention: 'audit', payload: {} },
  withdrawn: { type: 'edge.withdrawn', version: 1, retention: 'audit', payload: VERSION },
  connected: {
    type: 'edge.connected',
    version: 1,
    retention: 'equipment',
    payload: { ...VERSION, backlog: 'events still to deliver' },
  },
  disconnected: { type: 'edge.disconnected', version: 1, retention: 'equipment', payload: {} },
  snapshotApplied: { type: 'edge.snapshot_applied', version: 1, retention: 'audit', payload: VERSION },
  snapshotRefused: {
    type: 'edge.snapshot_refused',
    version: 1,
    retention: 'audit',
    payload: { ...VERSION, reason: 'a code of the closed list of snapshot refusals' },
  },
  started: {
    type: 'edge.started',
    version: 1,
    retention: 'equipment',
    payload: {
      ...VERSION,
      tornBytes: 'bytes of an unfinished write that were cut',
      damagedSegments: 'journal files found damaged',
    },
  },
  recordsLost: {
    type: 'edge.records_lost',
    version: 1,
    retention: 'audit',
    payload: { count: 'numbers whose records the disk lost' },
  },
  eventsUnrecorded: {
    type: 'edge.events_unrecorded',
    version: 1,
    retention: 'audit',
    payload: { count: 'events that found no room while the disk failed' },
  },
  journalFailing: {
    type: 'edge.journal_failing',
    version: 1,
    retention: 'equipment',
    payload: { problem: 'disk_full, disk_failed or journal_full' },
  },
  journalWellAgain: {
    type: 'edge.journal_well_again',
    version: 1,
    retention: 'equipment',
    payload: { problem: 'what it was: disk_full, disk_failed or journal_full' },
  },
  clockUntrusted: { type: 'edge.clock_untrusted', version: 1, retention: 'equipment', payload: {} },
  clockTrusted: { type: 'edge.clock_trusted', version: 1, retention: 'equipment', payload: {} },
  overloaded: {
    type: 'edge.overloaded',
    version: 1,
    retention: 'equipment',
    payload: { dropped: 'reports of this device, or for this entrance, dropped since the last such event' },
  },
  readerUnassigned: {
    type: 'reader.unassigned',
    version: 1,
    retention: 'equipment',
    payload: { kind: 'what was presented at a reader that belongs to no entrance' },
  },
  unlockOrdered: {
    type: 'door.unlock_ordered',
    version: 1,
    retention: 'movement',
    payload: {
      decisionId: 'the decision or command this belongs to',
      ...VERSION,
      kind: 'what was presented, if anything',
      subjectRef: 'opaque reference of who it belongs to',
      credentialId: 'the credential presented',
      accessGrantId: 'the grant that allowed it',
      accessProfileId: 'the profile of the rule that allowed it',
      scheduleId: 'the schedule whose window was open, if any',
      commandId: 'the command, if any',
      cause: 'credential or command',
      firstDecisionId: 'the refusal of the first of two, where the door opens for two',
      lookAlike: 'true where a plate was read otherwise and taken for the one it looks like',
    },
  },
  fireDetected: { type: 'fire.detected', version: 1, retention: 'audit', payload: FIRE },
  fireCleared: { type: 'fire.cleared', version: 1, retention: 'audit', payload: FIRE },
  commandStarted: { type: 'command.started', version: 1, retention: 'audit', payload: COMMAND },
  commandSettled: {
    type: 'command.settled',
    version: 1,
    retention: 'audit',
    payload: {
      ...COMMAND,
      outcome: 'done, refused, expired or unknown',
      reason: 'a code: why not, sent when the lock cannot answer, not_confirmed when it did not',
    },
  },
})
