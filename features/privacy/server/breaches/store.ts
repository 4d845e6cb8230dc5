/** Breaches as they are stored, and as they stand now. */
import type { Actor } from '@loge/features/events/core'
import { boundsOn, type Register } from '@loge/features/law/core'
import { dayAt } from '@loge/features/reports/core'
import {
  type BreachId,
  formatCivilDay,
  type Id,
  type Instant,
  type OrganizationId,
  type PersonId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import {
  type BreachAct,
  type BreachClock,
  breachClocks,
  type BreachEntry,
  type BreachStanding,
  dutiesOf,
  standingOf,
} from '../../core/index.ts'
import type { RequestSettings } from '../requests/settings.ts'
import { type BreachEntryRow, type BreachPersonRow, type BreachRow, tablesOf } from './tables.ts'

export type StoredBreach = Selectable<BreachRow>
export type StoredEntry = Selectable<BreachEntryRow>

export interface BreachNow {
  readonly breach: StoredBreach
  readonly entries: readonly StoredEntry[]
  readonly standing: BreachStanding
  readonly clocks: readonly BreachClock[]
  readonly duties: ReturnType<typeof dutiesOf>
}

/** Who an act is of, for asking whether two are by the same. */
export const authorOf = (actor: Actor): string => (actor.kind === 'unknown' ? 'unknown' : actor.id)

const asEntry = ({ at, recorded_by: by, act }: StoredEntry): BreachEntry => ({ at, by: authorOf(by), act })

/** The bounds of the day it was found: a law that changes later starts no old clock anew. */
export const clocksOf = (
  standing: BreachStanding,
  { jurisdiction }: Register,
  { zone }: Pick<RequestSettings, 'zone'>,
  now: Instant,
): readonly BreachClock[] =>
  breachClocks(standing, {
    country: jurisdiction.country,
    bounds: boundsOn(formatCivilDay(dayAt(zone, standing.facts.foundAt))),
    now,
  })

const asItStands = (
  breach: StoredBreach,
  entries: readonly StoredEntry[],
  settings: RequestSettings,
  now: Instant,
): BreachNow => {
  const standing = standingOf(entries.map(asEntry))
  if (standing === undefined) throw new Error(`breach ${breach.id} has no beginning`)
  const clocks = clocksOf(standing, settings.register, settings, now)
  return { breach, entries, standing, clocks, duties: dutiesOf(standing, clocks) }
}

const entriesOf = async (
  transaction: Transaction,
  ids: readonly BreachId[],
): Promise<ReadonlyMap<BreachId, readonly StoredEntry[]>> => {
  if (ids.length === 0) return new Map()
  const entries = await tablesOf(transaction)
    .selectFrom('breach_entry')
    .selectAll()
    .where('breach_id', 'in', ids)
    .orderBy('number')
    .execute()
  return Map.groupBy(entries, ({ breach_id }) => breach_id)
}

/** Open ones first, each by when it was recorded, newest first. */
export const listBreaches = async (
  transaction: Transaction,
  settings: RequestSettings,
  { now, openOnly = false }: { readonly now: Instant; readonly openOnly?: boolean },
): Promise<readonly BreachNow[]> => {
  const asked = tablesOf(transaction)
    .selectFrom('breach')
    .selectAll()
    .orderBy(sql`closed_at is null`, 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
  const breaches = await (openOnly ? asked.where('closed_at', 'is', null) : asked).execute()
  const entries = await entriesOf(
    transaction,
    breaches.map(({ id }) => id),
  )
  return breaches.map((breach) => asItStands(breach, entries.get(breach.id) ?? [], settings, now))
}

/** Locked: nobody else adds to it before this transaction ends. */
export const lockBreach = async (
  transaction: Transaction,
  settings: RequestSettings,
  { id, now }: { readonly id: BreachId; readonly now: Instant },
): Promise<BreachNow | undefined> => {
  const breach = await tablesOf(transaction)
    .selectFrom('breach')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (breach === undefined) return undefined
  const entries = await entriesOf(transaction, [id])
  return asItStands(breach, entries.get(id) ?? [], settings, now)
}

export const findBreach = async (
  transaction: Transaction,
  settings: RequestSettings,
  { id, now }: { readonly id: BreachId; readonly now: Instant },
): Promise<BreachNow | undefined> => {
  const breach = await tablesOf(transaction)
    .selectFrom('breach')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (breach === undefined) return undefined
  const entries = await entriesOf(transaction, [id])
  return asItStands(breach, entries.get(id) ?? [], settings, now)
}

/** `2026-02`: the next of its year. */
export const nextReference = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  year: number,
): Promise<string> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`breach ${organizationId}`}, 0))`.execute(
    transaction,
  )
  const { rows } = await sql<{ last: number | null }>`
    select max(split_part(reference, '-', 2)::integer) as last from breach
    where organization_id = ${organizationId} and reference like ${`${year}-%`}`.execute(transaction)
  return `${year}-${String((rows[0]?.last ?? 0) + 1).padStart(2, '0')}`
}

export const writeEntry = async (
  transaction: Transaction,
  { breach, actor, at, act }: { breach: StoredBreach; actor: Actor; at: Instant; act: BreachAct },
): Promise<void> => {
  await tablesOf(transaction)
    .insertInto('breach_entry')
    .values({
      organization_id: breach.organization_id,
      breach_id: breach.id,
      number: breach.version,
      at: new Date(at),
      recorded_by: JSON.stringify(actor),
      act: JSON.stringify(act),
    })
    .execute()
}

export interface StoredConcerned extends Selectable<BreachPersonRow> {
  readonly name: string
  readonly email: string | null
  readonly language: 'en' | 'fr' | null
  readonly address: string
}

/** Whom it concerns, with where their letter goes. */
export const concernedBy = (transaction: Transaction, id: BreachId): Promise<readonly StoredConcerned[]> =>
  tablesOf(transaction)
    .$extendTables<{
      person: { id: PersonId; email: string | null; language: 'en' | 'fr' | null; sort_name: string }
    }>()
    .selectFrom('breach_person')
    .innerJoin('person', 'person.id', 'breach_person.person_id')
    .selectAll('breach_person')
    .select(['person.email', 'person.language'])
    .select(sql<string>`person.given_name || ' ' || person.family_name`.as('name'))
    .select(
      sql<string>`concat_ws(chr(10), person.street, nullif(concat_ws(' ', person.postal_code, person.city), ''))`.as(
        'address',
      ),
    )
    .where('breach_id', '=', id)
    .orderBy('person.sort_name')
    .orderBy('breach_person.id')
    .execute()

export const findLetter = async (
  transaction: Transaction,
  id: Id<'breachLetter'>,
): Promise<StoredConcerned | undefined> => {
  const found = await tablesOf(transaction)
    .selectFrom('breach_person')
    .select('breach_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return found === undefined
    ? undefined
    : (await concernedBy(transaction, found.breach_id)).find((one) => one.id === id)
}
