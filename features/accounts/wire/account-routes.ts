/** Routes for those who run the organization: accounts, roles, API keys. */
import { defineRoute, humanText, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { PERMISSIONS } from '../core/index.ts'

const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organization') }),
  z.object({ kind: z.literal('site'), siteId: wireId('site') }),
  z.object({ kind: z.literal('own') }),
])

const roleGiven = z.object({
  roleId: wireId('role'),
  scope,
  /** When it ends by itself. */
  until: wireInstant.nullable().default(null),
})

const account = z
  .object({
    id: wireId('account'),
    personId: wireId('person'),
    personName: z.string(),
    email: z.string(),
    status: z.enum(['active', 'suspended']),
    suspension: z.object({ at: wireInstant, article: z.string(), reason: z.string() }).nullable(),
    createdAt: wireInstant,
    lastSignedInAt: wireInstant.nullable(),
    /** For `If-Match`. */
    version: z.number().int(),
    roles: z.array(
      z.object({
        id: wireId('roleAssignment'),
        roleId: wireId('role'),
        role: z.string(),
        /** Of a role the organization made for itself. */
        roleName: z.string().nullable(),
        scope,
        givenAt: wireInstant,
        until: wireInstant.nullable(),
      }),
    ),
  })
  .meta({ id: 'Account' })

const apiKey = z
  .object({
    id: wireId('apiKey'),
    label: z.string(),
    roleId: wireId('role'),
    scope,
    createdAt: wireInstant,
    expiresAt: wireInstant.nullable(),
    lastUsedAt: wireInstant.nullable(),
    revokedAt: wireInstant.nullable(),
  })
  .meta({ id: 'ApiKey' })

const scopeKind = z.enum(['organization', 'site', 'own'])

const role = z
  .object({
    id: wireId('role'),
    code: z.string(),
    /** Null for a built-in role, whose name is in the texts of the product. */
    name: z.string().nullable(),
    builtIn: z.boolean(),
    permissions: z.array(z.string()),
    scopes: z.array(scopeKind),
    version: z.number().int(),
    retiredAt: wireInstant.nullable(),
  })
  .meta({ id: 'Role' })

const unique = (values: readonly string[]) => new Set(values).size === values.length
const roleContent = z.strictObject({
  name: humanText(1, 100),
  permissions: z.array(z.enum(PERMISSIONS)).min(1).refine(unique, 'name each permission once'),
  scopes: z.array(scopeKind).min(1).refine(unique, 'name each scope once'),
})

const email = z.email().max(254)
const byId = z.object({ id: wireId('account') })
const reading = { tag: 'Accounts', permission: 'accounts.read', rateLimit: 'read' } as const
const managing = { tag: 'Accounts', permission: 'accounts.manage', rateLimit: 'write' } as const
const oneRole = z.object({ id: wireId('role') })
const stale = 'confirmation_required'
const beyond = 'role_beyond_own'

const accountFilters = {
  personId: wireId('person').optional(),
  status: account.shape.status.optional(),
}

