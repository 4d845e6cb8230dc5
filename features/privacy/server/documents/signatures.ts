/** Who learns of other people here, and when each of them signed to keep it secret. */
import { accountNames } from '@loge/features/accounts/server'
import { PERMISSIONS, readsOthers } from '@loge/features/accounts/core'
import { asId, type AccountId, type Instant, instant, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'

export interface Signature {
  readonly accountId: AccountId
  readonly personName: string
  /** The first time; null: not yet. */
  readonly signedAt: Instant | null
}

const READING = PERMISSIONS.filter(readsOthers)

/** Whoever holds such a right for more than their own, by a role or standing in for somebody. */
const findStaff = async (transaction: Transaction, organizationId: OrganizationId, at: Date) => {
  const { rows } = await sql<{ id: AccountId; signed: Date | null }>`
    with staff as (
      select a.account_id as id from role_assignment a
      join role r on r.organization_id = a.organization_id and r.id = a.role_id
      where a.organization_id = ${organizationId} and a.scope <> 'own' and r.permissions && ${READING}::text[]
        and a.given_at <= ${at} and (a.ended_at is null or a.ended_at > ${at})
        and (a.expires_at is null or a.expires_at > ${at})
      union
      select d.account_id from delegation d
      where d.organization_id = ${organizationId} and d.ended_at is null and d.starts_at <= ${at} and d.ends_at > ${at}
        and d.permissions && ${READING}::text[])
    select staff.id, min(said.answered_at) as signed from staff
    join account on account.organization_id = ${organizationId} and account.id = staff.id
    left join document_answer said on said.organization_id = ${organizationId} and said.account_id = staff.id
      and said.document = 'confidentiality' and said.how = 'accepted'
    group by staff.id`.execute(transaction)
  return rows
}

/** Whoever has not signed comes first. */
export const listSignatures = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  now: Instant,
): Promise<readonly Signature[]> => {
  const staff = await findStaff(transaction, organizationId, new Date(now))
  const ids = staff.map(({ id }) => asId('account', id))
  const names = await accountNames(transaction, organizationId, ids)
  return staff
    .map(({ id, signed }) => ({
      accountId: asId('account', id),
      personName: names.get(id) ?? '',
      signedAt: signed === null ? null : instant(new Date(signed).getTime()),
    }))
    .toSorted(
      (one, other) =>
        (one.signedAt ?? 0) - (other.signedAt ?? 0) || (one.personName < other.personName ? -1 : 1),
    )
}
