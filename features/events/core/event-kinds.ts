/** The kinds of event the log can be narrowed to, each with the facts it means: one answer for pages and reports. */
export const EVENT_KINDS = {
  opened: ['door.opened', 'door.unlocked_by_command', 'door.exit_pressed'],
  refused: ['door.refused'],
  forced: ['door.forced', 'door.held_open', 'door.against_rule'],
  equipment: [
    'fire.detected',
    'fire.cleared',
    'device.danger',
    'device.failed',
    'device.tampered',
    'device.jammed',
    'device.battery_low',
    'device.went_offline',
    'device.recovered',
    'device.came_online',
  ],
  rung: ['device.rang'],
} as const

export type EventKind = keyof typeof EVENT_KINDS
