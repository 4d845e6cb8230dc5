/** The door of the edge, for the launcher, the simulation and the benches. */
export { ClockTrust, type KnownTime } from './clock-trust.ts'
export { DoorLoop } from './door-loop.ts'
export type { DoorPorts, Recorder } from './doors/ports.ts'
export type { Driver, DriverReport, Order, OrderOutcome } from './drivers/driver.ts'
export {
  Journal,
  JOURNAL_LIMITS,
  openJournal,
  type JournalLimits,
  type JournalState,
} from './journal/journal.ts'
export { SnapshotStore, type SnapshotProgress } from './snapshot-store.ts'
export { startEdge, type Edge, type EdgePorts } from './edge.ts'
export { StateBoard } from './uplink/state-board.ts'
export type { Line, LineEvents, Transport } from './uplink/transport.ts'
export type { EdgeIdentity } from './uplink/uplink.ts'
export { runEdge, type EdgeConfig, type RunningEdge } from './run-edge.ts'
export { readEdgeSettings, SettingFault, type EdgeSettings } from './settings.ts'
