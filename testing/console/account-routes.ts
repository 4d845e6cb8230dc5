/** The answers about accounts: who is signed in, the roles, who holds and hands over which, and the keys of programs. */
import { BUILT_IN_ROLES, PERMISSIONS } from '@loge/features/accounts/core'
import { page, type Routes } from './people-routes.ts'
import { site, wireId } from './residence.ts'

const NIGHT_PORTER = { code: 'custom_1', permissions: ['doors.open'], scopes: ['site'] }

export const me = {
  organization: { id: wireId('org', 1), slug: 'tilleuls', name: 'Tilleuls' },
  account: {
    id: wireId('acc', 1),
    personId: wireId('per', 9),
    personName: 'Hélène Marchand',
    email: 'helene@example.fr',
    hasPassword: true,
    hasPasskey: false,
    confirmedUntil: new Date(0).toISOString(),
  },
  roles: ['manager'],
  grants: [
    'doors.open',
    'people.manage',
    'access.manage',
    'emergencies.order',
    'accounts.read',
    'accounts.manage',
    'places.read',
    'places.manage',
    'backups.run',
    'privacy.manage',
  ].map((permission) => ({
    permission,
    scope: { kind: 'organization' },
  })),
  standsInFor: [],
  sites: [{ id: site.id, name: site.name }],
}

const roles = [...BUILT_IN_ROLES, { ...NIGHT_PORTER, name: 'Night porter' }].map((role, index) => ({
  name: null,
  ...role,
  id: wireId('rol', index + 1),
  builtIn: role.code !== NIGHT_PORTER.code,
  version: 1,
  retiredAt: null,
}))

const account = {
  id: wireId('acc', 2),
  personId: wireId('per', 2),
  personName: 'Joaquim Pires',
  email: 'joaquim@example.fr',
  status: 'active',
  createdAt: new Date(0).toISOString(),
  lastSignedInAt: null,
  version: 1,
  roles: [
    {
      id: wireId('ras', 1),
      roleId: wireId('rol', 3),
      role: 'caretaker',
      roleName: null,
      scope: { kind: 'organization' },
      givenAt: new Date(0).toISOString(),
      until: '2030-12-31T23:00:00.000Z',
    },
  ],
}

const ownRole = {
  id: wireId('ras', 2),
  roleId: wireId('rol', 2),
  role: 'manager',
  roleName: null,
  scope: { kind: 'organization' },
  givenAt: new Date(0).toISOString(),
  until: null,
}

const delegation = {
  id: wireId('dlg', 1),
  accountId: wireId('acc', 2),
  email: account.email,
  giverId: wireId('acc', 1),
  giverEmail: 'helene@example.fr',
  roleId: wireId('rol', 2),
  role: 'manager',
  roleName: null,
  permissions: ['access.read', 'access.manage'],
  scope: { kind: 'organization' },
  reason: 'Autumn holidays',
  from: '2026-11-05T23:00:00.000Z',
  until: '2030-12-31T23:00:00.000Z',
  state: 'running',
}

const backups = {
  place: {
    folder: '/srv/backup',
    hour: 2,
    keep: 14,
    sealed: true,
    copies: [{ name: 'loge-2026-11-05.tar', bytes: 34_500_000, madeAt: '2026-11-05T02:00:09.000Z' }],
  },
  running: { startedAt: '2026-11-05T08:42:00.000Z', done: 31, total: 64 },
  made: {
    at: '2026-11-05T02:00:09.000Z',
    by: { kind: 'system', id: 'backup' },
    bytes: 34_500_000,
    verified: true,
  },
  failed: null,
  drilled: { at: '2026-09-01T08:00:00.000Z', by: { kind: 'account', id: null }, whole: true },
}

const apiKeys = ['Syndic', 'Old meter reader'].map((label, index) => ({
  id: wireId('key', index + 1),
  label,
  roleId: wireId('rol', 7),
  scope: { kind: 'organization' },
  createdAt: '2026-01-05T08:00:00.000Z',
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: index === 0 ? null : '2026-03-01T08:00:00.000Z',
}))

export const accountRoutes: Routes = [
  [
    /^\/sign-in\/methods$/,
    () => ({
      passkey: true,
      password: true,
      linkByEmail: true,
      organizationRequired: false,
      residence: { name: site.name, address: `${site.street}, ${site.city}` },
    }),
  ],
  [/^\/sign-in\/links\/consume$/, () => ({ accountId: wireId('acc', 1), next: 'setUp' })],
  [/^\/me$/, () => me],
  [/^\/me\/sessions$/, () => ({ data: [] })],
  [/^\/roles$/, () => ({ ...page(roles), permissions: PERMISSIONS })],
  [/^\/accounts$/, () => page([account])],
  [/^\/accounts\/\w+\/roles$/, () => account],
  [
    /^\/accounts\/\w+\/sign-in-links$/,
    () => ({
      url: 'http://localhost:8420/sign-in#link=once',
      expiresAt: new Date(Date.now() + 3 * 86_400_000).toISOString(),
      sentTo: null,
    }),
  ],
  [/^\/accounts\/\w+$/, () => ({ ...account, id: me.account.id, roles: [ownRole] })],
  [/^\/service$/, () => ({ since: null, share: 1, data: [] })],
  [/^\/installation$/, () => ({ mail: false, simulation: true, release: '0.1.0' })],
  [/^\/backups$/, () => backups],
  [/^\/delegations$/, () => ({ data: [delegation] })],
  [/^\/api-keys$/, () => page(apiKeys)],
]
