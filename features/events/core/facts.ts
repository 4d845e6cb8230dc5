/** What the log itself has to tell: an edge's numbering is evidence, so its holes are facts; so are its backups. */
import { defineFacts } from './fact.ts'

const firstAndLast = {
  firstSequence: 'the first number concerned',
  lastSequence: 'the last number concerned',
}

export const eventFacts = defineFacts({
  gapDetected: { type: 'edge.gap_detected', version: 1, retention: 'audit', payload: firstAndLast },
  gapClosed: { type: 'edge.gap_closed', version: 1, retention: 'audit', payload: firstAndLast },
  backupMade: {
    type: 'backup.made',
    version: 1,
    retention: 'audit',
    payload: {
      bytes: 'how large it is',
      events: 'how many events it holds',
      sealed: 'whether a passphrase opens it',
      verified: 'whether every part was read back and found whole',
    },
  },
  backupFailed: {
    type: 'backup.failed',
    version: 1,
    retention: 'audit',
    payload: { code: 'why, as a stable code' },
  },
  backupDrilled: {
    type: 'backup.drilled',
    version: 1,
    retention: 'audit',
    payload: { whole: 'whether everything was there after it was restored elsewhere' },
  },
  backupRestored: {
    type: 'backup.restored',
    version: 1,
    retention: 'audit',
    payload: { madeAt: 'the moment of the backup; what happened later came back only from the edges' },
  },
  exported: {
    type: 'log.exported',
    version: 1,
    retention: 'audit',
    payload: {
      format: 'csv or ndjson',
      filters: 'what it was narrowed to; the person it was about is its subject',
    },
  },
  altered: {
    type: 'log.altered',
    version: 1,
    retention: 'audit',
    payload: { block: 'the first block that is not as it was sealed', what: 'what is wrong, as a code' },
  },
  lookOpened: {
    type: 'look.opened',
    version: 1,
    retention: 'audit',
    payload: {
      lookId: 'the look; the words of the reason are in it',
      reason: 'a code: authorities, incident, lost_badge, asked_by_them or danger',
      from: 'the beginning of what was looked at',
      until: 'its end',
    },
    isLook: true,
  },
  lookEnded: {
    type: 'look.ended',
    version: 1,
    retention: 'audit',
    payload: { lookId: 'the look that its author ended before its hour was over' },
  },
  eventsLost: { type: 'edge.events_lost', version: 1, retention: 'audit', payload: firstAndLast },
})
