export {
  acceptEdgeEvents,
  readEdgeReceipt,
  type EdgeAcknowledgement,
  type EdgeBatch,
  type EdgeReceipt,
} from './accept-edge-events.ts'
export { appendEvents } from './append-events.ts'
export { installCatalogue } from './current-catalogue.ts'
export { prepareDrawers } from './drawers.ts'
export { eventTables } from './tables.ts'
