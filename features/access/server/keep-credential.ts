/** Creates credentials and changes their status. A secret leaves this file once, in the answer of its creation. */
import { findPlace } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import { newId, type CredentialId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  accessFacts,
  type CredentialKind,
  digestInput,
  labelOf,
  lookAlikeInput,
  makeCode,
  makePin,
  normaliseValue,
  pinWeakness,
} from '../core/index.ts'
import type { CredentialInput } from '../wire.ts'
import { loadCredentials, type StoredCredential } from './credential-store.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { freeValues } from './free-values.ts'
import { requirePeriod, requirePerson } from './grant-access.ts'
import { notFound } from './keep-entrance.ts'
import { refuseLookAlike } from './look-alikes.ts'
import { record } from './record.ts'
import { settleGiven, settleTaken } from './settle-badges.ts'
import { raiseSnapshotVersion, siteDigest } from './snapshot-version.ts'
import { nameSubjects } from './subjects.ts'
import type { AccessTables } from './tables.ts'

export interface CreatedCredential extends StoredCredential {
  readonly secret: string | null
}

const MADE_HERE: readonly CredentialKind[] = ['pin', 'qr', 'mobileKey']
/** Codes that happen to be taken are made again; more often than this is not chance. */
const MOST_TRIES = 20

/** The value somebody gave, in its one spelling; a chosen code must not be a weak one. */
const acceptValue = (kind: CredentialKind, given: string): string => {
  if (kind === 'qr' || kind === 'mobileKey') {
    throw new Problem(422, 'credential_value_not_chosen', 'The house makes these codes. Leave the value out.')
  }
  const value = normaliseValue(kind, given)
  if (!value.ok)
    throw new Problem(
      422,
      'credential_value_invalid',
      'This is not a value of this kind. Check it and type it again.',
    )
  if (kind === 'pin' && pinWeakness(value.value) !== null) {
    throw new Problem(
      422,
      'pin_weak',
      'This code is easy to guess. Use six digits or more, without a date, a series or a pattern.',
    )
  }
  return value.value
}

const makeValue = (kind: CredentialKind, deps: AccessDeps): string => {
  if (kind === 'pin') return makePin((length) => deps.world.bytes(length))
  if (kind === 'qr' || kind === 'mobileKey') return makeCode((length) => deps.world.bytes(length))
  throw new Problem(422, 'credential_value_required', 'Type the number of the card or plate.')
}

const valueTaken = (): Problem =>
  new Problem(409, 'credential_value_taken', 'This value cannot be used here. Use another one.')

/** Chooses the value and its digest; a made code is never one that is in use. */
const chooseValue = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  input: CredentialInput,
) => {
  const { siteId, kind } = input
  const digestOf = await siteDigest(transaction, deps, asker.organizationId, siteId)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const value = input.value === undefined ? makeValue(kind, deps) : acceptValue(kind, input.value)
    const digest = digestOf(digestInput(kind, value))
    const now = deps.world.now()
    if (input.value !== undefined)
      await freeValues(transaction, { siteId, now }, { digestOf, digests: [digest] })
    const taken = await transaction
      .$extendTables<AccessTables>()
      .selectFrom('credential_secret')
      .select('credential_id')
      .where('site_id', '=', siteId)
      .where('digest', '=', digest)
      .executeTakeFirst()
    if (taken === undefined) {
      const alike = lookAlikeInput(kind, value)
      const lookAlike = alike === undefined ? null : digestOf(alike)
      if (lookAlike !== null) await refuseLookAlike(transaction, { siteId, now }, lookAlike)
      return { value, digest, lookAlike }
    }
    if (input.value !== undefined) break
  }
  throw valueTaken()
}

export const readCredential = async (
  transaction: Transaction,
  id: CredentialId,
): Promise<StoredCredential> => {
  const [credential] = await loadCredentials(transaction, { ids: [id] })
  if (credential === undefined) throw notFound()
  return credential
}

export const setStatus = async (
  transaction: Transaction,
  { world }: Pick<AccessDeps, 'world'>,
  asker: Asker,
  { id, status }: Pick<StoredCredential, 'id' | 'status'>,
): Promise<void> => {
  const from = new Date(world.now())
  await sql`update credential_status set valid_until = greatest(valid_from, ${from}) where credential_id = ${id} and valid_until is null`.execute(
    transaction,
  )
  // A status that held for no time at all never held.
  await sql`
    insert into credential_status (organization_id, credential_id, status, valid_from, valid_until)
    values (${asker.organizationId}, ${id}, ${status}, ${from}, null)
    on conflict (organization_id, credential_id, valid_from) do update set status = excluded.status, valid_until = null`.execute(
    transaction,
  )
}

