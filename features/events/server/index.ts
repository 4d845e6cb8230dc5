export {
  acceptEdgeEvents,
  readEdgeReceipt,
  type EdgeAcknowledgement,
  type EdgeBatch,
  type EdgeReceipt,
} from './accept-edge-events.ts'
export { mayReadAccounts, mayReadPeople, maySeeWho } from './answer.ts'
export { appendEvents } from './append-events.ts'
export { installCatalogue } from './current-catalogue.ts'
export { prepareDrawers } from './drawers.ts'
export { exportLog, type ExportLogDeps } from './export-route.ts'
export type { NamesOf } from './export-events.ts'
export type { WordsOf } from './export-lines.ts'
export { EventHub, type Subscription } from './event-hub.ts'
export { forgetOldLooks } from './looks/forget-looks.ts'
export { forgetPersonInEvents } from './forget-person.ts'
export {
  countEvents,
  findEvent,
  findEventByNumber,
  listEvents,
  readCommitted,
  readHead,
  storedEventOf,
} from './read-events.ts'
export { eventEndpoints, type EventEndpointDeps } from './routes.ts'
export { eventRestoreRule } from './restore-rule.ts'
export { readerOf } from './question.ts'
export { sealBlocks } from './seal-blocks.ts'
export { createStreamFrom } from './stream-from.ts'
export { eventTables } from './tables.ts'
export { checkLog, verifyLog, type Anchor, type LogVerification } from './verify-log.ts'
