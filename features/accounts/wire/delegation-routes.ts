/** Routes of roles handed over for a while. */
import { defineRoute, humanText, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { PERMISSIONS } from '../core/index.ts'

const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organization') }),
  z.object({ kind: z.literal('site'), siteId: wireId('site') }),
])

const delegation = z
  .object({
    id: wireId('delegation'),
    accountId: wireId('account'),
    email: z.string(),
    giverId: wireId('account'),
    giverEmail: z.string(),
    roleId: wireId('role'),
    role: z.string(),
    /** Of a role the organization made for itself. */
    roleName: z.string().nullable(),
    permissions: z.array(z.string()),
    scope: z.union([scope, z.object({ kind: z.literal('own') })]),
    reason: z.string(),
    from: wireInstant,
    until: wireInstant,
    /** `without_effect`: its giver does not hold the role any more. */
    state: z.enum(['to_come', 'running', 'without_effect']),
  })
  .meta({ id: 'Delegation' })

const unique = (values: readonly string[]) => new Set(values).size === values.length
const managing = { tag: 'Accounts', permission: 'accounts.manage', rateLimit: 'write' } as const

export const delegationRoutes = {
  delegations: defineRoute({
    tag: 'Accounts',
    permission: 'accounts.read',
    rateLimit: 'read',
    method: 'GET',
    path: '/delegations',
    summary: 'Roles handed over for a while, running and to come',
    answer: z.object({ data: z.array(delegation) }),
  }),
  handOver: defineRoute({
    ...managing,
    method: 'POST',
    path: '/delegations',
    summary: 'Hand a role of yours, or a part of it, over to another account until an instant',
    body: z.strictObject({
      /** Of the caller. */
      assignmentId: wireId('roleAssignment'),
      accountId: wireId('account'),
      permissions: z.array(z.enum(PERMISSIONS)).min(1).refine(unique, 'name each permission once'),
      scope,
      from: wireInstant.optional(),
      until: wireInstant,
      reason: humanText(3, 200),
    }),
    answer: delegation,
    status: 201,
    problems: [
      'account_required',
      'not_found',
      'account_suspended',
      'hand_over_beyond_own',
      'hand_over_outlives',
      'hand_over_period',
      'hand_over_to_oneself',
    ],
  }),
  endHandOver: defineRoute({
    ...managing,
    method: 'DELETE',
    path: '/delegations/{id}',
    summary: 'End what was handed over, at once',
    params: z.object({ id: wireId('delegation') }),
    status: 204,
    problems: ['account_required', 'not_found', 'role_beyond_own'],
  }),
} as const
