/** Roles are data, copied into each organization; these are the ones it starts with. */
import { PERMISSIONS, type Permission } from './permissions.ts'

export const ROLE_CODES = [
  'administrator',
  'manager',
  'caretaker',
  'technician',
  'dpo',
  'commercial',
  'recruiter',
  'resident',
  'integrator',
] as const
export type RoleCode = (typeof ROLE_CODES)[number]

/** Where a role may be given: for the whole organization, for one site, or over what is the person's own. */
export type ScopeKind = 'organization' | 'site' | 'own'

export interface RoleDefinition {
  readonly code: RoleCode
  readonly permissions: readonly Permission[]
  readonly scopes: readonly ScopeKind[]
}

/** Whoever watches over the data answers to nobody for running the house: one account is never both (GDPR art. 38(6)). */
const APART: Readonly<Partial<Record<string, RoleCode>>> = { administrator: 'dpo', dpo: 'administrator' }

/** Whether an account that holds these roles may hold this one too. */
export const goesWith = (code: string, held: readonly string[]): boolean => {
  const other = APART[code]
  return other === undefined || !held.includes(other)
}

export const BUILT_IN_ROLES: readonly RoleDefinition[] = [
  {
    code: 'administrator',
    // Names the recruiters, and is none by that.
    permissions: PERMISSIONS.filter((permission) => permission !== 'applications.manage'),
    scopes: ['organization'],
  },
  {
    // Runs the residence. An edge receives what every code can be worked out from, so who joins one to a site could open
    // its doors: that stays with whoever answers for the installation.
    code: 'manager',
    permissions: PERMISSIONS.filter(
      (permission) =>
        ![
          'edges.enrol',
          'register.manage',
          'privacy.manage',
          'privacy.receive',
          'support.use',
          // Files of candidates are for whoever recruits, and for nobody by the way.
          'applications.manage',
          // Files of customers and prospects are for whoever sells.
          'customers.manage',
          'prospects.manage',
          'shows.manage',
        ].includes(permission),
    ),
    scopes: ['organization', 'site'],
  },
  {
    code: 'caretaker',
    permissions: [
      'places.read',
      'people.read',
      'schedules.read',
      'equipment.read',
      'equipment.operate',
      'doors.open',
      'access.read',
      // Whoever is there first orders it; ending it is for a manager.
      'emergencies.order',
      'events.read',
    ],
    scopes: ['site', 'organization'],
  },
  {
    // Diagnoses equipment; learns no names and opens no door.
    code: 'technician',
    permissions: ['places.read', 'equipment.read', 'equipment.manage'],
    scopes: ['site', 'organization'],
  },
  {
    code: 'dpo',
    permissions: [
      'places.read',
      'people.read',
      'accounts.read',
      'schedules.read',
      'equipment.read',
      'access.read',
      'events.read',
      'register.read',
      'register.manage',
      'privacy.manage',
      'support.use',
      'relations.read',
    ],
    scopes: ['organization'],
  },
  {
    code: 'commercial',
    permissions: [
      'customers.manage',
      'prospects.manage',
      'shows.manage',
      'relations.read',
      'relations.manage',
    ],
    scopes: ['organization'],
  },
  {
    code: 'recruiter',
    permissions: ['applications.manage', 'shows.manage', 'relations.read', 'relations.manage'],
    scopes: ['organization'],
  },
  {
    code: 'resident',
    permissions: ['places.read', 'people.read', 'equipment.read', 'doors.open', 'access.read', 'events.read'],
    scopes: ['own'],
  },
  {
    code: 'integrator',
    permissions: ['places.read', 'schedules.read', 'equipment.read', 'access.read', 'events.read'],
    scopes: ['organization', 'site'],
  },
]
