/** Which state mark a fact wears, and the kinds a filter offers. A type nobody listed wears the plain mark. */
import { EVENT_KINDS } from '../../core/event-kinds.ts'
import type { Kind } from './kinds.ts'

/** In order, needs attention, danger, silent or off, on its way, no. */
type MarkKind = 'ok' | 'att' | 'bad' | 'off' | 'wait' | 'no'

const MARKS: Readonly<Record<string, MarkKind>> = {
  'door.refused': 'no',
  'door.forced': 'bad',
  'door.held_open': 'att',
  'door.against_rule': 'att',
  'door.unlock_failed': 'att',
  'door.unlock_unknown': 'att',
  'door.opening_asked': 'wait',
  'door.codes_blocked': 'att',
  'door.codes_release_asked': 'wait',
  'entrance.locked_down': 'att',
  'credential.suspended': 'wait',
  'credential.reported_lost': 'wait',
  'access.revoked': 'wait',
  'account.sign_in_failed': 'no',
  'account.locked_out': 'att',
  'log.altered': 'bad',
  'security.object_refused': 'no',
  'security.probing': 'att',
  'security.mass_reading': 'att',
  'security.export_refused': 'no',
  'security.measure_failed': 'bad',
  'device.announced': 'wait',
  'device.went_offline': 'off',
  'fire.detected': 'bad',
  'device.danger': 'bad',
  'device.tampered': 'bad',
  'device.failed': 'att',
  'device.jammed': 'att',
  'device.battery_low': 'att',
  'device.withdrawn': 'off',
  'device.taken_out': 'off',
  'device.wiped_by_hand': 'off',
  'device.heard_after_disposal': 'att',
  'device.payload_unknown': 'att',
  'device_config.asked': 'wait',
  'command.asked': 'wait',
  'command.contradicted': 'att',
  'edge.disconnected': 'off',
  'edge.snapshot_refused': 'att',
  'edge.records_lost': 'att',
  'edge.events_unrecorded': 'att',
  'edge.journal_failing': 'att',
  'edge.clock_untrusted': 'att',
  'edge.overloaded': 'att',
  'reader.unassigned': 'att',
  'access.suspended': 'wait',
  'edge.gap_detected': 'att',
  'edge.events_lost': 'att',
  'edge.sequence_reused': 'bad',
}

export const markOf = (type: string): MarkKind => MARKS[type] ?? 'ok'

/** What the list can be narrowed to, each with the facts it means. */
export const KINDS = EVENT_KINDS satisfies Readonly<Record<Kind, readonly string[]>>
