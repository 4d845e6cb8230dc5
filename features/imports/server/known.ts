/** Reads of the organization what a file touches, so that deciding about its rows needs no further question. */
import {
  type CardHolder,
  findCardHolders,
  loadEntrances,
  loadGrants,
  loadProfiles,
} from '@loge/features/access/server'
import type { Tenancy } from '@loge/features/people/core'
import { parseId, newId, type OrganizationId, type PersonId, type SiteId, searchForm } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { HeldRelation, Known, KnownPerson, KnownSite, RowSays } from '../core/index.ts'
import type { ImportDeps } from './deps.ts'
import { chunksOf, inTurns, nextTurn } from './reading/breathe.ts'
import { CHUNK } from './store.ts'
import { zoneOf } from './zone.ts'

type PersonRow = KnownPerson['details'] & { readonly id: PersonId; readonly version: number }

const readSites = async (transaction: Transaction): Promise<readonly KnownSite[]> => {
  const { rows } = await sql<{ id: SiteId; name: string; timeZone: string }>`
    select id, name, time_zone as "timeZone" from site order by name`.execute(transaction)
  return rows.map(({ id, name, timeZone }) => ({ id, name, startOf: zoneOf(timeZone).startOf }))
}

const readPlaces = async (transaction: Transaction) => {
  const buildings = await sql<Known['buildings'][number]>`
    select id, site_id as "siteId", name from building`.execute(transaction)
  const floors = await sql<Known['floors'][number]>`
    select id, site_id as "siteId", building_id as "buildingId", name, level from floor`.execute(transaction)
  const units = await sql<Known['units'][number]>`
    select id, site_id as "siteId", building_id as "buildingId", floor_id as "floorId", name, kind
    from unit`.execute(transaction)
  return { buildings: buildings.rows, floors: floors.rows, units: units.rows }
}

/** Of the homes there are: whoever holds one now or will. */
const readHolding = async (
  transaction: Transaction,
  { world }: ImportDeps,
  rows: readonly RowSays[],
): Promise<Known['holdersOf']> => {
  if (rows.every(({ texts }) => texts.unit === undefined)) return () => []
  const held = await sql<Pick<Tenancy, 'unitId' | 'personId' | 'movesInAt' | 'movesOutAt'>>`
    select unit_id as "unitId", person_id as "personId", moves_in_at as "movesInAt", moves_out_at as "movesOutAt"
    from tenancy where superseded_at is null and role = 'holder'
      and (moves_out_at is null or moves_out_at > ${new Date(world.now())})`.execute(transaction)
  const ofUnit = Map.groupBy(held.rows, ({ unitId }) => unitId)
  return (unit) => ofUnit.get(unit) ?? []
}

/** Everybody of a name or a reference of the file, with their present stays. */
const readPeople = async (
  transaction: Transaction,
  { world }: ImportDeps,
  rows: readonly RowSays[],
): Promise<readonly KnownPerson[]> => {
  const names = new Set<string>()
  const ids = new Set<PersonId>()
  await inTurns(world, rows, ({ texts }) => {
    if (texts.familyName !== undefined || texts.givenName !== undefined)
      names.add(searchForm(`${texts.familyName ?? ''} ${texts.givenName ?? ''}`))
    const id = parseId('person', texts.reference ?? '')
    if (id !== undefined) ids.add(id)
  })
  if (names.size + ids.size === 0) return []
  const people = await sql<PersonRow>`
    select id, version, civility, given_name as "givenName", family_name as "familyName", street,
      postal_code as "postalCode", city, country, email, landline, mobile, language
    from person where sort_name = any(${[...names]}::text[]) or id = any(${[...ids]}::uuid[])
    order by sort_name, id`.execute(transaction)
  await nextTurn()
  const stays = await sql<Tenancy>`
    select id, version, person_id as "personId", unit_id as "unitId", site_id as "siteId", role,
      moves_in_at as "movesInAt", moves_out_at as "movesOutAt", recorded_at as "recordedAt",
      superseded_at as "supersededAt"
    from tenancy where superseded_at is null
      and person_id = any(${people.rows.map(({ id }) => id)}::uuid[])`.execute(transaction)
  const relations = await sql<HeldRelation & { readonly personId: PersonId }>`
    select id, version, person_id as "personId", kind, starts_on as "startsOn", ends_on as "endsOn"
    from relation where person_id = any(${people.rows.map(({ id }) => id)}::uuid[])
    order by starts_on, id`.execute(transaction)
  const relationsOf = Map.groupBy(relations.rows, ({ personId }) => personId)
  const ofPerson = Map.groupBy(stays.rows, ({ personId }) => personId)
  return people.rows.map(({ id, version, ...details }) => ({
    id,
    version,
    details,
    tenancies: ofPerson.get(id) ?? [],
    relations: (relationsOf.get(id) ?? []).map(({ personId: _person, ...relation }) => relation),
  }))
}

const readHolders = async (
  transaction: Transaction,
  deps: ImportDeps,
  { organizationId, sites }: { organizationId: OrganizationId; sites: readonly KnownSite[] },
  rows: readonly RowSays[],
): Promise<Known['holderOf']> => {
  const cards = [...new Set(rows.flatMap(({ card }) => card ?? []))]
  const ofSite = new Map<SiteId, Map<string, CardHolder>>()
  for (const { id: siteId } of cards.length === 0 ? [] : sites) {
    const holders = new Map<string, CardHolder>()
    ofSite.set(siteId, holders)
    for (const some of chunksOf(cards, CHUNK)) {
      const found = await findCardHolders(transaction, deps, { organizationId, siteId }, some)
      for (const [card, holder] of found) holders.set(card, holder)
      await nextTurn()
    }
  }
  return (siteId, card) => ofSite.get(siteId)?.get(card)
}

const readRights = async (transaction: Transaction, rows: readonly RowSays[]) => {
  if (rows.every(({ texts }) => texts.profile === undefined))
    return { profiles: [], entrances: [], schedules: [], roles: [], grants: [] }
  const schedules = await sql<Known['schedules'][number]>`
    select s.id, v.name from schedule s
    join schedule_version v on v.organization_id = s.organization_id and v.schedule_id = s.id
    where v.valid_until is null and s.retired_at is null
      and v.definition ->> 'effect' = 'allow'`.execute(transaction)
  const roles = await sql<Known['roles'][number]>`
    select id, coalesce(name, code) as name from role where 'site' = any(scopes)`.execute(transaction)
  return {
    profiles: await loadProfiles(transaction, {}),
    entrances: await loadEntrances(transaction, {}),
    schedules: schedules.rows,
    roles: roles.rows,
    grants: await loadGrants(transaction, {}),
  }
}

export const readKnown = async (
  transaction: Transaction,
  deps: ImportDeps,
  organizationId: OrganizationId,
  rows: readonly RowSays[],
): Promise<Known> => {
  const sites = await readSites(transaction)
  return {
    sites,
    ...(await readPlaces(transaction)),
    holdersOf: await readHolding(transaction, deps, rows),
    people: await readPeople(transaction, deps, rows),
    ...(await readRights(transaction, rows)),
    holderOf: await readHolders(transaction, deps, { organizationId, sites }, rows),
    newId: (kind) => newId(deps.world, kind),
    now: deps.world.now(),
  }
}
