/** Every permission there is. A route asks for one; a role is a list of them; what is not listed is refused. */

export const PERMISSIONS = [
  'places.read',
  'places.manage',
  'people.read',
  'people.manage',
  'accounts.read',
  'accounts.manage',
  'schedules.read',
  'schedules.manage',
  'equipment.read',
  'equipment.manage',
  'equipment.operate',
  'edges.enrol',
  'doors.open',
  'access.read',
  'access.manage',
  'emergencies.order',
  'events.read',
  'register.read',
  'register.manage',
  'backups.run',
  'privacy.manage',
  'privacy.receive',
] as const

export type Permission = (typeof PERMISSIONS)[number]

const known: ReadonlySet<string> = new Set(PERMISSIONS)

export const isPermission = (text: string): text is Permission => known.has(text)
