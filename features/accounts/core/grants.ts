/** From the roles somebody holds to the permissions they have, and what they may pass on. */
import type { SiteId } from '@loge/kernel'
import { isPermission } from './permissions.ts'

export type Scope =
  | { readonly kind: 'organization' }
  | { readonly kind: 'site'; readonly siteId: SiteId }
  | { readonly kind: 'own' }

export interface Grant {
  readonly permission: string
  readonly scope: Scope
}

export interface HeldRole {
  readonly permissions: readonly string[]
  readonly scope: Scope
}

/** A permission a role still names but no feature knows any more grants nothing. */
export const grantsOf = (held: readonly HeldRole[]): Grant[] =>
  held.flatMap(({ permissions, scope }) =>
    permissions.filter(isPermission).map((permission) => ({ permission, scope })),
  )

/** With ids of any form, as long as both have the same: a screen knows those of the wire. */
type AnyScope = Exclude<Scope, { readonly kind: 'site' }> | { readonly kind: 'site'; readonly siteId: string }
type AnyGrant = Pick<Grant, 'permission'> & { readonly scope: AnyScope }

/** Whether what holds over `own` holds over `wanted`. */
export const covers = (own: AnyScope, wanted: AnyScope): boolean => {
  if (own.kind === 'organization') return true
  if (own.kind === 'site')
    return wanted.kind === 'own' || (wanted.kind === 'site' && wanted.siteId === own.siteId)
  return wanted.kind === 'own'
}

/** Nobody has it by the way: it is given by whoever holds all of these everywhere, who need not have it themselves. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  'applications.manage': ['accounts.manage', 'register.manage'],
}

const holds = (own: readonly AnyGrant[], permission: string, scope: AnyScope): boolean =>
  own.some((grant) => grant.permission === permission && covers(grant.scope, scope))

/** Nobody gives what they do not have: else a manager of one site could make themselves administrator. */
export const mayPassOn = (own: readonly AnyGrant[], wanted: readonly AnyGrant[]): boolean =>
  wanted.every(
    ({ permission, scope }) =>
      holds(own, permission, scope) ||
      (NAMED_BY[permission]?.every((one) => holds(own, one, { kind: 'organization' })) ?? false),
  )
