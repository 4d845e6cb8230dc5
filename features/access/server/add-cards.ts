/**
 * Adds many cards of one site at once: for imports, in few statements. Once all are in, the caller names their holders
 * (`nameSubjects`) and raises the version of the snapshot: once, not for each.
 */
import { appendEvents } from '@loge/features/events/server'
import { Problem } from '@loge/http'
import { newId, type CredentialId, type Instant, type MoveId, type PersonId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts, digestInput, labelOf } from '../core/index.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { endedForGood, freeValues } from './free-values.ts'
import { settleManyGiven } from './settle-badges.ts'
import { siteDigest } from './snapshot-version.ts'
import type { AccessTables } from './tables.ts'

export interface NewCard {
  readonly id: CredentialId
  readonly personId: PersonId
  /** As `normaliseValue` writes it. */
  readonly value: string
  readonly validFrom: Instant | null
  readonly validUntil: Instant | null
}

type SiteOf = Pick<Asker, 'organizationId'> & { readonly siteId: SiteId }

const digestsOf = (
  digestOf: (text: string) => string,
  values: readonly string[],
): ReadonlyMap<string, string> =>
  new Map(values.map((value) => [value, digestOf(digestInput('card', value))]))

export interface CardHolder {
  readonly personId: PersonId
  /** For good: the card may be given to anybody. */
  readonly ended: boolean
}

/** Whose each of these cards is at the site, or was last; a card nobody has is left out. */
export const findCardHolders = async (
  transaction: Transaction,
  deps: AccessDeps,
  site: SiteOf,
  values: readonly string[],
): Promise<ReadonlyMap<string, CardHolder>> => {
  if (values.length === 0) return new Map()
  const digestOf = await siteDigest(transaction, deps, site.organizationId, site.siteId)
  const digests = digestsOf(digestOf, values)
  const { rows } = await sql<CardHolder & { digest: string }>`
    select s.digest, c.person_id as "personId", coalesce(${endedForGood(deps.world.now())}, false) as ended
    from credential_secret s
    join credential c on c.organization_id = s.organization_id and c.id = s.credential_id
    where s.site_id = ${site.siteId} and s.digest = any(${[...digests.values()]}::text[])`.execute(
    transaction,
  )
  const holders = new Map(rows.map(({ digest, ...holder }) => [digest, holder]))
  return new Map(
    [...digests].flatMap(([value, digest]) => {
      const holder = holders.get(digest)
      return holder === undefined ? [] : [[value, holder] as const]
    }),
  )
}

const insertCards = async (
  transaction: Transaction,
  { organizationId, siteId }: SiteOf,
  { cards, digests, now }: { cards: readonly NewCard[]; digests: ReadonlyMap<string, string>; now: Instant },
): Promise<void> => {
  const tables = transaction.$extendTables<AccessTables>()
  await tables
    .insertInto('credential')
    .values(
      cards.map(({ id, personId, value, validFrom, validUntil }) => ({
        organization_id: organizationId,
        id,
        site_id: siteId,
        person_id: personId,
        kind: 'card' as const,
        label: labelOf('card', value),
        valid_from: new Date(validFrom ?? now),
        valid_until: validUntil === null ? null : new Date(validUntil),
        created_at: new Date(now),
      })),
    )
    .execute()
  const taken = await tables
    .insertInto('credential_secret')
    .values(
      cards.map(({ id, value }) => ({
        organization_id: organizationId,
        credential_id: id,
        site_id: siteId,
        digest: digests.get(value) ?? '',
        look_alike: null,
      })),
    )
    .onConflict((conflict) => conflict.constraint('credential_secret_value').doNothing())
    .executeTakeFirst()
  if (Number(taken.numInsertedOrUpdatedRows ?? 0n) !== cards.length)
    throw new Problem(409, 'credential_value_taken', 'This value cannot be used here. Use another one.')
  await tables
    .insertInto('credential_status')
    .values(
      cards.map(({ id }) => ({
        organization_id: organizationId,
        credential_id: id,
        status: 'active' as const,
        valid_from: new Date(now),
        valid_until: null,
      })),
    )
    .execute()
}

/** Answers with the move of each holder whose checklist had no badge yet, and has one now. */
export const addCards = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  { siteId, cards }: { readonly siteId: SiteId; readonly cards: readonly NewCard[] },
): Promise<ReadonlyMap<PersonId, MoveId>> => {
  const { organizationId, actor } = asker
  const site = { organizationId, siteId }
  const now = deps.world.now()
  const digestOf = await siteDigest(transaction, deps, organizationId, siteId)
  const digests = digestsOf(
    digestOf,
    cards.map(({ value }) => value),
  )
  await freeValues(transaction, { siteId, now }, { digestOf, digests: [...digests.values()] })
  await insertCards(transaction, site, { cards, digests, now })
  await appendEvents(
    transaction,
    deps.world,
    organizationId,
    cards.map(({ id, personId }) => ({
      id: newId(deps.world, 'event'),
      type: accessFacts.credentialCreated.type,
      occurredAt: now,
      actor,
      siteId,
      personId,
      payload: { credentialId: id, kind: 'card' },
    })),
  )
  const personIds = cards.map(({ personId }) => personId)
  return settleManyGiven(transaction, deps, asker, { siteId, personIds })
}
