/** 10,000 residents at a site of 500 entrances, in a real database: twenty buildings that share twenty entrances. */
import { formatId, type EntranceId, type OrganizationId, type PersonId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { createSchedule } from '@loge/features/schedules/server'
import { createSite, systemCaller } from '@loge/features/places/server'
import type { Database, Transaction } from '@loge/storage'
import { fromThemselves } from '@loge/testing'
import { sql } from 'kysely'
import pg from 'pg'

export const PEOPLE = 10_000
export const ENTRANCES = 500
const BUILDINGS = 20
const SHARED_ENTRANCES = 20

export interface LargeHouse {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  /** Those everybody has a right to come first. */
  readonly entrances: readonly EntranceId[]
  readonly persons: readonly PersonId[]
  /** To give one right more; everybody has one of the kind already. */
  readonly profileId: string
}

const LONG_AGO = `now() - interval '90 days'`

const settle = (site: SiteId) => sql`
  with org as (select current_organization() as id), b as (
    insert into building (organization_id, id, site_id, name, version)
    select org.id, gen_random_uuid(), ${site}, 'B' || n, 1 from org, generate_series(0, ${sql.lit(BUILDINGS - 1)}) n
    returning id, name), u as (
    insert into unit (organization_id, id, site_id, building_id, floor_id, name, kind, version)
    select org.id, gen_random_uuid(), ${site}, b.id, null, 'U' || n, 'home', 1
    from org, b, generate_series(1, ${sql.lit(PEOPLE / BUILDINGS)}) n
    returning id), p as (
    insert into person (organization_id, id, given_name, family_name, sort_name, sources, version)
    select org.id, gen_random_uuid(), 'P', 'N' || n, 'n' || n, '{}', 1
    from org, generate_series(1, ${sql.lit(PEOPLE)}) n
    returning organization_id, id), o as (${fromThemselves(sql`p`)})
  insert into tenancy (organization_id, id, version, person_id, unit_id, site_id, role, moves_in_at, recorded_at)
  select org.id, gen_random_uuid(), 1, p.id, u.id, ${site}, 'holder', ${sql.raw(LONG_AGO)}, ${sql.raw(LONG_AGO)}
  from org, (select id, row_number() over () n from p) p join (select id, row_number() over () n from u) u using (n)`

const hangDoors = (site: SiteId) => sql`
  with made as (
    insert into entrance (organization_id, id, site_id, created_at)
    select current_organization(), gen_random_uuid(), ${site}, ${sql.raw(LONG_AGO)}
    from generate_series(1, ${sql.lit(ENTRANCES)})
    returning id)
  insert into entrance_version (organization_id, entrance_id, revision, definition, locked_down, valid_from)
  select current_organization(), id, 1, jsonb_build_object('name', 'Door', 'number', null, 'kind', 'common',
    'parts', '[]'::jsonb, 'unlockMs', 5000, 'heldOpenMs', 30000, 'failMode', 'secure',
    'accepts', '["card", "pin"]'::jsonb, 'holdOpenScheduleId', null), false, ${sql.raw(LONG_AGO)} from made`

interface NewProfile {
  readonly name: string
  readonly lines: readonly { readonly entranceIds: readonly string[]; readonly scheduleId: string | null }[]
}

const addProfile = async (transaction: Transaction, site: SiteId, profile: NewProfile): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    with made as (
      insert into access_profile (organization_id, id, site_id, created_at)
      values (current_organization(), gen_random_uuid(), ${site}, ${sql.raw(LONG_AGO)}) returning id)
    insert into access_profile_version (organization_id, access_profile_id, revision, name, lines, valid_from)
    select current_organization(), id, 1, ${profile.name}, ${JSON.stringify(profile.lines)}, ${sql.raw(LONG_AGO)}
    from made returning access_profile_id as id`.execute(transaction)
  return rows[0]?.id ?? ''
}

const GRANT_COLUMNS =
  sql.raw(`organization_id, id, site_id, access_profile_id, person_id, residents_of_building_id,
  to_all_residents, lease_class, valid_from, reason, granted_at, granted_by`)
const GRANTED = sql.raw(
  `'resident', ${LONG_AGO}, 'moved in', ${LONG_AGO}, '{"kind": "system", "id": "bench"}'`,
)

const giveRights = async (transaction: Transaction, site: SiteId, scheduleId: string): Promise<string> => {
  const { rows: doors } = await sql<{ id: string }>`select id from entrance order by id`.execute(transaction)
  const { rows: buildings } = await sql<{ id: string }>`select id from building order by id`.execute(
    transaction,
  )
  const ids = doors.map(({ id }) => id)
  const shared = ids.slice(0, SHARED_ENTRANCES)
  const common = await addProfile(transaction, site, {
    name: 'common',
    lines: [
      { entranceIds: shared.slice(0, 10), scheduleId: null },
      { entranceIds: shared.slice(10), scheduleId },
    ],
  })
  await sql`insert into access_grant (${GRANT_COLUMNS})
    values (current_organization(), gen_random_uuid(), ${site}, ${common}, null, null, true, ${GRANTED})`.execute(
    transaction,
  )
  const perBuilding = (ENTRANCES - SHARED_ENTRANCES) / BUILDINGS
  for (const [position, building] of buildings.entries()) {
    const first = SHARED_ENTRANCES + position * perBuilding
    const own = ids.slice(first, first + perBuilding)
    const lines = [
      { entranceIds: own.slice(0, -4), scheduleId: null },
      { entranceIds: own.slice(-4), scheduleId },
    ]
    const profile = await addProfile(transaction, site, { name: `building ${position}`, lines })
    await sql`insert into access_grant (${GRANT_COLUMNS}) values
      (current_organization(), gen_random_uuid(), ${site}, ${profile}, null, ${building.id}, false, ${GRANTED})`.execute(
      transaction,
    )
  }
  const garages = await addProfile(transaction, site, {
    name: 'garages',
    lines: [{ entranceIds: ids.filter((_id, position) => position % 50 === 49), scheduleId: null }],
  })
  await sql`insert into access_grant (${GRANT_COLUMNS})
    select current_organization(), gen_random_uuid(), ${site}, ${garages}, id, null, false, ${GRANTED} from person`.execute(
    transaction,
  )
  return garages
}

/** A badge and a code each. */
const handOutCredentials = (site: SiteId) => sql`
  with made as (
    insert into credential (organization_id, id, site_id, person_id, kind, valid_from, created_at)
    select current_organization(), gen_random_uuid(), ${site}, id, kind, ${sql.raw(LONG_AGO)}, ${sql.raw(LONG_AGO)}
    from person, unnest(array['card', 'pin']) kind
    returning id), active as (
    insert into credential_status (organization_id, credential_id, status, valid_from)
    select current_organization(), id, 'active', ${sql.raw(LONG_AGO)} from made)
  insert into credential_secret (organization_id, credential_id, site_id, digest)
  select current_organization(), id, ${site}, encode(sha256(id::text::bytea), 'hex') from made`

export const makeLargeHouse = async (
  database: Database,
  organizationId: OrganizationId,
): Promise<LargeHouse> => {
  const caller = systemCaller(organizationId, 'bench')
  const { id: siteId } = await createSite({ database, world: realWorld }, caller, {
    name: 'Large',
    timeZone: 'Europe/Paris',
    holidayRegion: 'FR',
    street: '1 rue Longue',
    postalCode: '44000',
    city: 'Nantes',
    country: 'FR',
  })
  const schedule = await createSchedule({ database, world: realWorld }, caller, {
    name: 'Days',
    effect: 'allow',
    weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 6 * 60, until: 23 * 60 }],
    holidays: null,
    exceptions: [],
  })
  return database.transaction(organizationId, async (transaction) => {
    await settle(siteId).execute(transaction)
    await hangDoors(siteId).execute(transaction)
    const profile = await giveRights(transaction, siteId, schedule.id)
    await handOutCredentials(siteId).execute(transaction)
    await sql`insert into site_access values (current_organization(), ${siteId}, 1, ${sql.raw(LONG_AGO)})`.execute(
      transaction,
    )
    const { rows: entrances } = await sql<{ id: EntranceId }>`select id from entrance order by id`.execute(
      transaction,
    )
    const { rows: persons } = await sql<{ id: PersonId }>`select id from person order by id`.execute(
      transaction,
    )
    return {
      organizationId,
      siteId,
      entrances: entrances.map(({ id }) => id),
      persons: persons.map(({ id }) => id),
      profileId: `${profile}`,
    }
  })
}

export const wire = {
  entrance: (id: EntranceId): string => formatId('entrance', id),
  person: (id: PersonId): string => formatId('person', id),
}

/** What the database does by itself within a minute of so many rows. */
export const countRows = async (ownerUrl: string): Promise<void> => {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('analyze')
  await owner.end()
}
