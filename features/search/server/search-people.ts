/** People by their names, the digits of their telephone, or the home they live in. */
import type { Reach } from '@loge/http'
import type { Instant, PersonId, SiteId, UnitId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type RawBuilder } from 'kysely'
import { homesNamed, type SearchQuestion } from '../core/index.ts'
import type { KnownHome } from './look-at-homes.ts'
import { matching } from './matching.ts'

export interface Looking {
  readonly question: SearchQuestion
  readonly reach: Reach
  readonly siteId: SiteId | undefined
  readonly limit: number
  readonly now: Instant
  /** The homes that the words fit or name. */
  readonly homes: readonly KnownHome[]
}

interface Found {
  readonly id: PersonId
  readonly civility: 'mr' | 'mrs' | null
  readonly givenName: string
  readonly familyName: string
  readonly sortName: string
}

const COLUMNS = sql`p.id, p.civility, p.given_name as "givenName", p.family_name as "familyName", p.sort_name as "sortName"`

/** Staff of a site see whoever lives, lived or will live there; a site that is named narrows it to the same. */
const seen = ({ reach, siteId }: Looking): RawBuilder<boolean> => {
  const at = (sites: RawBuilder<unknown>) =>
    sql<boolean>`exists (select from tenancy s where s.organization_id = p.organization_id and s.person_id = p.id
      and s.superseded_at is null and ${sites})`
  const within = reach.wholeOrganization
    ? sql<boolean>`true`
    : sql<boolean>`(p.id = ${reach.ownPersonId ?? null} or ${at(sql`s.site_id = any(${[...reach.siteIds]}::uuid[])`)})`
  return siteId === undefined ? within : sql<boolean>`(${within} and ${at(sql`s.site_id = ${siteId}`)})`
}

const inForce = (now: Instant) =>
  sql<boolean>`t.superseded_at is null and (t.moves_out_at is null or t.moves_out_at > ${new Date(now)})`

const byNameOrTelephone = async (transaction: Transaction, looking: Looking): Promise<readonly Found[]> => {
  const { words, telephone } = looking.question
  if (words.length === 0 && telephone === undefined) return []
  const { where, rank } = matching(looking.question, sql<string>`p.sort_name`)
  const rings =
    telephone === undefined
      ? sql<boolean>`false`
      : sql<boolean>`(p.mobile like ${`%${telephone}%`} or p.landline like ${`%${telephone}%`})`
  const { rows } = await sql<Found>`
    select ${COLUMNS} from person p where (${where} or ${rings}) and ${seen(looking)}
    order by ${rank}, p.sort_name collate "C", p.id limit ${looking.limit}`.execute(transaction)
  return rows
}

const MOST_IN_HOMES = 100

/** Whoever lives in a home that the words name in full, when the other words are in their name. */
const byHome = async (transaction: Transaction, looking: Looking): Promise<readonly Found[]> => {
  const named = homesNamed(looking.question.words)
  const calledBy = new Map(
    looking.homes.flatMap(({ id, together }) => (named.has(together) ? [[id, together] as const] : [])),
  )
  if (calledBy.size === 0) return []
  const { rows } = await sql<Found & { readonly unitId: UnitId }>`
    select ${COLUMNS}, t.unit_id as "unitId"
    from tenancy t join person p on p.organization_id = t.organization_id and p.id = t.person_id
    where t.unit_id = any(${[...calledBy.keys()]}::uuid[]) and ${inForce(looking.now)} and ${seen(looking)}
    order by t.role = 'owner', p.sort_name collate "C", p.id limit ${MOST_IN_HOMES}`.execute(transaction)
  return rows.filter(({ unitId, sortName }) => {
    const others = named.get(calledBy.get(unitId) ?? '')
    return others?.every((word) => sortName.includes(word)) === true
  })
}

const homesOf = async (
  transaction: Transaction,
  ids: readonly PersonId[],
  now: Instant,
): Promise<ReadonlyMap<PersonId, readonly string[]>> => {
  const { rows } = await sql<{ readonly personId: PersonId; readonly home: string }>`
    select distinct t.person_id as "personId", u.name as home
    from tenancy t join unit u on u.organization_id = t.organization_id and u.id = t.unit_id
    where t.person_id = any(${[...ids]}::uuid[]) and ${inForce(now)} order by u.name`.execute(transaction)
  const homes = Map.groupBy(rows, ({ personId }) => personId)
  return new Map([...homes].map(([id, own]) => [id, own.map(({ home }) => home)]))
}

export const searchPeople = async (transaction: Transaction, looking: Looking) => {
  const found = [...(await byNameOrTelephone(transaction, looking)), ...(await byHome(transaction, looking))]
  const people = [...new Map(found.map((person) => [person.id, person])).values()].slice(0, looking.limit)
  const homes = await homesOf(
    transaction,
    people.map(({ id }) => id),
    looking.now,
  )
  return people.map(({ id, civility, givenName, familyName }) => ({
    id,
    civility,
    givenName,
    familyName,
    homes: [...(homes.get(id) ?? [])],
  }))
}
