/** Somebody for a test, written down as the database asks: with where what is kept of them comes from. */
import type { OrganizationId, PersonId } from '@loge/kernel'
import { type RawBuilder, sql } from 'kysely'

export interface TestPerson {
  readonly organizationId: OrganizationId
  readonly id: PersonId
  readonly givenName?: string
  readonly familyName?: string
  readonly sortName?: string
  readonly email?: string | null
  readonly mobile?: string | null
}

/** One statement: by its end both rows are there. */
export const insertTestPerson = ({
  organizationId,
  id,
  givenName = 'Ada',
  familyName = 'Okafor',
  sortName = `${familyName} ${givenName}`.toLowerCase(),
  email = null,
  mobile = null,
}: TestPerson): RawBuilder<unknown> => sql`
  with p as (
    insert into person (organization_id, id, given_name, family_name, sort_name, email, mobile, sources, version)
    values (${organizationId}, ${id}, ${givenName}, ${familyName}, ${sortName}, ${email}, ${mobile}, '{}', 1)
    returning organization_id, id)
  ${fromThemselves(sql`p`)}`

/** Of people who are written down in another way, in the same transaction or the same statement. */
export const fromThemselves = (people: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  insert into provenance (organization_id, id, person_id, source, kind, detail, collected_on, recorded_at, notice_hash)
  select organization_id, gen_random_uuid(), id, 'person', 'person', 'a test', current_date, now(), repeat('0', 64)
  from ${people}`
