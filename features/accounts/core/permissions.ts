/** Every permission there is. A route asks for one; a role is a list of them; what is not listed is refused. */
import type { ActivityId } from '@loge/kernel'

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
  'support.use',
  'relations.read',
  'relations.manage',
  'customers.manage',
  'prospects.manage',
  'shows.manage',
  'applications.manage',
] as const

export type Permission = (typeof PERMISSIONS)[number]

const known: ReadonlySet<string> = new Set(PERMISSIONS)

export const isPermission = (text: string): text is Permission => known.has(text)

/** Used at a door, where nobody learns anything of anybody and everybody may be in a hurry. */
const AT_THE_DOOR: ReadonlySet<string> = new Set(['doors.open', 'equipment.operate', 'emergencies.order'])

/** Whether whoever holds it for more than their own learns of other people. */
export const readsOthers = (permission: string): boolean =>
  isPermission(permission) && SERVES[permission].length > 0 && !AT_THE_DOOR.has(permission)

/** What reading and changing under a permission is for: none where nothing is about a person. */
export const SERVES: Readonly<Record<Permission, readonly ActivityId[]>> = {
  'places.read': [],
  'places.manage': [],
  'people.read': ['residence_management', 'staff_management', 'outside_contacts', 'recruitment'],
  'people.manage': ['residence_management', 'staff_management', 'outside_contacts', 'recruitment'],
  'accounts.read': ['account_security'],
  'accounts.manage': ['account_security'],
  'schedules.read': [],
  'schedules.manage': [],
  'equipment.read': ['equipment_maintenance'],
  'equipment.manage': ['equipment_maintenance'],
  'equipment.operate': ['equipment_maintenance'],
  'edges.enrol': [],
  'doors.open': ['access_control'],
  'access.read': ['access_control'],
  'access.manage': ['access_control'],
  'emergencies.order': ['access_control'],
  'events.read': ['access_journal', 'staff_accountability'],
  'register.read': [],
  'register.manage': [],
  'backups.run': [],
  'privacy.manage': ['rights_requests'],
  'privacy.receive': ['rights_requests'],
  'support.use': ['support'],
  'relations.read': ['contact_requests', 'newsletter'],
  'relations.manage': ['contact_requests', 'newsletter'],
  'customers.manage': ['customer_records', 'client_contacts'],
  'prospects.manage': ['prospect_records', 'organiser_records'],
  'shows.manage': ['show_records'],
  'applications.manage': ['recruitment', 'talent_pool'],
}
