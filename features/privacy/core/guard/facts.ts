/** What the log says of callers who reach for more than is theirs; and of what somebody has to be told at once. */
import { defineFacts } from '@loge/features/events/core'

const security = <const Name extends string>(name: Name, payload: Readonly<Record<string, string>>) =>
  ({ type: `security.${name}`, version: 1, retention: 'audit', payload }) as const

export const securityFacts = defineFacts({
  objectRefused: security('object_refused', {
    route: 'what was asked, as a pattern without ids',
    code: 'how it was refused',
  }),
  probing: security('probing', { refusals: 'how many there were within a quarter of an hour' }),
  massReading: security('mass_reading', {
    people: 'how many people were read',
    minutes: 'within how many minutes',
  }),
  exportRefused: security('export_refused', { route: 'what was asked, as a pattern without ids' }),
  uploadRefused: {
    type: 'upload.refused',
    version: 1,
    retention: 'audit',
    payload: { what: 'what the file was to be', fault: 'why, as a code' },
  },
  measureFailed: security('measure_failed', {
    measure: 'id of the register',
    outcome: 'what does not hold',
    found: 'how many of what was looked at do not hold',
  }),
})

/** Whoever answers for privacy gets a letter about each; that a use is outside the register, among them. */
export const ALERTING = [
  'privacy.use_refused',
  'account.locked_out',
  'log.altered',
  'security.probing',
  'security.mass_reading',
  'security.export_refused',
  'security.measure_failed',
] as const
export type AlertingType = (typeof ALERTING)[number]

/** More people than this within such a time is no everyday work. */
export const READING = { people: 200, withinMs: 600_000 } as const
/** So many refusals within such a time are somebody trying doors. */
export const PROBING = { refusals: 10, withinMs: 900_000 } as const
