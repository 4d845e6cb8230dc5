/** An organization and its settings. A new one has none stored yet and speaks French. */
import { changedMeanwhile, requireVersion } from '@loge/http'
import type { OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { applyChanges, changedFields, type Organization } from '../core/index.ts'
import type { Caller } from './caller.ts'
import { permissionDenied, placeUnknown } from './problems.ts'
import { record, type PlacesDependencies } from './record.ts'

const read = async (transaction: Transaction, id: OrganizationId): Promise<Organization> => {
  const { rows } = await sql<Organization>`
    select id, slug, name, coalesce(language, 'fr') as language, contact_email as "contactEmail",
           contact_telephone as "contactTelephone", coalesce(version, 0) as version
    from organization left join organization_settings on organization_id = id
    where id = ${id}`.execute(transaction)
  if (rows[0] === undefined) throw placeUnknown()
  return rows[0]
}

const write = async (transaction: Transaction, after: Organization): Promise<boolean> => {
  await sql`update organization set name = ${after.name} where id = ${after.id}`.execute(transaction)
  const { numAffectedRows } = await sql`
    insert into organization_settings (organization_id, language, contact_email, contact_telephone, version)
    values (${after.id}, ${after.language}, ${after.contactEmail}, ${after.contactTelephone}, 1)
    on conflict (organization_id) do update
      set language = excluded.language, contact_email = excluded.contact_email,
          contact_telephone = excluded.contact_telephone, version = organization_settings.version + 1
      where organization_settings.version = ${after.version}`.execute(transaction)
  return numAffectedRows === 1n
}

export const readOrganization = (
  { database }: PlacesDependencies,
  caller: Caller,
  id: OrganizationId = caller.organizationId,
): Promise<Organization> =>
  database.transaction(caller.organizationId, (transaction) => read(transaction, id))

export interface OrganizationChange {
  readonly id: OrganizationId
  readonly ifMatch: string | undefined
  readonly changes: { readonly [Field in keyof Organization]?: Organization[Field] | undefined }
}

export const changeOrganization = (
  dependencies: PlacesDependencies,
  caller: Caller,
  { id, ifMatch, changes }: OrganizationChange,
): Promise<Organization> =>
  dependencies.database.transaction(caller.organizationId, async (transaction) => {
    if (!caller.reach.wholeOrganization) throw permissionDenied()
    const before = await read(transaction, id)
    requireVersion(ifMatch, before.version)
    const fields = changedFields(before, changes)
    if (fields.length === 0) return before
    const after = applyChanges(before, changes)
    if (!(await write(transaction, after))) throw changedMeanwhile()
    await record(transaction, { dependencies, caller }, { fact: 'organizationChanged', payload: { fields } })
    return { ...after, version: before.version + 1 }
  })