const addCredential = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  input: CredentialInput,
): Promise<CreatedCredential> => {
  const { organizationId } = asker
  const { siteId, personId, kind, validUntil } = input
  const now = deps.world.now()
  const validFrom = input.validFrom ?? now
  requirePeriod(validFrom, validUntil)
  if ((await findPlace(transaction, 'site', siteId)) === undefined) throw notFound()
  await requirePerson(transaction, personId)
  const { value, digest, lookAlike } = await chooseValue(transaction, deps, asker, input)
  const id = newId(deps.world, 'credential')
  const tables = transaction.$extendTables<AccessTables>()
  await tables
    .insertInto('credential')
    .values({
      organization_id: organizationId,
      id,
      site_id: siteId,
      person_id: personId,
      kind,
      label: labelOf(kind, value, input.label),
      valid_from: new Date(validFrom),
      valid_until: validUntil === null ? null : new Date(validUntil),
      created_at: new Date(now),
    })
    .execute()
  const kept = await tables
    .insertInto('credential_secret')
    .values({
      organization_id: organizationId,
      credential_id: id,
      site_id: siteId,
      digest,
      look_alike: lookAlike,
    })
    // Somebody who takes the same value at this moment was not to be seen when it was chosen.
    .onConflict((conflict) => conflict.columns(['organization_id', 'site_id', 'digest']).doNothing())
    .executeTakeFirst()
  if (kept.numInsertedOrUpdatedRows === 0n) throw valueTaken()
  await setStatus(transaction, deps, asker, { id, status: 'active' })
  await nameSubjects(transaction, deps, { organizationId, siteId }, [personId])
  await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
  const payload = { credentialId: id, kind }
  await record(transaction, deps, asker, { fact: accessFacts.credentialCreated, siteId, personId, payload })
  return { ...(await readCredential(transaction, id)), secret: MADE_HERE.includes(kind) ? value : null }
}

export const createCredential = (
  deps: AccessDeps,
  asker: Asker,
  input: CredentialInput,
): Promise<CreatedCredential> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const created = await addCredential(transaction, deps, asker, input)
    await settleGiven(transaction, deps, asker, created)
    await settleTaken(transaction, deps, asker, created)
    return created
  })

const FACT_OF = {
  active: accessFacts.credentialReactivated,
  suspended: accessFacts.credentialSuspended,
  lost: accessFacts.credentialLost,
} as const

const alreadyLost = () =>
  new Problem(409, 'credential_lost', 'This credential was reported lost. Create a new one.')

export const readForChange = async (
  transaction: Transaction,
  id: CredentialId,
): Promise<StoredCredential> => {
  await sql`select id from credential where id = ${id} for update`.execute(transaction)
  return readCredential(transaction, id)
}

export const applyStatus = async (
  transaction: Transaction,
  deps: Pick<AccessDeps, 'world'>,
  asker: Asker,
  { id, status }: Pick<StoredCredential, 'id' | 'status'>,
): Promise<StoredCredential> => {
  const current = await readForChange(transaction, id)
  if (current.status === status) return current
  if (current.status === 'lost') throw alreadyLost()
  await setStatus(transaction, deps, asker, { id, status })
  const { siteId, personId, kind } = current
  await raiseSnapshotVersion(transaction, deps, asker.organizationId, siteId)
  await record(transaction, deps, asker, {
    fact: FACT_OF[status],
    siteId,
    personId,
    payload: { credentialId: id, kind },
  })
  return readCredential(transaction, id)
}

/** A lost credential stays lost but for `reportFound` (`find-again.ts`): whoever found it must not have it back. */
export const changeCredentialStatus = (
  deps: AccessDeps,
  asker: Asker,
  change: Pick<StoredCredential, 'id' | 'status'>,
): Promise<StoredCredential> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const changed = await applyStatus(transaction, deps, asker, change)
    await settleTaken(transaction, deps, asker, changed)
    return changed
  })

/** What somebody was given of its kind since it was lost. */
export const replacementsOf = async (
  transaction: Transaction,
  { siteId, personId, kind, statusSince }: StoredCredential,
): Promise<readonly StoredCredential[]> =>
  (await loadCredentials(transaction, { siteIds: [siteId], personId })).filter(
    (one) => one.kind === kind && one.status !== 'lost' && one.createdAt >= statusSince,
  )

/** The lost one opens nothing and the new one opens, or neither changes: nobody is left with two or with none. */
export const replaceCredential = (
  deps: AccessDeps,
  asker: Asker,
  { id, value, label }: Pick<CredentialInput, 'value' | 'label'> & { readonly id: CredentialId },
): Promise<CreatedCredential> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const lost = await readForChange(transaction, id)
    // A second press must not make a second badge.
    if (lost.status === 'lost' && (await replacementsOf(transaction, lost)).length > 0) throw alreadyLost()
    await applyStatus(transaction, deps, asker, { id, status: 'lost' })
    const { siteId, personId, kind, validUntil } = lost
    const created = await addCredential(transaction, deps, asker, {
      siteId,
      personId,
      kind,
      validUntil,
      value,
      label,
    })
    await settleGiven(transaction, deps, asker, created)
    await settleTaken(transaction, deps, asker, created)
    return created
  })
