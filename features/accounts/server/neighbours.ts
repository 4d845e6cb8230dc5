/** What accounts read of the features to their left: a person's name, the sites somebody may see. */
import type { PeopleTables } from '@loge/features/people/server'
import type { PlacesTables } from '@loge/features/places/server'
import type { Instant, OrganizationId, PersonId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type RawBuilder } from 'kysely'

type Neighbours = Pick<PlacesTables, 'site'> & Pick<PeopleTables, 'person' | 'tenancy'>

/** `undefined` when there is no such person. */
export const nameOf = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  personId: PersonId,
): Promise<string | undefined> => {
  const person = await transaction
    .$extendTables<Neighbours>()
    .selectFrom('person')
    .select(['given_name', 'family_name'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', personId)
    .executeTakeFirst()
  return person && `${person.given_name} ${person.family_name}`
}

/** In which language they are written to, where that is known. */
export const languageOf = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  personId: PersonId,
): Promise<'en' | 'fr' | null> => {
  const person = await transaction
    .$extendTables<Neighbours>()
    .selectFrom('person')
    .select('language')
    .where('organization_id', '=', organizationId)
    .where('id', '=', personId)
    .executeTakeFirst()
  return person?.language ?? null
}

/** That somebody lives at one of these sites, or will; `person` is an id, or a column that holds one. */
export const livesThere = (
  organizationId: OrganizationId,
  person: RawBuilder<unknown>,
  { siteIds, at }: { readonly siteIds: readonly SiteId[]; readonly at: Instant },
): RawBuilder<boolean> => sql<boolean>`exists (
  select from tenancy where organization_id = ${organizationId} and person_id = ${person}
    and site_id = any(${[...siteIds]}::uuid[]) and superseded_at is null
    and (moves_out_at is null or moves_out_at > ${new Date(at)})
)`

/** All sites, or those of `siteIds`. */
export const sitesOf = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  siteIds?: readonly SiteId[],
): Promise<readonly { readonly id: SiteId; readonly name: string }[]> => {
  if (siteIds?.length === 0) return []
  let query = transaction
    .$extendTables<Neighbours>()
    .selectFrom('site')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .orderBy('name')
  if (siteIds !== undefined) query = query.where('id', 'in', [...siteIds])
  return query.execute()
}

/** The one residence there is, as the plate on its door says it once somebody has said where it is. */
export const onlyResidence = async (
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<{ readonly name: string; readonly address: string } | null> => {
  const [site, another] = await transaction
    .$extendTables<Neighbours>()
    .selectFrom('site')
    .select(['name', 'street', 'city'])
    .where('organization_id', '=', organizationId)
    .limit(2)
    .execute()
  if (site === undefined || another !== undefined) return null
  const address = [site.street, site.city].filter((part) => part !== '').join(', ')
  return address === '' ? null : { name: site.name, address }
}

/** The sites where somebody's homes are now. */
export const sitesOfPerson = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { personId, at }: { readonly personId: PersonId; readonly at: Instant },
): Promise<readonly SiteId[]> => {
  const rows = await transaction
    .$extendTables<Neighbours>()
    .selectFrom('tenancy')
    .select(['site_id', 'moves_in_at', 'moves_out_at'])
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .where('superseded_at', 'is', null)
    .execute()
  const present = rows.filter(
    (row) => row.moves_in_at <= at && (row.moves_out_at === null || row.moves_out_at > at),
  )
  return [...new Set(present.map((row) => row.site_id))]
}