export const accountRoutes = {
  accounts: defineRoute({
    ...reading,
    method: 'GET',
    path: '/accounts',
    summary: 'List accounts',
    query: z.object({ ...pageQuery, ...accountFilters }),
    answer: pageOf(account),
    problems: ['cursor_invalid'],
  }),
  searchAccounts: defineRoute({
    ...reading,
    method: 'POST',
    asks: true,
    path: '/accounts/search',
    summary: 'Look for accounts by a part of a name or of an e-mail address',
    body: z.strictObject({ ...pageQuery, ...accountFilters, q: humanText(1, 100) }),
    answer: pageOf(account),
    problems: ['cursor_invalid'],
  }),
  account: defineRoute({
    ...reading,
    method: 'GET',
    path: '/accounts/{id}',
    summary: 'One account',
    params: byId,
    answer: account,
    problems: ['not_found'],
  }),
  createAccount: defineRoute({
    ...managing,
    method: 'POST',
    path: '/accounts',
    summary: 'Give a person an account',
    body: z
      .object({
        personId: wireId('person').optional(),
        /** Instead of `personId`: somebody the residence does not know yet. */
        newPerson: z.object({ givenName: humanText(1, 100), familyName: humanText(1, 100) }).optional(),
        email,
        roles: z.array(roleGiven).max(20),
      })
      .refine(
        ({ personId, newPerson }) => (personId === undefined) !== (newPerson === undefined),
        'name a person, or a new one',
      ),
    answer: account,
    status: 201,
    problems: [
      'account_exists',
      'person_unknown',
      'role_unknown',
      'role_scope_not_allowed',
      'roles_conflict',
      beyond,
    ],
  }),
  changeAccount: defineRoute({
    ...managing,
    method: 'PATCH',
    path: '/accounts/{id}',
    summary: 'Change the e-mail address, suspend or resume',
    params: byId,
    body: z
      .object({
        email: email.optional(),
        status: account.shape.status.optional(),
        /** Of the terms that were broken, and what happened. */
        suspension: z.strictObject({ article: humanText(1, 80), reason: humanText(3, 1_000) }).optional(),
      })
      .refine(
        ({ status, suspension }) => (status === 'suspended') === (suspension !== undefined),
        'a suspension, and nothing else, names the article and the reason',
      ),
    answer: account,
    ifMatch: true,
    problems: ['not_found', 'account_exists', 'last_administrator', beyond],
  }),
  giveRole: defineRoute({
    ...managing,
    method: 'POST',
    path: '/accounts/{id}/roles',
    summary: 'Give a role',
    params: byId,
    body: roleGiven,
    answer: account,
    status: 201,
    problems: [
      'not_found',
      'role_unknown',
      'role_scope_not_allowed',
      'role_already_held',
      'roles_conflict',
      'expiry_in_past',
      beyond,
    ],
  }),
  takeRole: defineRoute({
    ...managing,
    method: 'DELETE',
    path: '/accounts/{id}/roles/{assignmentId}',
    summary: 'Take a role back',
    params: z.object({ id: wireId('account'), assignmentId: wireId('roleAssignment') }),
    answer: account,
    problems: ['not_found', 'last_administrator', beyond],
  }),
  issueLink: defineRoute({
    ...managing,
    method: 'POST',
    path: '/accounts/{id}/sign-in-links',
    repeat: 'refused',
    summary:
      'Make a one-time sign-in link to hand over; shown once, and sent by e-mail where e-mail is set up. Links made before it stop working',
    params: byId,
    answer: z.object({
      url: z.string(),
      expiresAt: wireInstant,
      /** Null where it was not sent by e-mail. */
      sentTo: z.string().nullable(),
    }),
    status: 201,
    problems: [stale, 'not_found', 'account_suspended', beyond],
  }),
  signOutAccount: defineRoute({
    ...managing,
    method: 'DELETE',
    path: '/accounts/{id}/sessions',
    summary: 'Sign somebody out on every device',
    params: byId,
    status: 204,
    problems: ['not_found', beyond],
  }),
  roles: defineRoute({
    ...reading,
    method: 'GET',
    path: '/roles',
    summary: 'Roles and what each may do, and every permission there is',
    query: z.object(pageQuery),
    answer: pageOf(role).extend({ permissions: z.array(z.string()) }),
    problems: ['cursor_invalid'],
  }),
  role: defineRoute({
    ...reading,
    method: 'GET',
    path: '/roles/{id}',
    summary: 'One role',
    params: oneRole,
    answer: role,
    problems: ['not_found'],
  }),
  createRole: defineRoute({
    ...managing,
    method: 'POST',
    path: '/roles',
    summary: 'Make a role of your own; it has no permission that you do not hold over the whole organization',
    body: roleContent,
    answer: role,
    status: 201,
    problems: [beyond, 'role_permission_not_own'],
  }),
  changeRole: defineRoute({
    ...managing,
    method: 'PATCH',
    path: '/roles/{id}',
    summary: 'Change a role of your own; whoever holds it has what it says from their next request on',
    params: oneRole,
    body: roleContent
      .partial()
      .refine((changes) => Object.keys(changes).length > 0, 'name at least one field'),
    answer: role,
    ifMatch: true,
    problems: ['not_found', beyond, 'role_permission_not_own', 'role_built_in', 'role_retired'],
  }),
  retireRole: defineRoute({
    ...managing,
    method: 'DELETE',
    path: '/roles/{id}',
    summary: 'Retire a role of your own that nobody holds',
    params: oneRole,
    status: 204,
    ifMatch: true,
    problems: ['not_found', beyond, 'role_in_use', 'role_built_in', 'role_retired'],
  }),
  apiKeys: defineRoute({
    ...reading,
    method: 'GET',
    path: '/api-keys',
    summary: 'List API keys',
    query: z.object(pageQuery),
    answer: pageOf(apiKey),
    problems: ['cursor_invalid'],
  }),
  createApiKey: defineRoute({
    ...managing,
    method: 'POST',
    path: '/api-keys',
    repeat: 'refused',
    summary: 'Make an API key; its secret is shown once',
    body: z.object({
      roleId: wireId('role'),
      scope,
      label: humanText(1, 100),
      expiresAt: wireInstant.nullable(),
    }),
    answer: apiKey.extend({ secret: z.string() }).meta({ id: 'NewApiKey' }),
    status: 201,
    problems: [stale, 'role_unknown', 'role_scope_not_allowed', beyond, 'expiry_in_past'],
  }),
  revokeApiKey: defineRoute({
    ...managing,
    method: 'DELETE',
    path: '/api-keys/{id}',
    summary: 'Revoke an API key',
    params: z.object({ id: wireId('apiKey') }),
    problems: ['not_found'],
  }),
} as const
